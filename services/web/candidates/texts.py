"""What pages of candidates say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from services.web.needs.texts import FACTS

_LIST: Mapping[str, Texts] = {
    "title": texts(nb="Kandidater", nn="Kandidatar", en="Candidates"),
    "see_need": texts(nb="Se hele behovet", nn="Sjå heile behovet", en="See the whole need"),
    "suggested": texts(nb="Forslag fra poolen", nn="Framlegg frå poolen", en="Suggested from the pool"),
    "fit_of": texts(nb="passer, av {} vurderte.", nn="passar, av {} vurderte.", en="fit, of {} considered."),
    "you_decide": texts(
        nb="Lista er et forslag. Du bestemmer hvem som inviteres.",
        nn="Lista er eit framlegg. Du avgjer kven som blir invitert.",
        en="The list is a suggestion. You decide whom to invite.",
    ),
    "nobody_fits": texts(
        nb="Ingen av {} vurderte passer nå. Under ser du hva som holder dem ute; løsne på et krav, eller vent: nye "
        "kommer til.",
        nn="Ingen av {} vurderte passar no. Under ser du kva som held dei ute; løys på eit krav, eller vent: nye kjem "
        "til.",
        en="None of {} considered fit now. See below what keeps them out; relax a condition, or wait: others join.",
    ),
    "not_open": texts(
        nb="Behovet er ikke åpent nå ({}), så ingen foreslås.",
        nn="Behovet er ikkje ope no ({}), så ingen blir foreslått.",
        en="The need is not open now ({}), so nobody is suggested.",
    ),
    "under_way": texts(nb="I gang", nn="I gang", en="Under way"),
    "case": texts(nb="sak", nn="sak", en="case"),
    "somebody": texts(nb="Fagperson", nn="Fagperson", en="Expert"),
    "last_changed": texts(nb="Sist endret", nn="Sist endra", en="Last changed"),
    "not_all": texts(
        nb="Noen opplysninger mangler akkurat nå. Last siden på nytt om litt.",
        nn="Nokre opplysningar manglar akkurat no. Last sida på nytt om litt.",
        en="Some details are missing right now. Reload the page in a moment.",
    ),
    "level": texts(nb="nivå", nn="nivå", en="level"),
    "fields_and_skills": texts(nb="Fagfelt og ferdigheter", nn="Fagfelt og ferdigheiter", en="Fields and skills"),
    "comes_from": texts(nb="Kommer fra", nn="Kjem frå", en="Comes from"),
    "works_up_to": texts(nb="Kan arbeide inntil", nn="Kan arbeide inntil", en="Can work up to"),
    "lives": texts(nb="Holder til", nn="Held til", en="Is based in"),
    "works_remotely": texts(nb="kan arbeide på avstand", nn="kan arbeide på avstand", en="can work remotely"),
    "not_shown": texts(nb="Fylket vises ikke", nn="Fylket blir ikkje vist", en="County not shown"),
    "wants_to_learn": texts(nb="Ønsker å lære", nn="Ønskjer å lære", en="Wants to learn"),
    "invite": texts(nb="Inviter med tilbud", nn="Inviter med tilbod", en="Invite with an offer"),
    "said_invited": texts(
        nb="Invitasjonen er sendt. Du får en melding når det kommer svar.",
        nn="Invitasjonen er send. Du får ei melding når det kjem svar.",
        en="The invitation is sent. You are notified of the answer.",
    ),
}

_DRAWN: Mapping[str, Texts] = {
    "of_what_is_asked": texts(nb="av det behovet ber om", nn="av det behovet ber om", en="of what the need asks for"),
    "consists_of": texts(nb="Hva treffet består av", nn="Kva treffet er sett saman av", en="What the match is made of"),
    "when_it_suits": texts(nb="Når det passer", nn="Når det passar", en="When it suits"),
    "of": texts(nb="{} av {}", nn="{} av {}", en="{} of {}"),
    "available": texts(nb="Tilgjengelig", nn="Tilgjengeleg", en="Available"),
    "earliest_stay": texts(
        nb="Opphold på {} måneder, tidligst fra",
        nn="Opphald på {} månader, tidlegast frå",
        en="{} months, earliest from",
    ),
    "short_months": texts(
        nb="jan feb mar apr mai jun jul aug sep okt nov des",
        nn="jan feb mar apr mai jun jul aug sep okt nov des",
        en="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    "how_computed": texts(nb="Slik regnes det ut", nn="Slik blir det rekna ut", en="How it is computed"),
    "points_of": texts(nb="Poeng for {}", nn="Poeng for {}", en="Points of {}"),
    "factor": texts(nb="Hva som teller", nn="Kva som tel", en="What counts"),
    "got": texts(nb="Poeng", nn="Poeng", en="Points"),
    "at_most": texts(nb="Av inntil", nn="Av inntil", en="Of up to"),
    "formula": texts(
        nb="Prosenten er poengene lagt sammen, delt på det de kunne vært til sammen. Bare det behovet ber om, teller. "
        "Kjønn, alder, bakgrunn, helse og fritekst teller aldri.",
        nn="Prosenten er poenga lagt saman, delt på det dei kunne vore til saman. Berre det behovet ber om, tel. "
        "Kjønn, alder, bakgrunn, helse og fritekst tel aldri.",
        en="The percentage is the points added up, of what they could be in all. Only what the need asks for counts. "
        "Sex, age, background, health and free text never count.",
    ),
}

_CONDITIONS: Mapping[str, Texts] = {
    "keeps_out": texts(nb="Hva som holder andre ute", nn="Kva som held andre ute", en="What keeps others out"),
    "to_relax": texts(
        nb="Løsner du på et krav, kan flere passe.",
        nn="Løyser du på eit krav, kan fleire passe.",
        en="If you relax a condition, more may fit.",
    ),
    "conditions": texts(nb="Krav i behovet", nn="Krav i behovet", en="Conditions of the need"),
    "condition": texts(nb="Krav", nn="Krav", en="Condition"),
    "excluded": texts(nb="Holder ute", nn="Held ute", en="Keeps out"),
    "without_it": texts(nb="Flere uten det", nn="Fleire utan det", en="More without it"),
    "few": texts(nb="få", nn="få", en="few"),
    "in_steps": texts(
        nb="Tallene går i trinn på {}, og bare når det gjelder tre virksomheter eller flere.",
        nn="Tala går i steg på {}, og berre når det gjeld tre verksemder eller fleire.",
        en="The numbers go in steps of {}, and tell of three bodies or more.",
    ),
    "nothing_keeps_out": texts(
        nb="Ingen enkeltkrav holder så mange ute at det kan vises.",
        nn="Ingen enkeltkrav held så mange ute at det kan visast.",
        en="No single condition keeps out so many that it can be shown.",
    ),
    "change_need": texts(nb="Endre behovet", nn="Endre behovet", en="Change the need"),
}

_COMPARED: Mapping[str, Texts] = {
    "compare": texts(nb="Sammenlign de valgte", nn="Samanlikn dei valde", en="Compare the chosen"),
    "compare_one": texts(nb="Velg til sammenligning", nn="Vel til samanlikning", en="Choose to compare"),
    "compare_hint": texts(
        nb="Kryss av for to til fire under.", nn="Kryss av for to til fire under.", en="Tick two to four below."
    ),
    "choose_two_to_four": texts(
        nb="Velg to til fire kandidater å sammenligne.",
        nn="Vel to til fire kandidatar å samanlikne.",
        en="Choose two to four candidates to compare.",
    ),
    "side_by_side": texts(nb="Side om side", nn="Side om side", en="Side by side"),
    "side_by_side_is": texts(
        nb="Det behovet ber om, og det kandidatene har",
        nn="Det behovet ber om, og det kandidatane har",
        en="What the need asks for, and what the candidates have",
    ),
    "fits": texts(nb="Treff", nn="Treff", en="Match"),
    "reasons": texts(nb="Grunner", nn="Grunnar", en="Reasons"),
    "contact": texts(nb="Kontakt", nn="Kontakt", en="Contact"),
    "not_contacted": texts(nb="Ikke kontaktet", nn="Ikkje kontakta", en="Not contacted"),
    "all_candidates": texts(nb="Til alle kandidater", nn="Til alle kandidatar", en="To all candidates"),
}

_SHORTLIST: Mapping[str, Texts] = {
    "on_shortlist": texts(nb="På kortlista", nn="På kortlista", en="On the shortlist"),
    "to_shortlist": texts(nb="Sett på kortlista", nn="Set på kortlista", en="Put on the shortlist"),
    "change_note": texts(nb="Endre notatet", nn="Endre notatet", en="Change the note"),
    "off_shortlist": texts(nb="Ta av kortlista", nn="Ta av kortlista", en="Take off the shortlist"),
    "shortlist_title": texts(nb="Kortliste, sak", nn="Kortliste, sak", en="Shortlist, case"),
    "on_shortlist_since": texts(nb="På kortlista siden", nn="På kortlista sidan", en="On the shortlist since"),
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "state": texts(nb="Status", nn="Status", en="State"),
    "field_note": texts(nb="Notat", nn="Notat", en="Note"),
    "note_is_private": texts(
        nb="Bare virksomheten din ser kortlista og notatet. Notatet slettes når du tar kandidaten av lista, og når "
        "saken er over. Kandidaten har rett til innsyn, så skriv det du kan stå for.",
        nn="Berre verksemda di ser kortlista og notatet. Notatet blir sletta når du tek kandidaten av lista, og når "
        "saka er over. Kandidaten har rett til innsyn, så skriv det du kan stå for.",
        en="Only your body sees the shortlist and the note. The note is erased when you take the candidate off, and "
        "when the case is over. The candidate has a right of access, so write what you can answer for.",
    ),
    "said_shortlisted": texts(nb="Satt på kortlista.", nn="Sett på kortlista.", en="Put on the shortlist."),
    "said_unlisted": texts(
        nb="Tatt av kortlista. Notatet er slettet.", nn="Teken av kortlista. Notatet er sletta.", en="Taken off."
    ),
}

_INVITATION: Mapping[str, Texts] = {
    "who": texts(nb="Hvem", nn="Kven", en="Who"),
    "not_among": texts(
        nb="Er ikke blant kandidatene nå, men kan spørres likevel.",
        nn="Er ikkje blant kandidatane no, men kan spørjast likevel.",
        en="Is not among the candidates now, but can be asked all the same.",
    ),
    "invitation_is": texts(
        nb="Invitasjonen har et tilbud som den ansatte kan si ja til med en gang. Så må begge arbeidsgiverne si ja. "
        "Ingenting er sendt før du har sett over det.",
        nn="Invitasjonen har eit tilbod som den tilsette kan seie ja til med ein gong. Så må begge arbeidsgivarane "
        "seie ja. Ingenting er sendt før du har sett over det.",
        en="The invitation has an offer that the employee can accept at once. Then both employers have to agree. "
        "Nothing is sent before you have looked it over.",
    ),
    "for_need": texts(nb="Til behovet", nn="Til behovet", en="For the need"),
    "the_offer": texts(nb="Tilbudet", nn="Tilbodet", en="The offer"),
    "field_offer": texts(nb="Tilbudet", nn="Tilbodet", en="The offer"),
    "field_offer_start": texts(nb="Første dag", nn="Første dag", en="First day"),
    "field_offer_end": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "field_offer_percentage": texts(nb="Stillingsprosent", nn="Stillingsprosent", en="Percentage of a full position"),
    "field_offer_place": texts(nb="Arbeidssted", nn="Arbeidsstad", en="Place of work"),
    "by_remote": texts(nb="På avstand", nn="På avstand", en="Remotely"),
    "field_offer_tasks": texts(nb="Oppgaver", nn="Oppgåver", en="Tasks"),
    "field_offer_unit": texts(nb="Avdeling", nn="Avdeling", en="Unit"),
    "field_offer_learning_goals": texts(nb="Læringsmål", nn="Læringsmål", en="Learning goals"),
    "field_message": texts(nb="Melding til kandidaten", nn="Melding til kandidaten", en="Message to the candidate"),
    "hint_message": texts(
        nb="Hvorfor du inviterer nettopp denne. Skriv ikke navn på andre.",
        nn="Kvifor du inviterer nettopp denne. Skriv ikkje namn på andre.",
        en="Why you invite this one. Name nobody else.",
    ),
    "field_answer_by": texts(nb="Svarfrist", nn="Svarfrist", en="Answer by"),
    "hint_answer_by": texts(
        nb="Slik: 1.3.2027. Uten frist her er den om to uker.",
        nn="Slik: 1.3.2027. Utan frist her er han om to veker.",
        en="Like this: 1.3.2027. Two weeks from now where left out.",
    ),
    "in_two_weeks": texts(nb="Om to uker", nn="Om to veker", en="In two weeks"),
    "look_over": texts(nb="Se over før sending", nn="Sjå over før sending", en="Look it over before sending"),
    "look_over_title": texts(nb="Se over invitasjonen", nn="Sjå over invitasjonen", en="Look over the invitation"),
    "pays": texts(nb="Lønn", nn="Løn", en="Salary"),
    "home_pays": texts(
        nb="Arbeidsgiveren betaler lønnen som før, med mindre reglene der sier noe annet. Ansettelsen består.",
        nn="Arbeidsgivaren betaler løna som før, med mindre reglane der seier noko anna. Tilsetjinga står ved lag.",
        en="The employer goes on paying, unless its policy says otherwise. The employment stands.",
    ),
    "sending_is": texts(
        nb="Kandidaten får dette, med navnet på virksomheten din. Du kan trekke invitasjonen til den er besvart.",
        nn="Kandidaten får dette, med namnet på verksemda di. Du kan trekkje invitasjonen til han er svara på.",
        en="The candidate gets this, with the name of your body. You can withdraw it until it is answered.",
    ),
    "send_invitation": texts(nb="Send invitasjonen", nn="Send invitasjonen", en="Send the invitation"),
    "change": texts(nb="Endre", nn="Endre", en="Change"),
    "differs_start": texts(
        nb="Første dag er utenfor behovets oppstart.",
        nn="Første dag er utanfor oppstarten i behovet.",
        en="The first day is outside the need's start.",
    ),
    "differs_length": texts(
        nb="Oppholdet har en annen lengde enn behovet.",
        nn="Opphaldet har ei anna lengd enn behovet.",
        en="The stay has another length than the need.",
    ),
    "differs_percentage": texts(
        nb="Stillingsprosenten er en annen enn behovets.",
        nn="Stillingsprosenten er ein annan enn i behovet.",
        en="The percentage is another than the need's.",
    ),
    "differs_available": texts(
        nb="Kandidaten er ikke tilgjengelig i hele perioden.",
        nn="Kandidaten er ikkje tilgjengeleg i heile perioden.",
        en="The candidate is not available all the time.",
    ),
}

WORDS: Mapping[str, Texts] = {
    **FACTS,
    **_LIST,
    **_DRAWN,
    **_CONDITIONS,
    **_COMPARED,
    **_SHORTLIST,
    **_INVITATION,
}
