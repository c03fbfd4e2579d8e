"""Texts of the pages about logging in through an issuer."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

FEDERATION: Mapping[str, Texts] = {
    "or_through": texts(
        nb="Eller bruk innloggingen du har på jobben:",
        nn="Eller bruk innlogginga du har på jobben:",
        en="Or use the login you have at work:",
    ),
    "log_in_with": texts(nb="Logg inn med", nn="Logg inn med", en="Log in with"),
    "sent_on": texts(
        nb="Du sendes videre. Skjer det ikke noe, så følg lenken.",
        nn="Du blir send vidare. Skjer det ikkje noko, så følg lenkja.",
        en="You are being sent on. If nothing happens, follow the link.",
    ),
    "connect": texts(
        nb="Koble innloggingen til en konto",
        nn="Kople innlogginga til ein konto",
        en="Connect the login to an account",
    ),
    "not_connected": texts(
        nb="Vi vet nå hvem du er, men innloggingen er ikke koblet til noen konto her ennå. Det gjør du én gang.",
        nn="Vi veit no kven du er, men innlogginga er ikkje kopla til nokon konto her enno. Det gjer du éin gong.",
        en="We know who you are now, but the login is not connected to an account here yet. You do that once.",
    ),
    "have_invitation": texts(nb="Jeg har en invitasjon", nn="Eg har ein invitasjon", en="I have an invitation"),
    "invitation": texts(
        nb="Koden eller lenken i invitasjonen",
        nn="Koden eller lenkja i invitasjonen",
        en="The invitation's code or link",
    ),
    "invitation_hint": texts(
        nb="Du får konto uten passord, og logger inn som du nettopp gjorde.",
        nn="Du får konto utan passord, og loggar inn slik du nett gjorde.",
        en="You get an account without a password, and log in as you just did.",
    ),
    "name": texts(nb="Navnet ditt", nn="Namnet ditt", en="Your name"),
    "accept": texts(nb="Ta imot invitasjonen", nn="Ta imot invitasjonen", en="Accept the invitation"),
    "have_account": texts(
        nb="Jeg har en konto med passord", nn="Eg har ein konto med passord", en="I have an account with a password"
    ),
    "connect_account": texts(nb="Koble til kontoen", nn="Kople til kontoen", en="Connect to the account"),
    "invitation-not-open": texts(
        nb="Invitasjonen kan ikke brukes. Den er brukt, for gammel, feil skrevet, eller gjelder en virksomhet du ikke "
        "representerer med denne innloggingen. Be om en ny.",
        nn="Invitasjonen kan ikkje brukast. Han er brukt, for gammal, feil skriven, eller gjeld ei verksemd du ikkje "
        "representerer med denne innlogginga. Be om ein ny.",
        en="The invitation cannot be used. It was used, is too old, was mistyped, or is for a public body that you do "
        "not represent with this login. Ask for a new one.",
    ),
    "name-missing": texts(
        nb="Skriv navnet ditt, slik kollegaer kjenner deg.",
        nn="Skriv namnet ditt, slik kollegaer kjenner deg.",
        en="Write your name, as colleagues know you.",
    ),
    "account-exists": texts(
        nb="Adressen som er invitert, har en konto fra før. Koble til den med passordet først.",
        nn="Adressa som er invitert, har ein konto frå før. Kople til han med passordet først.",
        en="The address that was invited has an account already. Connect to it with its password first.",
    ),
    "already-linked": texts(
        nb="Innloggingen er koblet til en annen konto. Logg inn på nytt for å bruke den.",
        nn="Innlogginga er kopla til ein annan konto. Logg inn på nytt for å bruke han.",
        en="The login is connected to another account. Log in again to use that one.",
    ),
    "issuer-unavailable": texts(
        nb="Innloggingstjenesten svarer ikke som den skal nå. Vent litt og prøv igjen, eller logg inn på annen måte.",
        nn="Innloggingstenesta svarar ikkje som ho skal no. Vent litt og prøv igjen, eller logg inn på ein annan måte.",
        en="The login service does not answer as it should now. Wait a little and try again, or log in another way.",
    ),
    "issuer-refused": texts(
        nb="Innloggingen ble avbrutt. Prøv igjen, eller logg inn på en annen måte.",
        nn="Innlogginga vart avbroten. Prøv igjen, eller logg inn på ein annan måte.",
        en="The login was broken off. Try again, or log in another way.",
    ),
    "answer-not-believed": texts(
        nb="Svaret fra innloggingstjenesten kunne ikke brukes. Prøv igjen; skjer det flere ganger, så si fra til den "
        "som driver ressurspoolen.",
        nn="Svaret frå innloggingstenesta kunne ikkje brukast. Prøv igjen; skjer det fleire gonger, så sei frå til den "
        "som driv ressurspoolen.",
        en="The answer of the login service could not be used. Try again; if it happens repeatedly, tell whoever runs "
        "the resource pool.",
    ),
    "not-strong-enough": texts(
        nb="Du må logge inn på et høyere sikkerhetsnivå. Prøv igjen, og velg en sikrere måte hos innloggingstjenesten.",
        nn="Du må logge inn på eit høgare tryggingsnivå. Prøv igjen, og vel ein tryggare måte hos innloggingstenesta.",
        en="You have to log in at a higher level of assurance. Try again and choose a stronger way at the login "
        "service.",
    ),
    "represents-nobody": texts(
        nb="Du representerer ingen virksomhet med denne innloggingen. Be arbeidsgiveren din om tilgangen, eller logg "
        "inn på en annen måte.",
        nn="Du representerer inga verksemd med denne innlogginga. Be arbeidsgivaren din om tilgangen, eller logg inn "
        "på ein annan måte.",
        en="You represent no public body with this login. Ask your employer for the access, or log in another way.",
    ),
}
