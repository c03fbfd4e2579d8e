"""What the open pages say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "start_title": texts(
        nb="Lån en kollega fra en annen virksomhet",
        nn="Lån ein kollega frå ei anna verksemd",
        en="Borrow a colleague from another public body",
    ),
    "lead": texts(
        nb="Ressurspool er for offentlig ansatte som vil arbeide to til tre måneder i et prosjekt i en annen "
        "virksomhet, og for prosjekter som trenger noen.",
        nn="Ressurspool er for offentleg tilsette som vil arbeide to til tre månader i eit prosjekt i ei anna "
        "verksemd, og for prosjekt som treng nokon.",
        en="Ressurspool is for public employees who want to work two to three months in another body's project, and "
        "for projects that need somebody.",
    ),
    "three": texts(
        nb="Et opphold blir til når alle tre sier ja: du, arbeidsgiveren din og virksomheten som låner deg.",
        nn="Eit opphald blir til når alle tre seier ja: du, arbeidsgjevaren din og verksemda som låner deg.",
        en="A stay comes about when all three say yes: you, your employer and the body that borrows you.",
    ),
    "for_employee": texts(nb="Du er ansatt", nn="Du er tilsett", en="You are an employee"),
    "employee_does": texts(
        nb="Lag en profil, og få arbeidsgiveren til å anbefale deg. Så får du prosjekter som passer, og søker selv.",
        nn="Lag ein profil, og få arbeidsgjevaren til å tilrå deg. Så får du prosjekt som høver, og søkjer sjølv.",
        en="Make a profile, and have your employer endorse you. Then you get projects that fit, and apply yourself.",
    ),
    "for_leader": texts(nb="Du leder et prosjekt", nn="Du leier eit prosjekt", en="You lead a project"),
    "leader_does": texts(
        nb="Beskriv hva du trenger og når. Du får forslag til hvem som passer, med grunnene, og inviterer dem du vil.",
        nn="Skildre kva du treng og når. Du får framlegg til kven som høver, med grunnane, og inviterer dei du vil.",
        en="Describe what you need and when. You get suggestions of who fits, with the reasons, and invite whom you "
        "want.",
    ),
    "for_hr": texts(nb="Du arbeider med HR", nn="Du arbeider med HR", en="You work in HR"),
    "hr_does": texts(
        nb="Anbefal ansatte som kan lånes ut, og si ja eller nei til hvert opphold. Alt som venter på deg, står ett "
        "sted.",
        nn="Tilrå tilsette som kan lånast ut, og sei ja eller nei til kvart opphald. Alt som ventar på deg, står éin "
        "stad.",
        en="Endorse employees who can be lent, and say yes or no to each stay. All that waits for you is in one place.",
    ),
    "open_needs": texts(nb="Noen som trengs nå", nn="Nokon som trengst no", en="Needed right now"),
    "all_needs": texts(nb="Alle åpne behov, med søk", nn="Alle opne behov, med søk", en="All open needs, with search"),
    "no_needs": texts(
        nb="Ingen behov er lyst ut akkurat nå.", nn="Ingen behov er lyste ut akkurat no.", en="No needs are open now."
    ),
    "start_between": texts(nb="Begynner", nn="Byrjar", en="Begins"),
    "at": texts(nb="Hos", nn="Hos", en="At"),
    "accessibility_title": texts(nb="Tilgjengelighetserklæring", nn="Tilgjengeerklæring", en="Accessibility statement"),
    "accessibility_goal": texts(
        nb="Alle skal kunne bruke sidene: med tastatur, skjermleser, forstørring, egne farger, på telefon og uten "
        "skript. Målet er WCAG 2.1 på nivå AA, som forskriften krever.",
        nn="Alle skal kunne bruke sidene: med tastatur, skjermlesar, forstørring, eigne fargar, på telefon og utan "
        "skript. Målet er WCAG 2.1 på nivå AA, som forskrifta krev.",
        en="Everybody should be able to use these pages: by keyboard, with a screen reader, enlarged, in their own "
        "colours, on a phone and without scripts. The goal is WCAG 2.1 at level AA, as the regulation demands.",
    ),
    "accessibility_how": texts(
        nb="Hver side prøves automatisk i tre språk, på bred og smal skjerm og med tvungne farger, før den tas i bruk. "
        "Automatiske prøver finner ikke alt.",
        nn="Kvar side blir prøvd automatisk i tre språk, på brei og smal skjerm og med tvungne fargar, før ho blir "
        "teken i bruk. Automatiske prøver finn ikkje alt.",
        en="Each page is tried automatically in three languages, on wide and narrow screens and in forced colours, "
        "before it is used. Automatic trials do not find everything.",
    ),
    "accessibility_known": texts(
        nb="Vi kjenner ingen barrierer som gjenstår. Finner du en, vil vi vite om den.",
        nn="Vi kjenner ingen barrierar som står att. Finn du ein, vil vi vite om han.",
        en="We know of no remaining barriers. If you find one, we want to know.",
    ),
    "privacy_title": texts(nb="Personvernerklæring", nn="Personvernerklæring", en="Privacy statement"),
    "privacy_what": texts(nb="Hva som lagres", nn="Kva som blir lagra", en="What is stored"),
    "privacy_list_1": texts(
        nb="Navnet, e-postadressen og rollen din i virksomhetene du handler for.",
        nn="Namnet, e-postadressa og rolla di i verksemdene du handlar for.",
        en="Your name, e-mail address and role in the bodies you act for.",
    ),
    "privacy_list_2": texts(
        nb="Profilen din, om du lager en. Andre virksomheter ser den uten navn til du selv har svart ja.",
        nn="Profilen din, om du lagar ein. Andre verksemder ser han utan namn til du sjølv har svart ja.",
        en="Your profile, if you make one. Other bodies see it without your name until you have said yes yourself.",
    ),
    "privacy_list_3": texts(
        nb="Det du avtaler og svarer, og hvem som har lest profilen din.",
        nn="Det du avtalar og svarer, og kven som har lese profilen din.",
        en="What you agree and answer, and who has read your profile.",
    ),
    "privacy_cookies": texts(nb="Informasjonskapsler", nn="Informasjonskapslar", en="Cookies"),
    "privacy_cookie_text": texts(
        nb="Vi bruker bare kapsler som trengs: for innloggingen og for språket du velger. Ingen måler hva du gjør, og "
        "ingenting hentes fra andre nettsteder.",
        nn="Vi bruker berre kapslar som trengst: for innlogginga og for språket du vel. Ingen måler kva du gjer, og "
        "ingenting blir henta frå andre nettstader.",
        en="We only use cookies that are needed: for your login and for the language you choose. Nobody measures what "
        "you do, and nothing is loaded from other sites.",
    ),
    "privacy_rights": texts(nb="Rettighetene dine", nn="Rettane dine", en="Your rights"),
    "privacy_rights_text": texts(
        nb="Du kan se, rette og trekke tilbake det du har gitt. Det gjør du selv når du er logget inn, eller ved å "
        "spørre koordinatoren i virksomheten din.",
        nn="Du kan sjå, rette og trekkje tilbake det du har gjeve. Det gjer du sjølv når du er logga inn, eller ved å "
        "spørje koordinatoren i verksemda di.",
        en="You can see, correct and withdraw what you have given. You do so yourself when you are logged in, or by "
        "asking your body's coordinator.",
    ),
    "contact": texts(nb="Kontakt", nn="Kontakt", en="Contact"),
    "contact_coordinator": texts(
        nb="Skriv til HR-koordinatoren i virksomheten din.",
        nn="Skriv til HR-koordinatoren i verksemda di.",
        en="Write to your body's HR coordinator.",
    ),
    "said_departure_left": texts(
        nb="Virksomheten er ute av ordningen.",
        nn="Verksemda er ute av ordninga.",
        en="The body has left the scheme.",
    ),
    "said_joined": texts(
        nb="Kontoene er slått sammen. Logg inn med den som består.",
        nn="Kontoane er slått saman. Logg inn med den som består.",
        en="The accounts are joined. Log in with the one that remains.",
    ),
}
