"""What the pages of one's own profile say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "profile_title": texts(nb="Min profil", nn="Min profil", en="My profile"),
    "none_lead": texts(
        nb="Du er ikke i ressurspoolen ennå. Lag en profil, så kan andre virksomheter be om å få låne deg i noen "
        "måneder, og du kan søke på det som passer.",
        nn="Du er ikkje i ressurspoolen enno. Lag ein profil, så kan andre verksemder be om å få låne deg i nokre "
        "månader, og du kan søkje på det som passar.",
        en="You are not in the resource pool yet. Make a profile, and other bodies can ask to borrow you for some "
        "months, and you can apply for what fits.",
    ),
    "step_write": texts(
        nb="Du skriver hva du kan og når du er ledig. Det tar ti minutter, og utkastet blir lagret.",
        nn="Du skriv kva du kan og når du er ledig. Det tek ti minutt, og utkastet blir lagra.",
        en="You write what you can do and when you are free. It takes ten minutes, and the draft is kept.",
    ),
    "step_endorse": texts(
        nb="HR-koordinatoren i virksomheten din anbefaler deg, eller sender profilen tilbake med en grunn.",
        nn="HR-koordinatoren i verksemda di tilrår deg, eller sender profilen tilbake med ein grunn.",
        en="The HR coordinator of your body endorses you, or returns the profile with a reason.",
    ),
    "step_fit": texts(
        nb="Du ser behov som passer deg. Ingen andre ser navnet ditt før du søker eller sier deg interessert.",
        nn="Du ser behov som passar deg. Ingen andre ser namnet ditt før du søkjer eller seier deg interessert.",
        en="You see needs that fit you. Nobody else sees your name before you apply or say that you are interested.",
    ),
    "begin": texts(nb="Lag profil", nn="Lag profil", en="Make a profile"),
    "state": texts(nb="Status", nn="Status", en="Status"),
    "paused_until": texts(nb="På pause til og med", nn="På pause til og med", en="Paused until (included)"),
    "means_available": texts(
        nb="Andre virksomheter kan finne deg, uten navn.",
        nn="Andre verksemder kan finne deg, utan namn.",
        en="Other bodies can find you, without a name.",
    ),
    "means_paused": texts(
        nb="Ingen nye finner deg så lenge.", nn="Ingen nye finn deg så lenge.", en="Nobody new finds you meanwhile."
    ),
    "returned_title": texts(
        nb="Virksomheten din sendte profilen tilbake",
        nn="Verksemda di sende profilen tilbake",
        en="Your body returned the profile",
    ),
    "reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "note": texts(nb="Merknad", nn="Merknad", en="Note"),
    "complete": texts(nb="Profilen er utfylt", nn="Profilen er utfylt", en="The profile is complete"),
    "filled": texts(nb="av", nn="av", en="of"),
    "filled_parts": texts(
        nb="deler som gjør at flere behov passer, er fylt ut",
        nn="delar som gjer at fleire behov passar, er fylte ut",
        en="parts by which more needs fit are filled in",
    ),
    "missing": texts(nb="Dette mangler", nn="Dette manglar", en="What is missing"),
    "missing_windows": texts(
        nb="Ledige dager framover. Et opphold tar minst to måneder; uten dager til det passer ingen behov.",
        nn="Ledige dagar framover. Eit opphald tek minst to månader; utan dagar til det passar ingen behov.",
        en="Free days ahead. A stay takes two months at least; without days for that no need fits.",
    ),
    "missing_skills": texts(
        nb="Ferdigheter. Behov som krever en ferdighet, finner deg ikke uten.",
        nn="Ferdigheiter. Behov som krev ei ferdigheit, finn deg ikkje utan.",
        en="Skills. Needs that require a skill do not find you without.",
    ),
    "missing_county": texts(
        nb="Fylke eller avstand. Behov som er knyttet til et sted, passer bare for den som er der eller kan arbeide "
        "på avstand.",
        nn="Fylke eller avstand. Behov som er knytte til ein stad, passar berre for den som er der eller kan arbeide "
        "på avstand.",
        en="County or remote. Needs that are tied to a place fit only who is there, or can work remotely.",
    ),
    "missing_wanted_learning": texts(
        nb="Hva du vil lære. Behov der du kan lære det, kommer høyere på listen din.",
        nn="Kva du vil lære. Behov der du kan lære det, kjem høgare på lista di.",
        en="What you want to learn. Needs where you can learn it come higher on your list.",
    ),
    "missing_about": texts(
        nb="Om deg. Den som får vite hvem du er, leser dette først.",
        nn="Om deg. Den som får vite kven du er, les dette først.",
        en="About you. Whoever learns who you are reads this first.",
    ),
    "fill_in": texts(nb="Fyll ut", nn="Fyll ut", en="Fill in"),
    "endorsement": texts(nb="Anbefalingen", nn="Tilrådinga", en="The endorsement"),
    "no_endorsement": texts(
        nb="Virksomheten din har ikke anbefalt deg ennå. Til det er gjort, ser ingen andre profilen.",
        nn="Verksemda di har ikkje tilrådd deg enno. Til det er gjort, ser ingen andre profilen.",
        en="Your body has not endorsed you yet. Until it has, nobody else sees the profile.",
    ),
    "valid_until": texts(nb="Gjelder til og med", nn="Gjeld til og med", en="Holds until (included)"),
    "max_months": texts(nb="Lengste opphold", nn="Lengste opphald", en="Longest stay"),
    "months": texts(nb="måneder", nn="månader", en="months"),
    "max_percentage": texts(nb="Høyeste prosent", nn="Høgaste prosent", en="Highest percentage"),
    "ends_soon": texts(
        nb="Den slutter snart. HR-koordinatoren din kan forlenge den.",
        nn="Ho sluttar snart. HR-koordinatoren din kan forlengje ho.",
        en="It ends soon. Your HR coordinator can prolong it.",
    ),
    "days": texts(nb="Når du er ledig", nn="Når du er ledig", en="When you are free"),
    "offered": texts(nb="Du er ledig", nn="Du er ledig", en="You are free"),
    "busy": texts(nb="Du har et opphold", nn="Du har eit opphald", en="You have a stay"),
    "what": texts(nb="Hva", nn="Kva", en="What"),
    "from": texts(nb="Fra", nn="Frå", en="From"),
    "to": texts(nb="Til og med", nn="Til og med", en="To (included)"),
    "content": texts(nb="Hva profilen sier", nn="Kva profilen seier", en="What the profile says"),
    "level_1": texts(nb="har arbeidet med det", nn="har arbeidd med det", en="has worked with it"),
    "level_2": texts(nb="arbeider selvstendig", nn="arbeider sjølvstendig", en="works independently"),
    "level_3": texts(nb="leder andre i det", nn="leier andre i det", en="leads others in it"),
    "submit": texts(nb="Send til HR-koordinatoren", nn="Send til HR-koordinatoren", en="Send to the HR coordinator"),
    "edit": texts(nb="Endre profilen", nn="Endre profilen", en="Change the profile"),
    "pause": texts(nb="Ta en pause", nn="Ta ein pause", en="Take a pause"),
    "resume": texts(nb="Bli ledig igjen", nn="Bli ledig igjen", en="Be available again"),
    "renew": texts(nb="Be om ny anbefaling", nn="Be om ny tilråding", en="Ask for a new endorsement"),
    "withdraw": texts(nb="Forlat poolen", nn="Forlat poolen", en="Leave the pool"),
    "said_draft": texts(
        nb="Utkastet er lagret. Ingen andre ser det før du sender det.",
        nn="Utkastet er lagra. Ingen andre ser det før du sender det.",
        en="The draft is saved. Nobody else sees it before you send it.",
    ),
    "said_submitted": texts(
        nb="Sendt til virksomheten din. Du får en melding når den har svart.",
        nn="Sendt til verksemda di. Du får ei melding når ho har svart.",
        en="Sent to your body. You are notified when it has answered.",
    ),
    "said_saved_only": texts(
        nb="Lagret, men ikke sendt til virksomheten din. Send profilen herfra.",
        nn="Lagra, men ikkje send til verksemda di. Send profilen herifrå.",
        en="Saved, but not sent to your body. Send the profile from here.",
    ),
    "said_resumed": texts(nb="Du er ledig igjen.", nn="Du er ledig igjen.", en="You are available again."),
    "said_paused": texts(nb="Profilen er på pause.", nn="Profilen er på pause.", en="The profile is paused."),
    "said_withdrawn": texts(
        nb="Du er ute av ressurspoolen.", nn="Du er ute av ressurspoolen.", en="You have left the resource pool."
    ),
    "pause_title": texts(nb="Ta en pause", nn="Ta ein pause", en="Take a pause"),
    "pause_means": texts(
        nb="Så lenge pausen varer, foreslår vi deg ikke for noen, og ingen nye kan invitere deg. Avtalte opphold står. "
        "Du kan avslutte pausen når du vil.",
        nn="Så lenge pausen varer, føreslår vi deg ikkje for nokon, og ingen nye kan invitere deg. Avtalte opphald "
        "står. Du kan avslutte pausen når du vil.",
        en="As long as the pause lasts, you are suggested to nobody, and nobody new can invite you. Agreed stays "
        "stand. You can end the pause whenever you like.",
    ),
    "withdrawal_title": texts(nb="Forlat ressurspoolen", nn="Forlat ressurspoolen", en="Leave the resource pool"),
    "withdrawal_means": texts(
        nb="Profilen blir borte for alle. Åpne søknader, invitasjoner og tilbud avsluttes. Det som er avtalt, står. "
        "Vil du tilbake, lager du en ny profil, som må anbefales på nytt.",
        nn="Profilen blir borte for alle. Opne søknader, invitasjonar og tilbod blir avslutta. Det som er avtalt, "
        "står. Vil du tilbake, lagar du ein ny profil, som må tilrådast på nytt.",
        en="The profile is gone for everybody. Open applications, invitations and offers end. Stays that are agreed "
        "stand. To come back you make a new profile, which has to be endorsed anew.",
    ),
    "withdrawal_button": texts(nb="Forlat poolen nå", nn="Forlat poolen no", en="Leave the pool now"),
    "field_reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "field_until": texts(nb="Til og med", nn="Til og med", en="Until (included)"),
    "field_note": texts(nb="Merknad til virksomheten din", nn="Merknad til verksemda di", en="Note to your own body"),
    "visibility_title": texts(nb="Hva andre ser av deg", nn="Kva andre ser av deg", en="What others see of you"),
    "visibility_lead": texts(
        nb="Virksomheter som leter etter noen, ser deg uten navn til du søker hos dem, sier deg interessert eller tar "
        "imot et tilbud. Da får den ene virksomheten se resten. Din egen virksomhet ser alt.",
        nn="Verksemder som leitar etter nokon, ser deg utan namn til du søkjer hos dei, seier deg interessert eller "
        "tek imot eit tilbod. Då får den eine verksemda sjå resten. Di eiga verksemd ser alt.",
        en="Bodies that look for somebody see you without a name until you apply to them, say that you are interested "
        "or accept an offer. Then that one body sees the rest. Your own body sees everything.",
    ),
    "part": texts(nb="Del", nn="Del", en="Part"),
    "says": texts(nb="Det som står", nn="Det som står", en="What it says"),
    "before": texts(nb="Før de vet hvem du er", nn="Før dei veit kven du er", en="Before they know who you are"),
    "after": texts(nb="Etterpå", nn="Etterpå", en="After"),
    "seen": texts(nb="Ser det", nn="Ser det", en="See it"),
    "hidden": texts(nb="Skjult", nn="Skjult", en="Hidden"),
    "seen_if_many": texts(
        nb="Bare når mange nok er like", nn="Berre når mange nok er like", en="Only where enough are alike"
    ),
    "part_name": texts(nb="Navn", nn="Namn", en="Name"),
    "part_title": texts(nb="Tittel", nn="Tittel", en="Title"),
    "part_about": texts(nb="Om deg", nn="Om deg", en="About you"),
    "part_home": texts(nb="Hvor du er ansatt", nn="Kvar du er tilsett", en="Where you are employed"),
    "part_kind": texts(nb="Hva slags virksomhet", nn="Kva slags verksemd", en="What kind of body"),
    "kind_only": texts(
        nb="nivå og sektor, uten navn", nn="nivå og sektor, utan namn", en="level and sector, without its name"
    ),
    "part_clearance": texts(nb="Klarering", nn="Klarering", en="Clearance"),
    "part_fields": texts(nb="Fagfelt", nn="Fagfelt", en="Fields"),
    "part_skills": texts(nb="Ferdigheter", nn="Ferdigheiter", en="Skills"),
    "part_languages": texts(nb="Språk", nn="Språk", en="Languages"),
    "part_windows": texts(nb="Ledige dager", nn="Ledige dagar", en="Free days"),
    "part_percentage": texts(nb="Prosent", nn="Prosent", en="Percentage"),
    "part_wanted_learning": texts(nb="Vil lære", nn="Vil lære", en="Wants to learn"),
    "part_county": texts(nb="Fylke", nn="Fylke", en="County"),
    "part_remote": texts(nb="Kan arbeide på avstand", nn="Kan arbeide på avstand", en="Can work remotely"),
    "readings_title": texts(nb="Hvem som har lest profilen", nn="Kven som har lese profilen", en="Who read my profile"),
    "readings_lead": texts(
        nb="Hver gang noen leser profilen med navnet ditt, blir det skrevet opp her.",
        nn="Kvar gong nokon les profilen med namnet ditt, blir det skrive opp her.",
        en="Each time somebody reads the profile with your name, it is noted here.",
    ),
    "no_readings": texts(
        nb="Ingen har lest profilen med navnet ditt.",
        nn="Ingen har lese profilen med namnet ditt.",
        en="Nobody has read the profile with your name.",
    ),
    "when": texts(nb="Når", nn="Når", en="When"),
    "body": texts(nb="Virksomhet", nn="Verksemd", en="Body"),
    "no_body": texts(nb="Ressurspoolen selv", nn="Ressurspoolen sjølv", en="The resource pool itself"),
    "to_opportunities": texts(nb="Behov som passer deg", nn="Behov som passar deg", en="Needs that fit you"),
    "to_profile": texts(nb="Til profilen", nn="Til profilen", en="To the profile"),
    "edit_title": texts(nb="Skriv profilen din", nn="Skriv profilen din", en="Write your profile"),
    "edit_lead": texts(
        nb="Navn, tittel, ett fagfelt, én periode og prosent er nok. Resten gjør at flere behov passer.",
        nn="Namn, tittel, eitt fagfelt, éin periode og prosent er nok. Resten gjer at fleire behov passar.",
        en="Name, title, one field, one period and a percentage are enough. By the rest more needs fit.",
    ),
    "who": texts(nb="Hvem du er", nn="Kven du er", en="Who you are"),
    "can": texts(nb="Hva du kan", nn="Kva du kan", en="What you can do"),
    "when_where": texts(nb="Når og hvor", nn="Når og kvar", en="When and where"),
    "shown_how": texts(nb="Synlighet og varsler", nn="Synlegheit og varsel", en="Visibility and notices"),
    "save_draft": texts(nb="Lagre utkast", nn="Lagre utkast", en="Save draft"),
    "save_and_submit": texts(
        nb="Lagre og send til HR-koordinatoren",
        nn="Lagre og send til HR-koordinatoren",
        en="Save and send to the HR coordinator",
    ),
    "field_name": texts(nb="Navn", nn="Namn", en="Name"),
    "hint_name": texts(
        nb="Skjult for andre virksomheter til du selv gir deg til kjenne.",
        nn="Skjult for andre verksemder til du sjølv gir deg til kjenne.",
        en="Hidden from other bodies until you make yourself known.",
    ),
    "field_title": texts(nb="Tittel", nn="Tittel", en="Title"),
    "hint_title": texts(nb="Slik: Tjenestedesigner", nn="Slik: Tenestedesignar", en="Like this: Service designer"),
    "field_about": texts(nb="Om deg", nn="Om deg", en="About you"),
    "hint_about": texts(
        nb="Hva du har gjort, og hva du gjerne vil gjøre. Leses av den som får vite hvem du er.",
        nn="Kva du har gjort, og kva du gjerne vil gjere. Blir lese av den som får vite kven du er.",
        en="What you have done, and what you would like to do. Read by whoever learns who you are.",
    ),
    "field_fields": texts(nb="Fagfelt og nivå", nn="Fagfelt og nivå", en="Fields and levels"),
    "hint_fields": texts(
        nb="Velg det smaleste som stemmer. Nærliggende felt blir funnet likevel. Fem på det meste; flere rader kommer "
        "når du har lagret.",
        nn="Vel det smalaste som stemmer. Nærliggjande felt blir funne likevel. Fem på det meste; fleire rader kjem "
        "når du har lagra.",
        en="Choose the narrowest that is right. Related fields are found all the same. Five at most; more rows come "
        "when you have saved.",
    ),
    "field_fields_field": texts(nb="Fagfelt", nn="Fagfelt", en="Field"),
    "field_fields_level": texts(nb="Nivå", nn="Nivå", en="Level"),
    "field_skills": texts(nb="Ferdigheter", nn="Ferdigheiter", en="Skills"),
    "hint_skills": texts(
        nb="Åpne et område og kryss av. 30 på det meste.",
        nn="Opne eit område og kryss av. 30 på det meste.",
        en="Open an area and tick. 30 at most.",
    ),
    "chosen": texts(nb="valgt", nn="valde", en="chosen"),
    "field_wanted_learning": texts(nb="Vil lære mer om", nn="Vil lære meir om", en="Wants to learn more about"),
    "field_languages": texts(nb="Språk du arbeider på", nn="Språk du arbeider på", en="Languages you work in"),
    "field_windows": texts(nb="Perioder du er ledig", nn="Periodar du er ledig", en="Periods when you are free"),
    "hint_windows": texts(
        nb="Skriv dagene slik: 1.3.2027. Et opphold tar to til tre måneder, så gi rom.",
        nn="Skriv dagane slik: 1.3.2027. Eit opphald tek to til tre månader, så gi rom.",
        en="Write the days like this: 1.3.2027. A stay takes two to three months, so give room.",
    ),
    "field_windows_start": texts(nb="Fra", nn="Frå", en="From"),
    "field_windows_end": texts(nb="Til og med", nn="Til og med", en="To (included)"),
    "field_percentage": texts(
        nb="Hvor stor del av stillingen, i prosent",
        nn="Kor stor del av stillinga, i prosent",
        en="How much of your position, in per cent",
    ),
    "field_county": texts(nb="Fylke", nn="Fylke", en="County"),
    "field_remote": texts(nb="Jeg kan arbeide på avstand", nn="Eg kan arbeide på avstand", en="I can work remotely"),
    "field_clearance": texts(nb="Sikkerhetsklarering", nn="Tryggingsklarering", en="Security clearance"),
    "field_named": texts(
        nb="Vis navnet mitt for alle fra begynnelsen",
        nn="Vis namnet mitt for alle frå byrjinga",
        en="Show my name to everybody from the beginning",
    ),
    "field_alerts": texts(
        nb="Si fra når et nytt behov passer meg",
        nn="Sei frå når eit nytt behov passar meg",
        en="Notify me when a new need fits me",
    ),
}
