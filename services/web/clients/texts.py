"""What the pages of systems and apps say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "clients": texts(nb="Systemer og apper", nn="System og appar", en="Systems and apps"),
    "clients_lead": texts(
        nb="Et system, som HR-systemet, handler på egen hånd for virksomheten. En app handler for den som logger "
        "inn i den.",
        nn="Eit system, som HR-systemet, handlar på eiga hand for verksemda. Ein app handlar for den som loggar "
        "inn i han.",
        en="A system, such as the HR system, acts by itself for the body. An app acts for whoever logs in with it.",
    ),
    "no_clients": texts(
        nb="Ingen ennå. Det er bare nødvendig om et annet program skal bruke ordningen.",
        nn="Ingen enno. Det er berre nødvendig om eit anna program skal bruke ordninga.",
        en="None yet. It is only needed where another program is to use the scheme.",
    ),
    "new_client": texts(
        nb="Registrer et system eller en app",
        nn="Registrer eit system eller ein app",
        en="Register a system or an app",
    ),
    "proves_client_secret_basic": texts(
        nb="System med hemmelighet",
        nn="System med løyndom",
        en="System with a secret",
    ),
    "proves_private_key_jwt": texts(
        nb="System eller app med egen nøkkel",
        nn="System eller app med eigen nøkkel",
        en="System or app with a key of its own",
    ),
    "proves_none": texts(nb="App uten hemmelighet", nn="App utan løyndom", en="App without a secret"),
    "field_name": texts(nb="Navn", nn="Namn", en="Name"),
    "hint_name": texts(
        nb="Folk ser det når de logger inn. Slik: HR-systemet",
        nn="Folk ser det når dei loggar inn. Slik: HR-systemet",
        en="People see it when they log in. Like this: the HR system",
    ),
    "field_proves": texts(
        nb="Hvordan viser programmet hvem det er?",
        nn="Korleis viser programmet kven det er?",
        en="How does the program show who it is?",
    ),
    "field_scopes": texts(nb="Hva det kan gjøre", nn="Kva det kan gjere", en="What it may do"),
    "hint_scopes": texts(
        nb="Velg så lite som mulig.",
        nn="Vel så lite som mogleg.",
        en="Choose as little as possible.",
    ),
    "field_redirect_uris": texts(
        nb="Adresser å komme tilbake til etter innlogging, én på hver linje",
        nn="Adresser å kome tilbake til etter innlogging, éi på kvar linje",
        en="Addresses to come back to after login, one on each line",
    ),
    "hint_redirect_uris": texts(
        nb="Bare for apper. Slik: https://app.example/innlogget",
        nn="Berre for appar. Slik: https://app.example/innlogga",
        en="For apps only. Like this: https://app.example/logged-in",
    ),
    "field_jwks": texts(nb="Offentlig nøkkel (JWK)", nn="Offentleg nøkkel (JWK)", en="Public key (JWK)"),
    "hint_jwks": texts(
        nb="Bare der programmet har egen nøkkel. RSA, som JSON med kty, kid, n og e.",
        nn="Berre der programmet har eigen nøkkel. RSA, som JSON med kty, kid, n og e.",
        en="Only where the program has a key of its own. RSA, as JSON with kty, kid, n and e.",
    ),
    "register": texts(nb="Registrer", nn="Registrer", en="Register"),
    "client_id": texts(nb="Klient-id", nn="Klient-id", en="Client id"),
    "proves": texts(nb="Viser hvem det er ved", nn="Viser kven det er ved", en="Shows who it is by"),
    "may": texts(nb="Kan", nn="Kan", en="May"),
    "redirects": texts(nb="Kommer tilbake til", nn="Kjem tilbake til", en="Comes back to"),
    "role": texts(nb="Handler som", nn="Handlar som", en="Acts as"),
    "secret_once": texts(
        nb="Hemmeligheten vises bare nå. Kopier den dit den skal brukes.",
        nn="Løyndomen blir berre vist no. Kopier han dit han skal brukast.",
        en="The secret is shown this once. Copy it to where it is used.",
    ),
    "secret": texts(nb="Hemmelighet", nn="Løyndom", en="Secret"),
    "renew": texts(nb="Lag en ny hemmelighet", nn="Lag ein ny løyndom", en="Make a new secret"),
    "renew_means": texts(
        nb="Den gamle virker videre så lenge du velger, så du rekker å bytte. Har den kommet på avveier, velg 0 timer.",
        nn="Den gamle verkar vidare så lenge du vel, så du rekk å byte. Har han kome på avvegar, vel 0 timar.",
        en="The old one goes on working as long as you choose, so that you have time to change. If it has leaked,"
        " choose 0 hours.",
    ),
    "field_overlap_hours": texts(
        nb="Så mange timer virker den gamle",
        nn="Så mange timar verkar den gamle",
        en="So many hours the old one works",
    ),
    "keys": texts(nb="Nøkler", nn="Nøklar", en="Keys"),
    "thumbprint": texts(nb="Avtrykk", nn="Avtrykk", en="Thumbprint"),
    "add_key": texts(nb="Legg til en nøkkel", nn="Legg til ein nøkkel", en="Add a key"),
    "field_key": texts(nb="Offentlig nøkkel (JWK)", nn="Offentleg nøkkel (JWK)", en="Public key (JWK)"),
    "hint_key": texts(
        nb="RSA, som JSON med kty, kid, n og e.",
        nn="RSA, som JSON med kty, kid, n og e.",
        en="RSA, as JSON with kty, kid, n and e.",
    ),
    "remove_key": texts(nb="Fjern nøkkelen", nn="Fjern nøkkelen", en="Remove the key"),
    "key_means": texts(
        nb="Det som er signert med nøkkelen, avvises fra nå av.",
        nn="Det som er signert med nøkkelen, blir avvist frå no av.",
        en="What is signed with the key is refused from now on.",
    ),
    "field_compromised": texts(
        nb="Den private delen kan ha kommet på avveier: avslutt også det som er logget inn",
        nn="Den private delen kan ha kome på avvegar: avslutt også det som er logga inn",
        en="The private part may have leaked: end what is logged in too",
    ),
    "remove_client": texts(nb="Fjern programmet", nn="Fjern programmet", en="Remove the program"),
    "remove_means": texts(
        nb="Programmet slutter å virke med en gang, og alle som er logget inn med det, logges ut.",
        nn="Programmet sluttar å verke med ein gong, og alle som er logga inn med det, blir logga ut.",
        en="The program stops working at once, and everybody who is logged in with it is logged out.",
    ),
    "to_clients": texts(nb="Til systemer og apper", nn="Til system og appar", en="To systems and apps"),
    "to_body": texts(nb="Til virksomheten", nn="Til verksemda", en="To our body"),
    "said_registered": texts(
        nb="Programmet er registrert.",
        nn="Programmet er registrert.",
        en="The program was registered.",
    ),
    "said_renewed": texts(
        nb="Det er laget en ny hemmelighet.",
        nn="Det er laga ein ny løyndom.",
        en="A new secret was made.",
    ),
    "said_key_added": texts(nb="Nøkkelen er lagt til.", nn="Nøkkelen er lagt til.", en="The key was added."),
    "said_key_removed": texts(nb="Nøkkelen er fjernet.", nn="Nøkkelen er fjerna.", en="The key was removed."),
    "said_client_removed": texts(
        nb="Programmet er fjernet.",
        nn="Programmet er fjerna.",
        en="The program was removed.",
    ),
}
