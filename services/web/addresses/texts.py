"""What the pages of addresses say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "addresses": texts(nb="Adresser og innlogging", nn="Adresser og innlogging", en="Addresses and login"),
    "addresses_lead": texts(
        nb="Du kan logge inn med hver av adressene som er bekreftet. E-post går til hovedadressen.",
        nn="Du kan logge inn med kvar av adressene som er stadfesta. E-post går til hovudadressa.",
        en="You may log in with each address that is confirmed. Mail goes to the main one.",
    ),
    "primary": texts(nb="hovedadresse", nn="hovudadresse", en="main address"),
    "unproven": texts(nb="ikke bekreftet", nn="ikkje stadfesta", en="not confirmed"),
    "make_primary": texts(nb="Bruk som hovedadresse", nn="Bruk som hovudadresse", en="Use as main address"),
    "remove": texts(nb="Fjern", nn="Fjern", en="Remove"),
    "field_email": texts(nb="Ny adresse", nn="Ny adresse", en="New address"),
    "hint_email": texts(
        nb="Vi sender en lenke dit. Adressen er din når du har åpnet den.",
        nn="Vi sender ei lenkje dit. Adressa er di når du har opna ho.",
        en="We send a link there. The address is yours when you have opened it.",
    ),
    "send_link": texts(nb="Send lenken", nn="Send lenkja", en="Send the link"),
    "identities": texts(nb="Innlogging hos virksomheter", nn="Innlogging hos verksemder", en="Logins of public bodies"),
    "since": texts(nb="siden", nn="sidan", en="since"),
    "join": texts(nb="Slå sammen to kontoer", nn="Slå saman to kontoar", en="Join two accounts"),
    "join_text": texts(
        nb="Har du to kontoer, for eksempel fordi du har byttet jobb, kan de bli én. Medlemskap og saker følger med.",
        nn="Har du to kontoar, til dømes fordi du har bytt jobb, kan dei bli éin. Medlemskapar og saker følgjer med.",
        en="If you have two accounts, such as after a new job, they can become one. Memberships and cases come along.",
    ),
    "join_keep": texts(
        nb="1. I kontoen du vil beholde",
        nn="1. I kontoen du vil behalde",
        en="1. In the account that you keep",
    ),
    "join_keep_text": texts(
        nb="Hent en kode her, og logg så inn med den andre kontoen.",
        nn="Hent ein kode her, og logg så inn med den andre kontoen.",
        en="Get a code here, and then log in with the other account.",
    ),
    "get_code": texts(nb="Hent en kode", nn="Hent ein kode", en="Get a code"),
    "code_once": texts(
        nb="Skriv inn denne koden i den andre kontoen. Den vises bare nå.",
        nn="Skriv inn denne koden i den andre kontoen. Han blir berre vist no.",
        en="Enter this code in the other account. It is shown this once.",
    ),
    "join_end": texts(
        nb="2. I kontoen som skal bort",
        nn="2. I kontoen som skal bort",
        en="2. In the account that goes away",
    ),
    "join_end_text": texts(
        nb="Kontoen du er logget inn med nå, slutter å finnes:",
        nn="Kontoen du er logga inn med no, sluttar å finnast:",
        en="The account you are logged in with now ceases to exist:",
    ),
    "field_code": texts(
        nb="Koden fra den andre kontoen",
        nn="Koden frå den andre kontoen",
        en="The code from the other account",
    ),
    "join_now": texts(
        nb="Slå sammen, og avslutt denne kontoen",
        nn="Slå saman, og avslutt denne kontoen",
        en="Join, and end this account",
    ),
    "said_link_sent": texts(
        nb="Vi har sendt en lenke til adressen.",
        nn="Vi har sendt ei lenkje til adressa.",
        en="We sent a link to the address.",
    ),
    "said_address_removed": texts(nb="Adressen er fjernet.", nn="Adressa er fjerna.", en="The address was removed."),
    "said_identity_removed": texts(
        nb="Innloggingen er fjernet.",
        nn="Innlogginga er fjerna.",
        en="The login was removed.",
    ),
}
