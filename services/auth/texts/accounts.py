"""Texts of pages about a person's addresses, and about accounts that were joined."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

ACCOUNT_PAGES: Mapping[str, Texts] = {
    "link-address": texts(nb="Legg til en adresse", nn="Legg til ei adresse", en="Add an address"),
    "account_of": texts(nb="Kontoen til", nn="Kontoen til", en="The account of"),
    "confirm_address": texts(
        nb="Adressen blir lagt til i denne kontoen. Gå videre bare hvis kontoen er din.",
        nn="Adressa blir lagd til i denne kontoen. Gå vidare berre om kontoen er din.",
        en="The address is added to this account. Go on only if the account is yours.",
    ),
    "done-address": texts(
        nb="Adressen er lagt til. Du kan logge inn med den, og bli invitert med den.",
        nn="Adressa er lagd til. Du kan logge inn med ho, og bli invitert med ho.",
        en="The address is added. You can log in by it, and be invited by it.",
    ),
    "address-in-use": texts(
        nb="Adressen hører til en annen konto. Er den også din, kan du slå de to kontoene sammen i programmet du "
        "bruker: hent en kode i den du vil beholde, og bruk den i den andre.",
        nn="Adressa høyrer til ein annan konto. Er han òg din, kan du slå dei to kontoane saman i programmet du "
        "bruker: hent ein kode i den du vil behalde, og bruk han i den andre.",
        en="The address belongs to another account. If that is yours too, you can join the two in the program you use: "
        "get a code in the one you want to keep, and use it in the other.",
    ),
    "too-many-addresses": texts(
        nb="Kontoen har så mange adresser som en konto kan ha. Fjern en først.",
        nn="Kontoen har så mange adresser som ein konto kan ha. Fjern ei først.",
        en="The account has as many addresses as an account may have. Remove one first.",
    ),
    "not_my_account-address": texts(
        nb="Jeg har ikke laget kontoen som finnes for adressen. Sett den til side.",
        nn="Eg har ikkje laga kontoen som finst for adressa. Set han til side.",
        en="I did not make the account there is for the address. Set it aside.",
    ),
    "link-accounts_joined": texts(
        nb="To kontoer er slått sammen", nn="To kontoar er slåtte saman", en="Two accounts were joined"
    ),
    "accounts-joined": texts(
        nb="To kontoer er slått sammen til én, og denne adressen hører til den. Var det ikke deg, be en koordinator "
        "eller den som driver ordningen om å stenge kontoen.",
        nn="To kontoar er slåtte saman til éin, og denne adressa høyrer til han. Var det ikkje deg, be ein koordinator "
        "eller den som driv ordninga om å stenge kontoen.",
        en="Two accounts were joined to one, and this address belongs to it. If it was not you, ask a coordinator or "
        "whoever runs the scheme to close the account.",
    ),
}
