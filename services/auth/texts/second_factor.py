"""Texts of the pages of the second factor."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

SECOND_FACTOR: Mapping[str, Texts] = {
    "second_factor": texts(nb="Bekreft at det er deg", nn="Stadfest at det er deg", en="Confirm that it is you"),
    "code": texts(nb="Kode", nn="Kode", en="Code"),
    "code_hint": texts(
        nb="Seks sifre fra autentiseringsappen, eller en av gjenopprettingskodene.",
        nn="Seks siffer frå autentiseringsappen, eller ein av gjenopprettingskodane.",
        en="Six digits from the authenticator app, or one of the recovery codes.",
    ),
    "wrong-code": texts(
        nb="Koden stemmer ikke, eller den er brukt. Vent på den neste, og prøv igjen.",
        nn="Koden stemmer ikkje, eller han er brukt. Vent på den neste, og prøv igjen.",
        en="The code is not right, or was used. Wait for the next one and try again.",
    ),
    "enrol": texts(nb="Ta i bruk en ekstra kode", nn="Ta i bruk ein ekstra kode", en="Start using an extra code"),
    "enrol_why": texts(
        nb="Du avgjør saker for andre. Derfor trenger du en kode fra en autentiseringsapp i tillegg til passordet.",
        nn="Du avgjer saker for andre. Difor treng du ein kode frå ein autentiseringsapp i tillegg til passordet.",
        en="You decide for others. That takes a code of an authenticator app beside the password.",
    ),
    "enrol_secret": texts(
        nb="Skann QR-koden med appen, eller skriv inn nøkkelen under den:",
        nn="Skann QR-koden med appen, eller skriv inn nøkkelen under han:",
        en="Scan the QR code with the app, or type the key below it:",
    ),
    "enrol_qr": texts(
        nb="QR-kode med nøkkelen, for kameraet i appen",
        nn="QR-kode med nøkkelen, for kameraet i appen",
        en="QR code of the key, for the app's camera",
    ),
    "enrol_uri": texts(nb="Åpne i appen", nn="Opne i appen", en="Open in the app"),
    "enrol_code": texts(
        nb="Skriv koden som appen viser.", nn="Skriv koden som appen viser.", en="Write the code the app shows."
    ),
    "recovery_codes": texts(nb="Gjenopprettingskoder", nn="Gjenopprettingskodar", en="Recovery codes"),
    "recovery_why": texts(
        nb="Mister du appen, kan du logge inn med en av disse. Hver virker én gang, og de vises bare nå: ta vare på "
        "dem.",
        nn="Mistar du appen, kan du logge inn med ein av desse. Kvar verkar éin gong, og dei viser berre no: ta vare "
        "på dei.",
        en="If you lose the app, one of these logs you in. Each works once, and they are shown only now: keep them.",
    ),
    "have_kept": texts(nb="Jeg har tatt vare på dem", nn="Eg har teke vare på dei", en="I have kept them"),
}
