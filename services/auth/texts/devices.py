"""Texts of the pages where somebody logs in for a program without a browser (RFC 8628)."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

DEVICES: Mapping[str, Texts] = {
    "client-device": texts(
        nb="et program som venter på deg", nn="eit program som ventar på deg", en="a program that waits for you"
    ),
    "device_log_in": texts(nb="Logg inn et program", nn="Logg inn eit program", en="Log a program in"),
    "device_intro": texts(
        nb="Programmet viser en kode. Skriv den her, men bare hvis du selv har startet innloggingen.",
        nn="Programmet viser ein kode. Skriv han her, men berre om du sjølv har starta innlogginga.",
        en="The program shows a code. Type it here, but only if you started the login yourself.",
    ),
    "user_code": texts(nb="Kode", nn="Kode", en="Code"),
    "user_code_hint": texts(
        nb="Åtte bokstaver, som BCDF-GHJK.", nn="Åtte bokstavar, som BCDF-GHJK.", en="Eight letters, as BCDF-GHJK."
    ),
    "device_confirm": texts(nb="Gi programmet tilgang?", nn="Gje programmet tilgang?", en="Give the program access?"),
    "device_asks": texts(
        nb="Dette programmet ber om tilgang:", nn="Dette programmet ber om tilgang:", en="This program asks for access:"
    ),
    "device_same_code": texts(
        nb="Svar ja bare hvis programmet ditt viser nettopp denne koden:",
        nn="Svar ja berre om programmet ditt viser nettopp denne koden:",
        en="Say yes only if your program shows exactly this code:",
    ),
    "device_stranger": texts(
        nb="Fikk du koden av noen andre, på e-post eller telefon? Da svarer du nei: ellers handler de i ditt navn.",
        nn="Fekk du koden av nokon andre, på e-post eller telefon? Då svarar du nei: elles handlar dei i ditt namn.",
        en="Did somebody else give you the code, by mail or telephone? Then say no: else they act in your name.",
    ),
    "device_scopes": texts(nb="Programmet vil kunne", nn="Programmet vil kunne", en="The program will be able to"),
    "device_yes": texts(nb="Ja, gi tilgang", nn="Ja, gje tilgang", en="Yes, give access"),
    "device_no": texts(nb="Nei", nn="Nei", en="No"),
    "device_confirmed": texts(
        nb="Programmet er logget inn. Du kan lukke dette vinduet.",
        nn="Programmet er logga inn. Du kan lukke dette vindauget.",
        en="The program is logged in. You can close this window.",
    ),
    "device_denied": texts(
        nb="Programmet fikk ikke tilgang. Du kan lukke dette vinduet.",
        nn="Programmet fekk ikkje tilgang. Du kan lukke dette vindauget.",
        en="The program got no access. You can close this window.",
    ),
    "device_done": texts(nb="Ferdig", nn="Ferdig", en="Done"),
    "wrong-user-code": texts(
        nb="Ingen program venter med denne koden. Se om den er skrevet rett, eller start innloggingen i programmet på "
        "nytt; en kode gjelder i ti minutter.",
        nn="Ingen program ventar med denne koden. Sjå om han er skriven rett, eller start innlogginga i programmet på "
        "nytt; ein kode gjeld i ti minutt.",
        en="No program waits with this code. See whether it is typed right, or start the login in the program again; a "
        "code is good for ten minutes.",
    ),
    "code-gone": texts(
        nb="Koden er brukt, avvist eller for gammel. Start innloggingen i programmet på nytt.",
        nn="Koden er brukt, avvist eller for gammal. Start innlogginga i programmet på nytt.",
        en="The code was used, denied or is too old. Start the login in the program again.",
    ),
    "login-not-finished": texts(
        nb="Innloggingen ble ikke fullført. Skriv koden og prøv igjen.",
        nn="Innlogginga vart ikkje fullført. Skriv koden og prøv igjen.",
        en="The login was not finished. Type the code and try again.",
    ),
}
