"""What a person's own page says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "me_title": texts(nb="Min side", nn="Mi side", en="My page"),
    "about_me": texts(nb="Om meg", nn="Om meg", en="About me"),
    "name": texts(nb="Navn", nn="Namn", en="Name"),
    "email": texts(nb="E-post", nn="E-post", en="E-mail"),
    "acts_for": texts(nb="Handler for", nn="Handlar for", en="Acts for"),
    "roles": texts(nb="Roller", nn="Roller", en="Roles"),
    "change_body": texts(
        nb="Handle for en annen virksomhet", nn="Handle for ei anna verksemd", en="Act for another body"
    ),
    "change_body_how": texts(
        nb="Du logger inn på nytt og velger virksomheten der.",
        nn="Du loggar inn på nytt og vel verksemda der.",
        en="You log in again, and choose the body there.",
    ),
    "settings": texts(nb="Navn og språk", nn="Namn og språk", en="Name and language"),
    "field_name": texts(nb="Navn", nn="Namn", en="Name"),
    "field_language": texts(
        nb="Språk i e-post og varsler", nn="Språk i e-post og varsel", en="Language of e-mail and notifications"
    ),
    "logins": texts(nb="Hvor du er logget inn", nn="Kvar du er logga inn", en="Where you are logged in"),
    "program": texts(nb="Program", nn="Program", en="Program"),
    "since": texts(nb="Siden", nn="Sidan", en="Since"),
    "last_used": texts(nb="Sist brukt", nn="Sist brukt", en="Last used"),
    "this_one": texts(nb="denne nettleseren", nn="denne nettlesaren", en="this browser"),
    "end_login": texts(nb="Logg ut der", nn="Logg ut der", en="Log out there"),
    "program_web": texts(nb="Nettleser", nn="Nettlesar", en="Browser"),
    "program_cli": texts(nb="Kommandolinje", nn="Kommandolinje", en="Command line"),
    "program_docs": texts(nb="API-dokumentasjon", nn="API-dokumentasjon", en="API documentation"),
    "program_other": texts(nb="Et annet program", nn="Eit anna program", en="Another program"),
    "said_ended": texts(nb="Innloggingen er avsluttet.", nn="Innlogginga er avslutta.", en="The login has ended."),
}
