"""Texts of the login pages."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

LOGIN_PAGES: Mapping[str, Texts] = {
    "service": texts(nb="Ressurspoolen", nn="Ressurspoolen", en="The resource pool"),
    "error": texts(nb="Feil", nn="Feil", en="Error"),
    "log_in": texts(nb="Logg inn", nn="Logg inn", en="Log in"),
    "leads_to": texts(nb="Du logger inn for å bruke", nn="Du loggar inn for å bruke", en="You are logging in to use"),
    "client-web": texts(nb="Ressurspoolen", nn="Ressurspoolen", en="the resource pool"),
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
    "nothing-chosen": texts(
        nb="Velg en av dem for å gå videre.",
        nn="Vel ei av dei for å gå vidare.",
        en="Choose one of them to go on.",
    ),
    "go_on": texts(nb="Gå videre", nn="Gå vidare", en="Go on"),
    "asked_wrongly": texts(
        nb="Programmet spurte om noe det ikke kan få",
        nn="Programmet spurde om noko det ikkje kan få",
        en="The program asked for something it cannot have",
    ),
    "app_asked_wrongly": texts(
        nb="Ingen er logget inn. Meld fra til dem som har ansvar for programmet:",
        nn="Ingen er logga inn. Meld frå til dei som har ansvar for programmet:",
        en="Nobody is logged in. Tell those who are responsible for the program:",
    ),
    "link_leads_to": texts(
        nb="Gå videre bare hvis du kjenner stedet lenken fører til:",
        nn="Gå vidare berre om du kjenner staden lenkja fører til:",
        en="Go on only if you know the place the link leads to:",
    ),
    "log_out": texts(nb="Logg ut", nn="Logg ut", en="Log out"),
    "logged_out": texts(
        nb="Du er logget ut. Programmet du kom fra, kan ikke lenger handle for deg.",
        nn="Du er logga ut. Programmet du kom frå, kan ikkje lenger handle for deg.",
        en="You are logged out. The program you came from can no longer act for you.",
    ),
    "not_logged_in_here": texts(
        nb="Nettleseren holder deg ikke innlogget her, så det er ingenting å avslutte. Logg ut i programmet du bruker.",
        nn="Nettlesaren held deg ikkje innlogga her, så det er ingenting å avslutte. Logg ut i programmet du bruker.",
        en="Your browser does not keep you logged in here, so there is nothing to end. Log out in the program you use.",
    ),
    "login-too-old": texts(
        nb="Programmet ber om en nyere innlogging. Logg inn på nytt.",
        nn="Programmet ber om ei nyare innlogging. Logg inn på nytt.",
        en="The program asks for a more recent login. Log in again.",
    ),
    "wrong-password": texts(
        nb="E-postadressen og passordet passer ikke sammen. Prøv igjen; etter noen feil må du vente litt.",
        nn="E-postadressa og passordet passar ikkje saman. Prøv igjen; etter nokre feil må du vente litt.",
        en="The email address and the password do not match. Try again; after some errors you have to wait a little.",
    ),
    "too-many-guesses": texts(
        nb="Det er gjort for mange feil forsøk på kontoen eller fra nettverket ditt. Du kan prøve igjen om",
        nn="Det er gjort for mange feil forsøk på kontoen eller frå nettverket ditt. Du kan prøve igjen om",
        en="There were too many wrong attempts at the account or from your network. You can try again in",
    ),
    "too-many-asked": texts(
        nb="Det er spurt for mange ganger fra nettverket ditt. Du kan prøve igjen om",
        nn="Det er spurt for mange gonger frå nettverket ditt. Du kan prøve igjen om",
        en="Too many have asked from your network. You can try again in",
    ),
    "link-invitation": texts(nb="Bli med i ressurspoolen", nn="Bli med i ressurspoolen", en="Join the resource pool"),
    "done-invitation": texts(
        nb="Du er med. Nå kan du logge inn med adressen og passordet ditt.",
        nn="Du er med. No kan du logge inn med adressa og passordet ditt.",
        en="You have joined. Now you can log in with your address and password.",
    ),
    "public_body": texts(nb="Virksomhet", nn="Verksemd", en="Public body"),
    "full_name": texts(nb="Navn", nn="Namn", en="Name"),
    "new_password": texts(nb="Velg et passord", nn="Vel eit passord", en="Choose a password"),
    "password_rule": texts(
        nb="Minst 15 tegn. Lengden er det som teller.",
        nn="Minst 15 teikn. Lengda er det som tel.",
        en="At least 15 signs. Length is what counts.",
    ),
    "account_there": texts(nb="Kontoen som finnes", nn="Kontoen som finst", en="The account there is"),
    "not_my_account": texts(
        nb="Jeg har ikke laget kontoen som finnes for adressen min. Sett den til side, og lag en ny med dette "
        "passordet.",
        nn="Eg har ikkje laga kontoen som finst for adressa mi. Set han til side og lag ein ny med dette passordet.",
        en="I did not make the account there is for my address. Set it aside and make a new one with this password.",
    ),
    "unusable-form": texts(
        nb="Skriv navnet ditt, og velg et passord på minst 15 tegn.",
        nn="Skriv namnet ditt, og vel eit passord på minst 15 teikn.",
        en="Write your name, and choose a password of at least 15 signs.",
    ),
    "wrong-account-password": texts(
        nb="Passordet stemmer ikke med kontoen du har. Etter mange feil må du vente et kvarter.",
        nn="Passordet stemmer ikkje med kontoen du har. Etter mange feil må du vente eit kvarter.",
        en="The password is not that of your account. After many errors you have to wait a quarter of an hour.",
    ),
    "guessable-password": texts(
        nb="Passordet er lett å gjette. Velg et som ikke er vanlige ord, navn eller tastaturmønstre.",
        nn="Passordet er lett å gjette. Vel eit som ikkje er vanlege ord, namn eller tastaturmønster.",
        en="The password is easy to guess. Choose one that is not common words, names or patterns of the keyboard.",
    ),
    "unusable-password": texts(
        nb="Passordet må ha minst 15 tegn, og ikke mer enn 200.",
        nn="Passordet må ha minst 15 teikn, og ikkje meir enn 200.",
        en="The password must have at least 15 signs, and no more than 200.",
    ),
    "forgot": texts(nb="Glemt passordet?", nn="Gløymt passordet?", en="Forgot the password?"),
    "address-missing": texts(
        nb="Skriv e-postadressen din.", nn="Skriv e-postadressa di.", en="Write your email address."
    ),
    "forgot_hint": texts(
        nb="Vi sender en lenke til adressen, hvis den har en konto. Lenken virker én gang, i én time.",
        nn="Vi sender ei lenkje til adressa, om ho har ein konto. Lenkja verkar éin gong, i éin time.",
        en="We mail a link to the address, if it has an account. The link works once, within an hour.",
    ),
    "forgot_done": texts(
        nb="Har adressen en konto, er en lenke på vei dit. Se også i mappen for søppelpost.",
        nn="Har adressa ein konto, er ei lenkje på veg dit. Sjå òg i mappa for søppelpost.",
        en="If the address has an account, a link is on its way there. Look in the spam folder, too.",
    ),
    "send_link": texts(nb="Send lenke", nn="Send lenkje", en="Send the link"),
    "link-password": texts(nb="Velg nytt passord", nn="Vel nytt passord", en="Choose a new password"),
    "link-password_changed": texts(nb="Velg nytt passord", nn="Vel nytt passord", en="Choose a new password"),
    "done-password": texts(
        nb="Passordet er endret, og alle innlogginger er avsluttet. Du kan logge inn med det nye.",
        nn="Passordet er endra, og alle innloggingar er avslutta. Du kan logge inn med det nye.",
        en="The password is changed, and all logins are ended. You can log in with the new one.",
    ),
    "done-password_changed": texts(
        nb="Passordet er endret, og alle innlogginger er avsluttet. Du kan logge inn med det nye.",
        nn="Passordet er endra, og alle innloggingar er avslutta. Du kan logge inn med det nye.",
        en="The password is changed, and all logins are ended. You can log in with the new one.",
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
    "consent_remembered": texts(
        nb="Virksomheten selv har registrert programmet. Svarer du ja, huskes det til du trekker det tilbake; du blir "
        "spurt igjen bare hvis programmet vil kunne mer.",
        nn="Verksemda sjølv har registrert programmet. Svarar du ja, blir det hugsa til du trekkjer det tilbake; du "
        "blir spurd igjen berre om programmet vil kunne meir.",
        en="The public body itself registered the program. A yes is remembered until you withdraw it; you are asked "
        "again only where the program wants to do more.",
    ),
    "others-app": texts(
        nb="Programmet er bare for dem som hører til virksomheten som har registrert det. Der hører ikke kontoen din "
        "til.",
        nn="Programmet er berre for dei som høyrer til verksemda som har registrert det. Der høyrer ikkje kontoen din "
        "til.",
        en="The program is only for people of the public body that registered it. Your account does not belong there.",
    ),
    "not-a-member": texts(
        nb="Du kan ikke handle for den virksomheten. Logg inn for en du hører til.",
        nn="Du kan ikkje handle for den verksemda. Logg inn for ei du høyrer til.",
        en="You cannot act for that public body. Log in for one that you belong to.",
    ),
}
