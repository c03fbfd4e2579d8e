"""What the pages of a body say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "body_lead": texts(
        nb="Det du som koordinator har å passe på i virksomheten.",
        nn="Det du som koordinator har å passe på i verksemda.",
        en="What you as a coordinator see to in your body.",
    ),
    "lent_and_borrowed": texts(nb="Utlånt og innlånt", nn="Utlånt og innlånt", en="Lent and borrowed"),
    "side": texts(nb="Opphold", nn="Opphald", en="Stays"),
    "now": texts(nb="Nå", nn="No", en="Now"),
    "to_come": texts(nb="Avtalt, ikke begynt", nn="Avtalt, ikkje byrja", en="Agreed, not begun"),
    "lent": texts(nb="Våre ansatte hos andre", nn="Våre tilsette hos andre", en="Our employees with others"),
    "borrowed": texts(nb="Andres ansatte hos oss", nn="Andre sine tilsette hos oss", en="Others' employees with us"),
    "people": texts(nb="Folk", nn="Folk", en="People"),
    "rules": texts(nb="Regler og adresser", nn="Reglar og adresser", en="Rules and addresses"),
    "systems": texts(nb="Systemer og spor", nn="System og spor", en="Systems and traces"),
    "members": texts(nb="Medlemmer og roller", nn="Medlemmer og roller", en="Members and roles"),
    "members_text": texts(
        nb="Hvem som er med, og hva de kan gjøre. Endre en rolle, eller avslutt et medlemskap.",
        nn="Kven som er med, og kva dei kan gjere. Endre ei rolle, eller avslutt ein medlemskap.",
        en="Who is in, and what they may do. Change a role, or end a membership.",
    ),
    "invitations": texts(nb="Invitasjoner", nn="Invitasjonar", en="Invitations"),
    "invitations_text": texts(
        nb="Inviter en kollega, og se hvem som ikke har svart.",
        nn="Inviter ein kollega, og sjå kven som ikkje har svart.",
        en="Invite a colleague, and see who has not answered.",
    ),
    "substitutes": texts(nb="Vikarer", nn="Vikarar", en="Substitutes"),
    "substitutes_text": texts(
        nb="Gi noen koordinatorrollen fram til en dag.",
        nn="Gi nokon koordinatorrolla fram til ein dag.",
        en="Give somebody the coordinator's role until a day.",
    ),
    "policy": texts(nb="Regler for opphold", nn="Reglar for opphald", en="Rules for stays"),
    "policy_text": texts(
        nb="Nå: fra {} til {} måneder. Også varsel, hvor mange som kan være borte, lønn og avdelinger.",
        nn="No: frå {} til {} månader. Også varsel, kor mange som kan vere borte, løn og avdelingar.",
        en="Now: from {} to {} months. Also notice, how many may be away, pay and departments.",
    ),
    "policy_lead": texts(
        nb="Reglene gjelder nye avtaler om ansatte herfra. Avtaler som er inngått, endres ikke.",
        nn="Reglane gjeld nye avtalar om tilsette herifrå. Avtalar som er inngått, blir ikkje endra.",
        en="The rules hold for new agreements about employees from here. Agreements that are made do not change.",
    ),
    "policy_none": texts(
        nb="Virksomheten har ikke bestemt noe ennå. Det som står her, er ordningens egne regler.",
        nn="Verksemda har ikkje bestemt noko enno. Det som står her, er reglane til ordninga.",
        en="Your body has not decided anything yet. What stands here are the scheme's own rules.",
    ),
    "field_min_months": texts(
        nb="Korteste opphold, i måneder",
        nn="Kortaste opphald, i månader",
        en="Shortest stay, in months",
    ),
    "field_max_months": texts(
        nb="Lengste opphold, i måneder",
        nn="Lengste opphald, i månader",
        en="Longest stay, in months",
    ),
    "field_max_total_months": texts(
        nb="Lengste opphold med alle forlengelser, i måneder",
        nn="Lengste opphald med alle forlengingar, i månader",
        en="Longest stay with all extensions, in months",
    ),
    "hint_max_total_months": texts(
        nb="La det stå tomt der ordningen skal bestemme.",
        nn="La det stå tomt der ordninga skal bestemme.",
        en="Leave it empty where the scheme is to decide.",
    ),
    "field_lending_cap": texts(
        nb="Så mange kan være borte samtidig",
        nn="Så mange kan vere borte samtidig",
        en="So many may be away at once",
    ),
    "hint_lending_cap": texts(
        nb="La det stå tomt om det ikke er noen grense.",
        nn="La det stå tomt om det ikkje er noka grense.",
        en="Leave it empty where there is no limit.",
    ),
    "field_notice_weeks": texts(
        nb="Varsel ved tidlig retur, i uker",
        nn="Varsel ved tidleg retur, i veker",
        en="Notice of an early return, in weeks",
    ),
    "hint_notice_weeks": texts(
        nb="La det stå tomt der ordningen skal bestemme.",
        nn="La det stå tomt der ordninga skal bestemme.",
        en="Leave it empty where the scheme is to decide.",
    ),
    "field_payer": texts(
        nb="Hvem betaler lønnen når avtalen ikke sier det?",
        nn="Kven betaler løna når avtalen ikkje seier det?",
        en="Who pays the salary where the agreement does not say?",
    ),
    "departments": texts(nb="Avdelinger", nn="Avdelingar", en="Departments"),
    "departments_hint": texts(
        nb="Der folk kan plasseres. En avdeling uten navn tas bort. Lagre for å få flere linjer.",
        nn="Der folk kan plasserast. Ei avdeling utan namn blir teken bort. Lagre for å få fleire linjer.",
        en="Where people may be placed. A department without a name is taken away. Save to get more lines.",
    ),
    "field_departments_name": texts(nb="Avdeling", nn="Avdeling", en="Department"),
    "domains": texts(nb="E-postdomener", nn="E-postdomene", en="Mail domains"),
    "domains_text": texts(
        nb="Ansatte med adresse på et bekreftet domene melder seg på selv.",
        nn="Tilsette med adresse på eit stadfesta domene melder seg på sjølve.",
        en="Employees with an address at a verified domain sign up by themselves.",
    ),
    "domains_lead": texts(
        nb="Den som har en e-postadresse på et bekreftet domene, kan melde seg på som ansatt uten invitasjon. "
        "Ordningens drift bekrefter domenet.",
        nn="Den som har ei e-postadresse på eit stadfesta domene, kan melde seg på som tilsett utan invitasjon. "
        "Drifta av ordninga stadfestar domenet.",
        en="Whoever has an address at a verified domain may sign up as an employee without an invitation. The "
        "scheme's operator verifies the domain.",
    ),
    "no_domains": texts(
        nb="Ingen ennå: alle må inviteres. Legg til domenet i e-postadressene deres.",
        nn="Ingen enno: alle må inviterast. Legg til domenet i e-postadressene dykkar.",
        en="None yet: everybody has to be invited. Add the domain of your e-mail addresses.",
    ),
    "field_domain": texts(nb="Nytt domene", nn="Nytt domene", en="New domain"),
    "hint_domain": texts(
        nb="Det som står etter krøllalfa, slik: virksomhet.example",
        nn="Det som står etter krøllalfa, slik: verksemd.example",
        en="What stands behind the at sign, like this: body.example",
    ),
    "add": texts(nb="Legg til", nn="Legg til", en="Add"),
    "remove": texts(nb="Fjern", nn="Fjern", en="Remove"),
    "mailbox": texts(nb="Felles e-postadresse", nn="Felles e-postadresse", en="Shared e-mail address"),
    "mailbox_text": texts(
        nb="Én adresse får det koordinatorene får, så ingenting ligger hos en som er borte.",
        nn="Éi adresse får det koordinatorane får, så ingenting ligg hos ein som er borte.",
        en="One address gets what the coordinators get, so that nothing lies with somebody who is away.",
    ),
    "mailbox_lead": texts(
        nb="E-post til koordinatorene går også hit. Vi sender en kode til en ny adresse før vi bruker den.",
        nn="E-post til koordinatorane går også hit. Vi sender ein kode til ei ny adresse før vi brukar ho.",
        en="Mail to the coordinators goes here too. We send a code to a new address before we use it.",
    ),
    "address_now": texts(nb="Brukes nå", nn="I bruk no", en="In use now"),
    "address_waiting": texts(nb="Venter på kode", nn="Ventar på kode", en="Waits for its code"),
    "field_email": texts(nb="E-postadresse", nn="E-postadresse", en="E-mail address"),
    "hint_email": texts(
        nb="La det stå tomt for å ikke ha noen felles adresse.",
        nn="La det stå tomt for å ikkje ha noka felles adresse.",
        en="Leave it empty to have no shared address.",
    ),
    "field_language": texts(nb="Språk i e-posten", nn="Språk i e-posten", en="Language of the mail"),
    "enter_code": texts(nb="Skriv inn koden", nn="Skriv inn koden", en="Enter the code"),
    "code_sent": texts(nb="Vi har sendt en kode til:", nn="Vi har sendt ein kode til:", en="We sent a code to:"),
    "no_code": texts(
        nb="Ingen ny adresse venter på en kode.",
        nn="Inga ny adresse ventar på ein kode.",
        en="No new address waits for a code.",
    ),
    "field_code": texts(nb="Koden i e-posten", nn="Koden i e-posten", en="The code in the mail"),
    "confirm": texts(nb="Bekreft", nn="Stadfest", en="Confirm"),
    "clients": texts(nb="Systemer og apper", nn="System og appar", en="Systems and apps"),
    "clients_text": texts(
        nb="Gi HR-systemet tilgang til API-et, eller la en app logge inn folk.",
        nn="Gi HR-systemet tilgang til API-et, eller la ein app logge inn folk.",
        en="Give the HR system access to the API, or let an app log people in.",
    ),
    "acts": texts(nb="Hva som er gjort", nn="Kva som er gjort", en="What was done"),
    "acts_text": texts(
        nb="Innlogginger og endringer i virksomheten, med hvem og når.",
        nn="Innloggingar og endringar i verksemda, med kven og når.",
        en="Logins and changes in the body, with who and when.",
    ),
    "acts_lead": texts(
        nb="Innlogginger for virksomheten og hva som er endret i den. Det nyeste først.",
        nn="Innloggingar for verksemda og kva som er endra i ho. Det nyaste først.",
        en="Logins for the body and what was changed in it. The newest first.",
    ),
    "when": texts(nb="Når", nn="Når", en="When"),
    "what": texts(nb="Hva", nn="Kva", en="What"),
    "who": texts(nb="Hvem", nn="Kven", en="Who"),
    "result": texts(nb="Resultat", nn="Resultat", en="Result"),
    "done": texts(nb="Gjort", nn="Gjort", en="Done"),
    "refused": texts(nb="Avvist", nn="Avvist", en="Refused"),
    "departure": texts(nb="Melde virksomheten ut", nn="Melde verksemda ut", en="Leave the scheme"),
    "departure_text": texts(
        nb="Se hva det betyr før noe skjer. To koordinatorer må si ja.",
        nn="Sjå kva det betyr før noko skjer. To koordinatorar må seie ja.",
        en="See what it means before anything happens. Two coordinators have to say yes.",
    ),
    "departure_lead": texts(
        nb="Når virksomheten går ut, kan ingen handle for den lenger: profiler, behov og åpne saker avsluttes.",
        nn="Når verksemda går ut, kan ingen handle for ho lenger: profilar, behov og opne saker blir avslutta.",
        en="When the body leaves, nobody can act for it any more: profiles, needs and open cases end.",
    ),
    "departure_two": texts(
        nb="Ingenting skjer før en annen koordinator bekrefter. Inntil da kan dere trekke det tilbake.",
        nn="Ingenting skjer før ein annan koordinator stadfestar. Inntil då kan de trekkje det tilbake.",
        en="Nothing happens until another coordinator confirms it. Until then you can take it back.",
    ),
    "departure_ask": texts(nb="Be om utmelding", nn="Be om utmelding", en="Ask to leave"),
    "departure_confirm": texts(
        nb="Bekreft: meld virksomheten ut",
        nn="Stadfest: meld verksemda ut",
        en="Confirm: leave the scheme",
    ),
    "departure_take_back": texts(nb="Trekk tilbake", nn="Trekk tilbake", en="Take it back"),
    "departure_state": texts(nb="Utmelding", nn="Utmelding", en="Departure"),
    "to_body": texts(nb="Til virksomheten", nn="Til verksemda", en="To our body"),
    "said_domain_added": texts(
        nb="Domenet er lagt til, og venter på å bli bekreftet.",
        nn="Domenet er lagt til, og ventar på å bli stadfesta.",
        en="The domain was added, and waits to be verified.",
    ),
    "said_domain_removed": texts(nb="Domenet er fjernet.", nn="Domenet er fjerna.", en="The domain was removed."),
    "said_mailbox_confirmed": texts(
        nb="Adressen brukes fra nå av.",
        nn="Adressa er i bruk frå no av.",
        en="The address is used from now on.",
    ),
    "said_departure_asked": texts(
        nb="Utmelding er bedt om. En annen koordinator må bekrefte.",
        nn="Utmelding er bede om. Ein annan koordinator må stadfeste.",
        en="Leaving was asked for. Another coordinator has to confirm it.",
    ),
    "said_departure_moved": texts(
        nb="Noen andre var raskere, så ingenting ble gjort. Slik står det nå.",
        nn="Nokon andre var raskare, så ingenting vart gjort. Slik står det no.",
        en="Somebody else was quicker, so nothing was done. This is how it stands now.",
    ),
    "said_departure_withdrawn": texts(
        nb="Utmeldingen er trukket tilbake.",
        nn="Utmeldinga er trekt tilbake.",
        en="The departure was taken back.",
    ),
}
