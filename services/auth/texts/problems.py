"""Texts of auth's problems (RFC 9457)."""

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
    "link-not-open": texts(
        nb="Lenken virker ikke lenger. Den er brukt, for gammel eller ikke hel; be om en ny.",
        nn="Lenkja verkar ikkje lenger. Ho er brukt, for gammal eller ikkje heil; be om ei ny.",
        en="The link no longer works. It was used, is too old or is not whole; ask for a new one.",
    ),
    "last-way-in": texts(
        nb="Dette er den siste måten du kan logge inn på. Koble til en annen innlogging først.",
        nn="Dette er den siste måten du kan logge inn på. Kople til ei anna innlogging først.",
        en="This is your last way to log in. Link another login first.",
    ),
    "address-in-use": texts(
        nb="Adressen hører til en annen konto. Er den også din, kan du slå de to kontoene sammen: hent en kode i den "
        "du vil beholde, og bruk den i den andre.",
        nn="Adressa høyrer til ein annan konto. Er han òg din, kan du slå dei to kontoane saman: hent ein kode i den "
        "du vil behalde, og bruk han i den andre.",
        en="The address belongs to another account. If that is yours too, you can join the two: get a code in the one "
        "you want to keep, and use it in the other.",
    ),
    "join-not-open": texts(
        nb="Koden kan ikke brukes. Den er brukt, for gammel, feil skrevet eller fra denne kontoen selv; hent en ny i "
        "den andre kontoen.",
        nn="Koden kan ikkje brukast. Han er brukt, for gammal, feil skriven eller frå denne kontoen sjølv; hent ein ny "
        "i den andre kontoen.",
        en="The code cannot be used. It was used, is too old, was mistyped, or is from this very account; get a new "
        "one in the other account.",
    ),
    "primary-address": texts(
        nb="Denne adressen får e-posten din. Velg en annen som hovedadresse først.",
        nn="Denne adressa får e-posten din. Vel ei anna som hovudadresse først.",
        en="Your mail goes to this address. Choose another one as the primary first.",
    ),
    "too-many-addresses": texts(
        nb="Kontoen har allerede {limit} adresser. Fjern en som du ikke lenger bruker, og prøv igjen.",
        nn="Kontoen har alt {limit} adresser. Fjern ei som du ikkje lenger bruker, og prøv igjen.",
        en="The account already has {limit} addresses. Remove one that you no longer use, and try again.",
    ),
    "second-factor-missing": texts(
        nb="Innloggingen brukte ikke koden fra autentiseringsappen din. Logg inn på nytt med koden.",
        nn="Innlogginga brukte ikkje koden frå autentiseringsappen din. Logg inn på nytt med koden.",
        en="The login did not use the code of your authenticator. Log in anew with the code.",
    ),
    "has-coordinator": texts(
        nb="Virksomheten har allerede en koordinator. Be koordinatoren om en invitasjon.",
        nn="Verksemda har alt ein koordinator. Be koordinatoren om ein invitasjon.",
        en="The public body already has a coordinator. Ask the coordinator for an invitation.",
    ),
    "guessable-password": texts(
        nb="Passordet er lett å gjette. Velg et som ikke er vanlige ord, navn eller tastaturmønstre.",
        nn="Passordet er lett å gjette. Vel eit som ikkje er vanlege ord, namn eller tastaturmønster.",
        en="The password is easy to guess. Choose one that is not common words, names or patterns of the keyboard.",
    ),
    "too-many-guesses": texts(
        nb="For mange feil forsøk. Vent {seconds} sekunder og prøv igjen.",
        nn="For mange feil forsøk. Vent {seconds} sekund og prøv igjen.",
        en="Too many wrong attempts. Wait {seconds} seconds and try again.",
    ),
    "too-many-asked": texts(
        nb="Nettverket ditt har spurt for mange ganger. Vent {seconds} sekunder og prøv igjen.",
        nn="Nettverket ditt har spurt for mange gonger. Vent {seconds} sekund og prøv igjen.",
        en="Your network has asked too many times. Wait {seconds} seconds and try again.",
    ),
    "too-many-letters": texts(
        nb="Virksomheten har sendt for mange brev, i alt eller til denne adressen. Prøv igjen om {seconds} sekunder.",
        nn="Verksemda har sendt for mange brev, i alt eller til denne adressa. Prøv igjen om {seconds} sekund.",
        en="Your organisation has sent too many letters, in all or to this address. Try again in {seconds} seconds.",
    ),
    "key-taken": texts(
        nb="Klienten har allerede en nøkkel med denne kid. Gi den nye nøkkelen et eget navn.",
        nn="Klienten har alt ein nøkkel med denne kid. Gje den nye nøkkelen eit eige namn.",
        en="The client already has a key of this kid. Give the new key a name of its own.",
    ),
    "too-many-keys": texts(
        nb="Klienten har allerede {limit} nøkler. Fjern en som ikke lenger er i bruk, og prøv igjen.",
        nn="Klienten har alt {limit} nøklar. Fjern ein som ikkje lenger er i bruk, og prøv igjen.",
        en="The client already has {limit} keys. Remove one that is no longer in use, and try again.",
    ),
    "wrong-auth-method": texts(
        nb="Klienten viser hvem den er på en annen måte. Den er registrert med {method}; registrer en ny klient for å "
        "bytte.",
        nn="Klienten viser kven han er på ein annan måte. Han er registrert med {method}; registrer ein ny klient for "
        "å byte.",
        en="The client proves who it is in another way. It is registered with {method}; register a new client to "
        "change that.",
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
    "unknown-issuer": texts(
        nb="Vi kjenner ikke den måten å logge inn på. Gå tilbake til programmet du kom fra, og prøv igjen.",
        nn="Vi kjenner ikkje den måten å logge inn på. Gå tilbake til programmet du kom frå, og prøv igjen.",
        en="We do not know that way to log in. Go back to the program you came from and try again.",
    ),
    "login-not-begun": texts(
        nb="Innloggingen er for gammel, alt brukt, eller begynt i en annen nettleser. Gå tilbake til programmet du kom "
        "fra, og prøv igjen.",
        nn="Innlogginga er for gammal, alt brukt, eller byrja i ein annan nettlesar. Gå tilbake til programmet du kom "
        "frå, og prøv igjen.",
        en="The login is too old, was used already, or was begun in another browser. Go back to the program you came "
        "from and try again.",
    ),
    "unreadable-login": texts(
        nb="Innloggingen ble startet feil. Gå tilbake til programmet du kom fra, og prøv igjen.",
        nn="Innlogginga vart starta feil. Gå tilbake til programmet du kom frå, og prøv igjen.",
        en="The login was started wrongly. Go back to the program you came from and try again.",
    ),
}
