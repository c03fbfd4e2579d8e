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
    "mine": texts(nb="Innstillinger og opplysninger", nn="Innstillingar og opplysningar", en="Settings and data"),
    "notifications": texts(nb="E-post og varsler", nn="E-post og varsel", en="E-mail and notifications"),
    "notifications_text": texts(
        nb="Hva du får på e-post, og når.",
        nn="Kva du får på e-post, og når.",
        en="What you get by e-mail, and when.",
    ),
    "addresses": texts(nb="Adresser og innlogging", nn="Adresser og innlogging", en="Addresses and login"),
    "addresses_text": texts(
        nb="Adressene dine, og å slå sammen to kontoer.",
        nn="Adressene dine, og å slå saman to kontoar.",
        en="Your addresses, and joining two accounts.",
    ),
    "apps": texts(nb="Apper", nn="Appar", en="Apps"),
    "apps_text": texts(
        nb="Apper du har gitt lov til noe. Ta det tilbake.",
        nn="Appar du har gitt lov til noko. Ta det tilbake.",
        en="Apps that you permitted something. Take it back.",
    ),
    "apps_lead": texts(
        nb="Disse kan handle for deg til du trekker det tilbake. Da logges appen ut, og spør på nytt neste gang.",
        nn="Desse kan handle for deg til du trekkjer det tilbake. Då blir appen logga ut, og spør på nytt neste gong.",
        en="These may act for you until you take it back. Then the app is logged out, and asks anew the next time.",
    ),
    "app_may": texts(nb="Kan", nn="Kan", en="May"),
    "withdraw_consent": texts(nb="Trekk tilbake", nn="Trekk tilbake", en="Take it back"),
    "no_apps": texts(
        nb="Du har ikke gitt noen app lov til noe.",
        nn="Du har ikkje gitt nokon app lov til noko.",
        en="You have not permitted any app anything.",
    ),
    "readings": texts(
        nb="Hvem som har lest profilen din",
        nn="Kven som har lese profilen din",
        en="Who read your profile",
    ),
    "readings_text": texts(
        nb="Når noen så den med navnet ditt, og for hvilken virksomhet.",
        nn="Når nokon såg han med namnet ditt, og for kva verksemd.",
        en="When somebody saw it with your name, and for which body.",
    ),
    "readings_lead": texts(
        nb="Hver gang noen så profilen med navnet ditt. Uten navn kan andre virksomheter se den når du søker "
        "etter oppdrag.",
        nn="Kvar gong nokon såg profilen med namnet ditt. Utan namn kan andre verksemder sjå han når dei søkjer "
        "etter folk.",
        en="Each time somebody saw the profile with your name. Without the name other bodies may see it when they"
        " look for people.",
    ),
    "no_readings": texts(
        nb="Ingen har lest profilen med navnet ditt ennå.",
        nn="Ingen har lese profilen med namnet ditt enno.",
        en="Nobody has read the profile with your name yet.",
    ),
    "read_at": texts(nb="Når", nn="Når", en="When"),
    "read_for": texts(nb="For hvilken virksomhet", nn="For kva verksemd", en="For which body"),
    "read_by": texts(nb="Med", nn="Med", en="With"),
    "the_scheme": texts(nb="Ordningen selv", nn="Ordninga sjølv", en="The scheme itself"),
    "data": texts(nb="Ta med opplysningene dine", nn="Ta med opplysningane dine", en="Take your data"),
    "data_text": texts(
        nb="Last ned alt som er lagret om deg.",
        nn="Last ned alt som er lagra om deg.",
        en="Download everything that is held about you.",
    ),
    "data_lead": texts(
        nb="Filen har kontoen din, profilen, hvem den er gitt til, og hvem som har lest den. Den er i JSON, som "
        "andre programmer kan lese. Ta vare på den: den har personopplysninger.",
        nn="Fila har kontoen din, profilen, kven han er gitt til, og kven som har lese han. Ho er i JSON, som "
        "andre program kan lese. Ta vare på ho: ho har personopplysningar.",
        en="The file has your account, the profile, whom it was given to, and who read it. It is in JSON, which "
        "other programs can read. Take care of it: it has personal data.",
    ),
    "take_data": texts(nb="Last ned filen", nn="Last ned fila", en="Download the file"),
    "absences": texts(nb="Når du er borte", nn="Når du er borte", en="When you are away"),
    "absences_text": texts(
        nb="Meld fravær, så går oppgavene til de andre koordinatorene.",
        nn="Meld fråvær, så går oppgåvene til dei andre koordinatorane.",
        en="Announce an absence, and the tasks go to the other coordinators.",
    ),
    "password": texts(nb="Passord og to trinn", nn="Passord og to trinn", en="Password and two steps"),
    "second_on": texts(
        nb="Du er logget inn i to trinn: passord og kode.",
        nn="Du er logga inn i to trinn: passord og kode.",
        en="You are logged in by two steps: password and code.",
    ),
    "second_off": texts(
        nb="Du er logget inn i ett trinn. Der rollen krever to, blir du bedt om å sette opp en kodeapp når du "
        "logger inn.",
        nn="Du er logga inn i eitt trinn. Der rolla krev to, blir du beden om å setje opp ein kodeapp når du "
        "loggar inn.",
        en="You are logged in by one step. Where your role takes two, you are asked to set up a code app at login.",
    ),
    "change_password": texts(nb="Nytt passord", nn="Nytt passord", en="New password"),
    "to_me": texts(nb="Til Min side", nn="Til Mi side", en="To My page"),
    "said_withdrawn": texts(
        nb="Appen har ikke lenger lov til noe.",
        nn="Appen har ikkje lenger lov til noko.",
        en="The app is not permitted anything any more.",
    ),
}
