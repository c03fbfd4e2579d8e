"""The words that all pages share, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "service": texts(nb="Ressurspoolen", nn="Ressurspoolen", en="The resource pool"),
    "error": texts(nb="Feil", nn="Feil", en="Error"),
    "navigation": texts(nb="Hovedmeny", nn="Hovudmeny", en="Main menu"),
    "nav_tasks": texts(nb="Oppgaver", nn="Oppgåver", en="Tasks"),
    "nav_inbox": texts(nb="Innboks", nn="Innboks", en="Inbox"),
    "nav_profile": texts(nb="Profil", nn="Profil", en="Profile"),
    "nav_opportunities": texts(nb="Passer meg", nn="Passar meg", en="Fits me"),
    "nav_candidacies": texts(nb="Søknader og tilbud", nn="Søknader og tilbod", en="Applications and offers"),
    "nav_needs": texts(nb="Behov", nn="Behov", en="Needs"),
    "nav_plans": texts(nb="Planer", nn="Planar", en="Plans"),
    "nav_coverage": texts(nb="Dekning", nn="Dekning", en="Coverage"),
    "nav_body": texts(nb="Virksomheten", nn="Verksemda", en="Our body"),
    "nav_employees": texts(nb="Ansatte", nn="Tilsette", en="Employees"),
    "nav_stays": texts(nb="Hospiteringer", nn="Hospiteringar", en="Placements"),
    "nav_me": texts(nb="Min side", nn="Mi side", en="My page"),
    "log_in": texts(nb="Logg inn", nn="Logg inn", en="Log in"),
    "log_out": texts(nb="Logg ut", nn="Logg ut", en="Log out"),
    "about_site": texts(nb="Om nettstedet", nn="Om nettstaden", en="About this site"),
    "accessibility": texts(nb="Tilgjengelighet", nn="Tilgjenge", en="Accessibility"),
    "privacy": texts(nb="Personvern", nn="Personvern", en="Privacy"),
    "for_developers": texts(nb="For utviklere", nn="For utviklarar", en="For developers"),
    "send": texts(nb="Send", nn="Send", en="Send"),
    "save": texts(nb="Lagre", nn="Lagre", en="Save"),
    "cancel": texts(nb="Avbryt", nn="Avbryt", en="Cancel"),
    "back": texts(nb="Tilbake", nn="Tilbake", en="Back"),
    "more": texts(nb="Vis flere", nn="Vis fleire", en="Show more"),
    "show": texts(nb="Vis", nn="Vis", en="Show"),
    "everything": texts(nb="Alle", nn="Alle", en="All"),
    "first_page": texts(nb="Til begynnelsen", nn="Til byrjinga", en="To the beginning"),
    "pages": texts(nb="Flere sider", nn="Fleire sider", en="More pages"),
    "optional": texts(nb="valgfritt", nn="valfritt", en="optional"),
    "choose": texts(nb="Velg", nn="Vel", en="Choose"),
    "yes": texts(nb="Ja", nn="Ja", en="Yes"),
    "no": texts(nb="Nei", nn="Nei", en="No"),
    "none": texts(nb="Ingen", nn="Ingen", en="None"),
    "irreversible": texts(
        nb="Dette kan ikke gjøres om.", nn="Dette kan ikkje gjerast om.", en="This cannot be undone."
    ),
    "day_hint": texts(nb="Slik: 1.3.2027", nn="Slik: 1.3.2027", en="Like this: 1.3.2027"),
    "faults": texts(
        nb="Noe må rettes før dette kan sendes",
        nn="Noko må rettast før dette kan sendast",
        en="Something has to be corrected before this can be sent",
    ),
    "restored": texts(
        nb="Du måtte logge inn på nytt. Det du skrev, er her fortsatt. Se over det, og send det igjen.",
        nn="Du måtte logge inn på nytt. Det du skreiv, er her framleis. Sjå over det, og send det igjen.",
        en="You had to log in again. What you wrote is still here. Look it over, and send it again.",
    ),
    "kept": texts(
        nb="Ingenting av det du skrev, er borte. Prøv å sende det igjen om litt.",
        nn="Ingenting av det du skreiv, er borte. Prøv å sende det igjen om litt.",
        en="Nothing that you wrote is lost. Try to send it again in a moment.",
    ),
    "said_saved": texts(nb="Lagret.", nn="Lagra.", en="Saved."),
    "said_sent": texts(nb="Sendt.", nn="Sendt.", en="Sent."),
    "said_logged_out": texts(nb="Du er logget ut.", nn="Du er logga ut.", en="You are logged out."),
    "unknown_fault": texts(
        nb="Det er noe galt med opplysningene.",
        nn="Det er noko gale med opplysningane.",
        en="Something is wrong with the details.",
    ),
    "try_again": texts(nb="Prøv igjen", nn="Prøv igjen", en="Try again"),
    "to_start": texts(nb="Til forsiden", nn="Til framsida", en="To the start page"),
    "to_tasks": texts(nb="Til oppgavene dine", nn="Til oppgåvene dine", en="To your tasks"),
}

# What is said on a page of its own, and what the reader can do: by what went wrong.
PROBLEMS: Mapping[str, tuple[Texts, Texts]] = {
    "not-found": (
        texts(nb="Siden finnes ikke", nn="Sida finst ikkje", en="There is no such page"),
        texts(
            nb="Adressen kan være feil, eller dette er ikke for deg å se. Begynn gjerne fra oppgavene dine.",
            nn="Adressa kan vere feil, eller dette er ikkje for deg å sjå. Byrj gjerne frå oppgåvene dine.",
            en="The address may be wrong, or this is not for you to see. You may begin from your tasks.",
        ),
    ),
    "not-permitted": (
        texts(nb="Du har ikke tilgang", nn="Du har ikkje tilgang", en="You have no access"),
        texts(
            nb="Rollen din i virksomheten du handler for nå, gir ikke tilgang hit. Handler du for flere virksomheter, "
            "kan du bytte på Min side. Ellers kan en koordinator i virksomheten din gi deg rollen.",
            nn="Rolla di i verksemda du handlar for no, gir ikkje tilgang hit. Handlar du for fleire verksemder, kan "
            "du byte på Mi side. Elles kan ein koordinator i verksemda di gi deg rolla.",
            en="Your role in the body you act for now gives no access to this. If you act for several bodies, change "
            "on My page. Otherwise a coordinator of your body can give you the role.",
        ),
    ),
    "conflict": (
        texts(nb="Noe er endret i mellomtiden", nn="Noko er endra i mellomtida", en="Something changed meanwhile"),
        texts(
            nb="Ingenting ble gjort. Åpne siden på nytt og se hvordan det står til nå.",
            nn="Ingenting vart gjort. Opne sida på nytt og sjå korleis det står til no.",
            en="Nothing was done. Open the page again and see how things stand now.",
        ),
    ),
    "stale": (
        texts(
            nb="Noen endret dette mens du skrev",
            nn="Nokon endra dette medan du skreiv",
            en="Somebody changed this while you wrote",
        ),
        texts(
            nb="Ingenting er lagret. Det du skrev, står her. Send det en gang til hvis det skal erstatte endringen.",
            nn="Ingenting er lagra. Det du skreiv, står her. Send det ein gong til om det skal erstatte endringa.",
            en="Nothing was saved. What you wrote stands here. Send it once more if it is to replace the change.",
        ),
    ),
    "unavailable": (
        texts(
            nb="Siden er ikke tilgjengelig akkurat nå",
            nn="Sida er ikkje tilgjengeleg akkurat no",
            en="This page is not available right now",
        ),
        texts(
            nb="En av tjenestene bak siden svarer ikke. Ingenting er endret. Prøv igjen om et minutt.",
            nn="Ei av tenestene bak sida svarer ikkje. Ingenting er endra. Prøv igjen om eit minutt.",
            en="One of the services behind this page does not answer. Nothing was changed. Try again in a minute.",
        ),
    ),
    "forged": (
        texts(
            nb="Skjemaet kan ikke brukes lenger",
            nn="Skjemaet kan ikkje brukast lenger",
            en="This form can no longer be used",
        ),
        texts(
            nb="Det ble åpnet før du logget inn, eller kom fra et annet sted. Ingenting ble gjort. "
            "Gå tilbake, last siden på nytt og send skjemaet derfra.",
            nn="Det vart opna før du logga inn, eller kom frå ein annan stad. Ingenting vart gjort. "
            "Gå tilbake, last sida på nytt og send skjemaet derifrå.",
            en="It was opened before you logged in, or came from elsewhere. Nothing was done. Go back, reload the "
            "page, and send the form from there.",
        ),
    ),
    "login-failed": (
        texts(
            nb="Innloggingen ble ikke fullført", nn="Innlogginga vart ikkje fullført", en="The login was not completed"
        ),
        texts(
            nb="Du avbrøt den, eller den tok for lang tid. Prøv en gang til.",
            nn="Du avbraut ho, eller ho tok for lang tid. Prøv ein gong til.",
            en="You cancelled it, or it took too long. Try once more.",
        ),
    ),
    "internal": (
        texts(nb="Noe gikk galt hos oss", nn="Noko gjekk gale hos oss", en="Something went wrong on our side"),
        texts(
            nb="Feilen er notert. Prøv igjen om litt. Hjelper ikke det, oppgi nummeret nederst når du spør om hjelp.",
            nn="Feilen er notert. Prøv igjen om litt. Hjelper ikkje det, oppgi nummeret nedst når du spør om hjelp.",
            en="The error was recorded. Try again in a moment. If that does not help, give the number below when you "
            "ask for help.",
        ),
    ),
}

# What is said beside a field. Others come from the API, or are the kit's.
FAULTS: Mapping[str, Texts] = {
    "missing": texts(nb="Fyll ut dette feltet", nn="Fyll ut dette feltet", en="Fill in this field"),
    "form_day": texts(
        nb="Skriv en dag slik: 1.3.2027", nn="Skriv ein dag slik: 1.3.2027", en="Write a day like this: 1.3.2027"
    ),
    "form_number": texts(
        nb="Skriv et helt tall, slik: 80", nn="Skriv eit heilt tal, slik: 80", en="Write a whole number, like this: 80"
    ),
    "form_field": texts(
        nb="Vi kjenner ikke dette fagfeltet. Velg et av dem som foreslås",
        nn="Vi kjenner ikkje dette fagfeltet. Vel eit av dei som blir foreslått",
        en="We do not know this field. Choose one of those suggested",
    ),
    "form_jwk": texts(
        nb="Dette er ikke en offentlig RSA-nøkkel som JSON",
        nn="Dette er ikkje ein offentleg RSA-nøkkel som JSON",
        en="This is no public RSA key as JSON",
    ),
    "form_skill": texts(
        nb="Vi kjenner ikke denne ferdigheten. Velg en av dem som foreslås",
        nn="Vi kjenner ikkje denne ferdigheita. Vel ei av dei som blir foreslått",
        en="We do not know this skill. Choose one of those suggested",
    ),
    "wrong_value": texts(
        nb="Velg en av mulighetene", nn="Vel ei av moglegheitene", en="Choose one of the possibilities"
    ),
    "wrong_form": texts(
        nb="Dette kan ikke leses. Se eksemplet ved feltet",
        nn="Dette kan ikkje lesast. Sjå dømet ved feltet",
        en="This cannot be read. See the example beside the field",
    ),
    "out_of_range": texts(
        nb="Tallet er utenfor grensene", nn="Talet er utanfor grensene", en="The number is outside the limits"
    ),
    "too_long": texts(nb="Dette er for langt", nn="Dette er for langt", en="This is too long"),
    "too_short": texts(nb="Dette er for kort", nn="Dette er for kort", en="This is too short"),
}
