"""What the pages of a placement say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from services.web.placements.act_texts import ACTS

_HISTORY: Mapping[str, Texts] = {
    "proposed": texts(nb="Foreslått", nn="Føreslått", en="Proposed"),
    "agreed": texts(nb="Avtalt: alle tre har sagt ja", nn="Avtalt: alle tre har sagt ja", en="Agreed by all three"),
    "rejected": texts(nb="Avslått", nn="Avslått", en="Rejected"),
    "expired": texts(nb="Fristen gikk ut", nn="Fristen gjekk ut", en="The deadline passed"),
    "cancelled": texts(nb="Avlyst", nn="Avlyst", en="Cancelled"),
    "started": texts(nb="Begynte", nn="Byrja", en="Began"),
    "completed": texts(nb="Fullført", nn="Fullført", en="Completed"),
    "ended_early": texts(nb="Avsluttet før tiden", nn="Avslutta før tida", en="Ended early"),
    "terms_changed": texts(nb="Vilkårene ble endret", nn="Vilkåra vart endra", en="The terms were changed"),
    "updated": texts(nb="Kontaktene ble endret", nn="Kontaktane vart endra", en="The contacts were changed"),
    "terms_proposed": texts(
        nb="Andre vilkår ble foreslått", nn="Andre vilkår vart føreslått", en="Other terms were proposed"
    ),
    "terms_declined": texts(
        nb="Andre vilkår ble avslått", nn="Andre vilkår vart avslått", en="Other terms were declined"
    ),
    "terms_withdrawn": texts(nb="Forslaget ble trukket", nn="Forslaget vart trekt", en="The proposal was taken back"),
    "settled": texts(nb="Bekreftet av begge", nn="Stadfesta av begge", en="Confirmed by both"),
    "doubted": texts(nb="I tvil", nn="I tvil", en="In doubt"),
    "passed_on": texts(nb="Virksomheten ble avløst", nn="Verksemda vart avløyst", en="Passed on to another body"),
}

WORDS: Mapping[str, Texts] = {
    **ACTS,
    **{f"history_{verb}": text for verb, text in _HISTORY.items()},
    "placement_title": texts(nb="Hospitering", nn="Hospitering", en="Placement"),
    "amendment_title": texts(nb="Endring", nn="Endring", en="Change"),
    "reference": texts(nb="Sak", nn="Sak", en="Case"),
    "employee": texts(nb="Ansatt", nn="Tilsett", en="Employee"),
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "home": texts(nb="Fra", nn="Frå", en="From"),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "when": texts(nb="Tid", nn="Tid", en="When"),
    "decide_by": texts(nb="Svar innen", nn="Svar innan", en="Answer by"),
    "ended_on": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "note": texts(nb="Merknad", nn="Merknad", en="Note"),
    "home_contact": texts(nb="Kontakt hos avgiver", nn="Kontakt hos avgjevar", en="Contact at the home agency"),
    "host_contact": texts(nb="Kontakt hos mottaker", nn="Kontakt hos mottakar", en="Contact at the host"),
    "notice": texts(nb="Varsel ved tidlig slutt", nn="Varsel ved tidleg slutt", en="Notice of an early end"),
    "days": texts(nb="dager", nn="dagar", en="days"),
    "in_doubt": texts(
        nb="Det er i tvil om hospiteringen går som avtalt",
        nn="Det er i tvil om hospiteringa går som avtalt",
        en="It is in doubt whether the placement goes on as agreed",
    ),
    "not_all": texts(
        nb="Noen opplysninger mangler akkurat nå. Last siden på nytt om litt.",
        nn="Nokre opplysningar manglar akkurat no. Last sida på nytt om litt.",
        en="Some details are missing right now. Reload the page in a moment.",
    ),
    "your_answer": texts(nb="Svaret ditt", nn="Svaret ditt", en="Your answer"),
    "your_answer_waits": texts(
        nb="Les vilkårene nedenfor. Så kan du svare.",
        nn="Les vilkåra nedanfor. Så kan du svare.",
        en="Read the terms below. Then you can answer.",
    ),
    "answer_now": texts(nb="Til svaret ditt", nn="Til svaret ditt", en="To your answer"),
    "answers": texts(nb="Hvem har svart", nn="Kven har svart", en="Who has answered"),
    "waits": texts(nb="venter på svar", nn="ventar på svar", en="waiting for an answer"),
    "no_answer": texts(nb="ikke svart", nn="ikkje svart", en="no answer"),
    "party": texts(nb="Part", nn="Part", en="Party"),
    "answer": texts(nb="Svar", nn="Svar", en="Answer"),
    "terms": texts(nb="Vilkår", nn="Vilkår", en="Terms"),
    "status": texts(nb="Status", nn="Status", en="Status"),
    "version_of": texts(nb="vilkår nr. {}", nn="vilkår nr. {}", en="terms no. {}"),
    "term": texts(nb="Vilkår", nn="Vilkår", en="Term"),
    "as_now": texts(nb="Slik det står nå", nn="Slik det står no", en="As it stands"),
    "as_offered": texts(nb="Slik det ble tilbudt", nn="Slik det vart tilbode", en="As it was offered"),
    "as_endorsed": texts(nb="Anbefalt", nn="Tilrådd", en="Endorsed"),
    "until_months": texts(nb="til {}, i {} måneder", nn="til {}, i {} månader", en="until {}, for {} months"),
    "at_most": texts(nb="høyst {}", nn="høgst {}", en="{} at most"),
    "within": texts(
        nb="Innenfor det avgivende virksomhet har anbefalt",
        nn="Innanfor det avgjevande verksemd har tilrådd",
        en="Within what the home agency endorsed",
    ),
    "not_within": texts(
        nb="Går ut over det avgivende virksomhet har anbefalt",
        nn="Går ut over det avgjevande verksemd har tilrådd",
        en="Goes beyond what the home agency endorsed",
    ),
    "no_deviations": texts(
        nb="Vilkårene er som den ansatte tilbyr og behovet ber om.",
        nn="Vilkåra er som den tilsette tilbyr og behovet ber om.",
        en="The terms are as the employee offers and the need asks for.",
    ),
    "deviations": texts(
        nb="Vilkårene avviker på disse punktene",
        nn="Vilkåra avvik på desse punkta",
        en="The terms deviate in these points",
    ),
    "offered_before": texts(nb="I tilbudet: {}", nn="I tilbodet: {}", en="In the offer: {}"),
    "other_terms": texts(
        nb="Den ansatte foreslår andre vilkår",
        nn="Den tilsette føreslår andre vilkår",
        en="The employee proposes other terms",
    ),
    "amendments": texts(nb="Endringer", nn="Endringar", en="Changes"),
    "no_amendments": texts(
        nb="Ingen har bedt om å endre noe.", nn="Ingen har bede om å endre noko.", en="Nobody asked to change anything."
    ),
    "asked_by": texts(nb="Bedt om av", nn="Bede om av", en="Asked for by"),
    "asked_at": texts(nb="Bedt om", nn="Bede om", en="Asked for"),
    "differences": texts(nb="Det som blir annerledes", nn="Det som blir annleis", en="What will be otherwise"),
    "now": texts(nb="Nå", nn="No", en="Now"),
    "then": texts(nb="Med endringen", nn="Med endringa", en="With the change"),
    "stay_with_it": texts(nb="Hospiteringen med endringen", nn="Hospiteringa med endringa", en="The stay with it"),
    "to_placement": texts(nb="Til hospiteringen", nn="Til hospiteringa", en="To the placement"),
    "to_stays": texts(nb="Alle hospiteringer", nn="Alle hospiteringar", en="All placements"),
    "to_expert": texts(nb="Profilen til den ansatte", nn="Profilen til den tilsette", en="The employee's profile"),
    "see_change": texts(nb="Se endringen, og svar", nn="Sjå endringa, og svar", en="See the change, and answer"),
    "waits_change": texts(
        nb="En endring venter på svar", nn="Ei endring ventar på svar", en="A change waits for answers"
    ),
    "acts": texts(nb="Hva du kan gjøre", nn="Kva du kan gjere", en="What you can do"),
    "history": texts(nb="Historikk", nn="Historikk", en="History"),
    "field_start": texts(nb="Første dag", nn="Første dag", en="First day"),
    "field_end": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "field_last_day": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "field_percentage": texts(nb="Prosent av full stilling", nn="Prosent av full stilling", en="Per cent of full time"),
    "field_place": texts(nb="Sted", nn="Stad", en="Place"),
    "field_tasks": texts(nb="Oppgaver", nn="Oppgåver", en="Tasks"),
    "field_unit": texts(nb="Enhet", nn="Eining", en="Unit"),
    "field_learning_goals": texts(nb="Læringsmål", nn="Læringsmål", en="Learning goals"),
    "field_payer": texts(nb="Hvem betaler lønn", nn="Kven betaler løn", en="Who pays the salary"),
    "field_employer": texts(nb="Hvem er arbeidsgiver", nn="Kven er arbeidsgjevar", en="Who is the employer"),
    "field_home_contact": texts(
        nb="Kontakt hos avgivende virksomhet", nn="Kontakt hos avgjevande verksemd", en="Contact at the home agency"
    ),
    "field_host_contact": texts(
        nb="Kontakt hos mottakende virksomhet", nn="Kontakt hos mottakande verksemd", en="Contact at the host agency"
    ),
    "field_reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "field_note": texts(nb="Merknad til de andre", nn="Merknad til dei andre", en="Note to the others"),
}
