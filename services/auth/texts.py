"""What auth says to people."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

PROBLEMS: Mapping[str, Texts] = {
    "wrong-password": texts(
        nb="Passordet stemmer ikke. Skriv passordet til kontoen du allerede har.",
        nn="Passordet stemmer ikkje. Skriv passordet til kontoen du alt har.",
        en="The password is not right. Give the password of the account you already have.",
    ),
    "invitation-not-open": texts(
        nb="Invitasjonen kan ikke brukes. Den er brukt, for gammel eller feil skrevet; be om en ny.",
        nn="Invitasjonen kan ikkje brukast. Han er brukt, for gammal eller feil skriven; be om ein ny.",
        en="The invitation cannot be used. It was used, is too old or was mistyped; ask for a new one.",
    ),
    "has-coordinator": texts(
        nb="Virksomheten har allerede en koordinator. Be koordinatoren om en invitasjon.",
        nn="Verksemda har alt ein koordinator. Be koordinatoren om ein invitasjon.",
        en="The public body already has a coordinator. Ask the coordinator for an invitation.",
    ),
    "too-many-guesses": texts(
        nb="For mange feil passord. Vent et kvarter og prøv igjen.",
        nn="For mange feil passord. Vent eit kvarter og prøv igjen.",
        en="Too many wrong passwords. Wait a quarter of an hour and try again.",
    ),
    "unknown-client": texts(
        nb="Vi kjenner ikke programmet som sendte deg hit. Gå tilbake og prøv igjen, eller si fra til den som lagde "
        "programmet.",
        nn="Vi kjenner ikkje programmet som sende deg hit. Gå tilbake og prøv igjen, eller sei frå til den som laga "
        "programmet.",
        en="We do not know the program that sent you here. Go back and try again, or tell whoever made it.",
    ),
    "wrong-redirect": texts(
        nb="Programmet vil sende deg til en adresse vi ikke kjenner. Av hensyn til sikkerheten din stopper vi her; "
        "si fra til den som lagde programmet.",
        nn="Programmet vil sende deg til ei adresse vi ikkje kjenner. Av omsyn til tryggleiken din stoppar vi her; "
        "sei frå til den som laga programmet.",
        en="The program wants to send you to an address we do not know. For your safety we stop here; tell whoever "
        "made it.",
    ),
    "unreadable-login": texts(
        nb="Innloggingen ble startet feil. Gå tilbake til programmet du kom fra, og prøv igjen.",
        nn="Innlogginga vart starta feil. Gå tilbake til programmet du kom frå, og prøv igjen.",
        en="The login was started wrongly. Go back to the program you came from and try again.",
    ),
}

PAGES: Mapping[str, Texts] = {
    "service": texts(nb="Ressurspoolen", nn="Ressurspoolen", en="The resource pool"),
    "error": texts(nb="Feil", nn="Feil", en="Error"),
    "log_in": texts(nb="Logg inn", nn="Logg inn", en="Log in"),
    "leads_to": texts(nb="Du logger inn for å bruke", nn="Du loggar inn for å bruke", en="You are logging in to use"),
    "client-cli": texts(nb="kommandolinjen", nn="kommandolinja", en="the command line"),
    "client-docs": texts(nb="API-dokumentasjonen", nn="API-dokumentasjonen", en="the API documentation"),
    "email": texts(nb="E-postadresse", nn="E-postadresse", en="Email address"),
    "password": texts(nb="Passord", nn="Passord", en="Password"),
    "no_account": texts(
        nb="Har du ingen konto? HR-koordinatoren i virksomheten din kan invitere deg.",
        nn="Har du ingen konto? HR-koordinatoren i verksemda di kan invitere deg.",
        en="No account? Your agency's HR coordinator can invite you.",
    ),
    "choose_body": texts(nb="Velg virksomhet", nn="Vel verksemd", en="Choose a public body"),
    "act_for": texts(
        nb="Hvilken virksomhet handler du for nå?",
        nn="Kva verksemd handlar du for no?",
        en="Which public body do you act for now?",
    ),
    "go_on": texts(nb="Gå videre", nn="Gå vidare", en="Go on"),
    "wrong-password": texts(
        nb="E-postadressen og passordet passer ikke sammen. Prøv igjen; etter mange feil må du vente et kvarter.",
        nn="E-postadressa og passordet passar ikkje saman. Prøv igjen; etter mange feil må du vente eit kvarter.",
        en="The email address and the password do not match. Try again; after many errors you have to wait a quarter "
        "of an hour.",
    ),
    "form-expired": texts(
        nb="Skjemaet var for gammelt, eller nettleseren tar ikke imot informasjonskapsler. Prøv igjen.",
        nn="Skjemaet var for gammalt, eller nettlesaren tek ikkje imot informasjonskapslar. Prøv igjen.",
        en="The form was too old, or the browser does not accept cookies. Try again.",
    ),
    "no-membership": texts(
        nb="Kontoen din hører ikke lenger til noen virksomhet. Be HR-koordinatoren der du arbeider om en invitasjon.",
        nn="Kontoen din høyrer ikkje lenger til noka verksemd. Be HR-koordinatoren der du arbeider om ein invitasjon.",
        en="Your account no longer belongs to a public body. Ask the HR coordinator where you work for an invitation.",
    ),
    "not-a-member": texts(
        nb="Du kan ikke handle for den virksomheten. Logg inn for en du hører til.",
        nn="Du kan ikkje handle for den verksemda. Logg inn for ei du høyrer til.",
        en="You cannot act for that public body. Log in for one that you belong to.",
    ),
}
