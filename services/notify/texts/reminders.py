"""What messages say that remind of something, or are about mail itself; see `messages`."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

REMINDERS: Mapping[str, Texts] = {
    "task_reminder": texts(
        nb="Påminnelse: noe venter på deg. {task}. Frist: {due}.",
        nn="Påminning: noko ventar på deg. {task}. Frist: {due}.",
        en="A reminder: something waits for you. {task}. Due: {due}.",
    ),
    "task_last_call": texts(
        nb="Ingen har svart, og fristen er snart ute. {task}. Frist: {due}. Alle koordinatorer i virksomheten får "
        "denne påminnelsen, også de som er borte. Gjør det som venter, eller få en kollega til det.",
        nn="Ingen har svara, og fristen er snart ute. {task}. Frist: {due}. Alle koordinatorar i verksemda får denne "
        "påminninga, òg dei som er borte. Gjer det som ventar, eller få ein kollega til det.",
        en="Nobody has answered, and the time is nearly over. {task}. Due: {due}. All coordinators of the body get "
        "this reminder, those who are away too. Do what waits, or have a colleague do it.",
    ),
    "placement_starting_soon": texts(
        nb="Hospiteringen begynner snart. Den varer fra {start} til og med {end}. Avtal oppmøte, utstyr og tilganger "
        "nå.",
        nn="Hospiteringa byrjar snart. Ho varer frå {start} til og med {end}. Avtal oppmøte, utstyr og tilgangar no.",
        en="The placement begins soon. It lasts from {start} to {end}. Agree now on where to meet, equipment and "
        "access.",
    ),
    "placement_ending_soon": texts(
        nb="Hospiteringen slutter snart. Siste dag er {end}. Skal den vare lenger, må en forlengelse foreslås nå; "
        "ellers er det tid for å overføre det som er lært.",
        nn="Hospiteringa sluttar snart. Siste dag er {end}. Skal ho vare lenger, må ei forlenging bli føreslått no; "
        "elles er det tid for å overføre det som er lært.",
        en="The placement ends soon. Its last day is {end}. If it is to last longer, propose an extension now; "
        "otherwise it is time to hand over what was learnt.",
    ),
}

ABOUT_MAIL: Mapping[str, Texts] = {
    "more_waiting": texts(
        nb="Flere meldinger venter i innboksen din. Det har kommet mange om det samme på kort tid, så vi sender ikke "
        "flere e-poster om det i dag. Logg inn og les dem.",
        nn="Fleire meldingar ventar i innboksen din. Det har kome mange om det same på kort tid, så vi sender ikkje "
        "fleire e-postar om det i dag. Logg inn og les dei.",
        en="More messages wait in your inbox. There have been many about the same in a short time, so we send no more "
        "mail about it today. Log in and read them.",
    ),
    "mail_returned": texts(
        nb="E-post til deg kommer ikke fram. Mottakeren avviser adressen din, så vi sender ikke mer dit den neste "
        "måneden. Oppgi en annen adresse på siden din; til da er meldingene bare her.",
        nn="E-post til deg kjem ikkje fram. Mottakaren avviser adressa di, så vi sender ikkje meir dit den neste "
        "månaden. Gje opp ei anna adresse på sida di; til då er meldingane berre her.",
        en="Mail to you does not arrive. The receiving server refuses your address, so we send nothing more there for "
        "a month. Give another address on your page; until then your messages are only here.",
    ),
    "mailbox_returned": texts(
        nb="E-post til fellespostkassen kommer ikke fram. Mottakeren avviser adressen, så vi sender ikke mer dit den "
        "neste måneden. Oppgi en annen adresse på virksomhetens side; koordinatorene får e-post selv som før.",
        nn="E-post til den felles postkassa kjem ikkje fram. Mottakaren avviser adressa, så vi sender ikkje meir dit "
        "den neste månaden. Gje opp ei anna adresse på sida til verksemda; koordinatorane får e-post sjølve som før.",
        en="Mail to the shared mailbox does not arrive. The receiving server refuses its address, so we send nothing "
        "more there for a month. Give another address on the page of the public body; coordinators are mailed "
        "themselves as before.",
    ),
    "mailbox_code": texts(
        nb="Bekreft fellespostkassen. En koordinator i virksomheten vil at det "
        "koordinatorene får på e-post, også skal komme hit. Legg inn denne koden i ressurspoolen innen et døgn: "
        "{code} Kjenner dere ikke til dette, trenger dere ikke gjøre noe.",
        nn="Stadfest felles postkasse. Ein koordinator i verksemda vil at det "
        "koordinatorane får på e-post, òg skal kome hit. Legg inn denne koden i ressurspoolen innan eit døgn: "
        "{code} Kjenner de ikkje til dette, treng de ikkje gjere noko.",
        en="Confirm the shared mailbox. A coordinator of the public body wants what "
        "the coordinators get by mail to come here too. Enter this code in the resource pool within a day: {code} If "
        "you know nothing of this, do nothing.",
    ),
}
