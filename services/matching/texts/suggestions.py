"""The texts of reasons, conditions and factors; placeholders are filled with labels, days and numbers."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from services.matching.fit.conditions import Condition
from services.matching.fit.scoring import Factor

REASONS: Mapping[str, Texts] = {
    "same_field": texts(
        nb="Har fagfeltet behovet ber om: {known} (nivå {level} av 3).",
        nn="Har fagfeltet behovet ber om: {known} (nivå {level} av 3).",
        en="Has the professional field the need asks for: {known} (level {level} of 3).",
    ),
    "near_field": texts(
        nb="Har et fagfelt som ligger nær {asked}: {known} (nivå {level} av 3).",
        nn="Har eit fagfelt som ligg nær {asked}: {known} (nivå {level} av 3).",
        en="Has a professional field close to {asked}: {known} (level {level} of 3).",
    ),
    "level_below": texts(
        nb="Behovet ber om nivå {wanted} i {asked}; det er høyere enn det fagpersonen har.",
        nn="Behovet ber om nivå {wanted} i {asked}; det er høgare enn det fagpersonen har.",
        en="The need asks for level {wanted} in {asked}; that is higher than the expert has.",
    ),
    "must_skills": texts(
        nb="Har {held} av {asked} ferdigheter som trengs: {names}.",
        nn="Har {held} av {asked} ferdigheiter som trengst: {names}.",
        en="Has {held} of {asked} skills that are needed: {names}.",
    ),
    "nice_skills": texts(
        nb="Har {held} av {asked} ferdigheter som er en fordel: {names}.",
        nn="Har {held} av {asked} ferdigheiter som er ein fordel: {names}.",
        en="Has {held} of {asked} skills that are a plus: {names}.",
    ),
    "start": texts(
        nb="Kan tidligst begynne {day}; {share} % av de mulige startdagene passer.",
        nn="Kan tidlegast byrje {day}; {share} % av dei moglege startdagane passar.",
        en="Can begin on {day} at the earliest; {share}% of the possible start days suit.",
    ),
    "learning": texts(
        nb="Ønsker å lære mer om {known}, som behovet handler om.",
        nn="Ønskjer å lære meir om {known}, som behovet handlar om.",
        en="Wants to learn more about {known}, which the need is about.",
    ),
    "learning_near": texts(
        nb="Ønsker å lære mer om {known}, som ligger nær {asked}.",
        nn="Ønskjer å lære meir om {known}, som ligg nær {asked}.",
        en="Wants to learn more about {known}, which is close to {asked}.",
    ),
    "other_sector": texts(
        nb="Avgivende og mottakende virksomhet er i ulike sektorer, som behovet ønsker.",
        nn="Avgivande og mottakande verksemd er i ulike sektorar, som behovet ønskjer.",
        en="The home and the host agency are in different sectors, as the need wishes.",
    ),
    "peer": texts(
        nb="Avgivende og mottakende virksomhet er av samme slag, som behovet ønsker.",
        nn="Avgivande og mottakande verksemd er av same slag, som behovet ønskjer.",
        en="The home and the host agency are of the same kind, as the need wishes.",
    ),
}

AGAINST: Mapping[Condition, Texts] = {
    Condition.NEED_OPEN: texts(
        nb="Behovet er ikke åpent nå.",
        nn="Behovet er ikkje ope no.",
        en="The need is not open now.",
    ),
    Condition.ENDORSED: texts(
        nb="Fagpersonen har ingen gyldig anbefaling fra arbeidsgiveren sin.",
        nn="Fagpersonen har inga gyldig tilråding frå arbeidsgivaren sin.",
        en="The expert has no valid endorsement from their employer.",
    ),
    Condition.NOT_PAUSED: texts(
        nb="Fagpersonen har satt profilen sin på pause.",
        nn="Fagpersonen har sett profilen sin på pause.",
        en="The expert has paused their profile.",
    ),
    Condition.OWN_EMPLOYEE: texts(
        nb="Fagpersonen er allerede ansatt i virksomheten som har behovet.",
        nn="Fagpersonen er alt tilsett i verksemda som har behovet.",
        en="The expert is already employed by the agency that has the need.",
    ),
    Condition.FIELD: texts(
        nb="Ingen av fagfeltene til fagpersonen ligger nær det behovet ber om: {fields}.",
        nn="Ingen av fagfelta til fagpersonen ligg nær det behovet ber om: {fields}.",
        en="None of the expert's professional fields is close to what the need asks for: {fields}.",
    ),
    Condition.WINDOW: texts(
        nb="Fagpersonen er ikke ledig i {months} måneder i strekk med start mellom {first} og {last}.",
        nn="Fagpersonen er ikkje ledig i {months} månader i strekk med start mellom {first} og {last}.",
        en="The expert is not free for {months} months in a row starting between {first} and {last}.",
    ),
    Condition.PERCENTAGE: texts(
        nb="Fagpersonen kan arbeide inntil {limit} %; behovet er {asked} %.",
        nn="Fagpersonen kan arbeide inntil {limit} %; behovet er {asked} %.",
        en="The expert can work up to {limit}%; the need is {asked}%.",
    ),
    Condition.LANGUAGE: texts(
        nb="Fagpersonen har ikke oppgitt språk som behovet ber om: {missing}.",
        nn="Fagpersonen har ikkje oppgitt språk som behovet ber om: {missing}.",
        en="The expert has not listed languages the need asks for: {missing}.",
    ),
    Condition.PLACE: texts(
        nb="Arbeidet skal gjøres på stedet, og fagpersonen holder ikke til i fylket.",
        nn="Arbeidet skal gjerast på staden, og fagpersonen held ikkje til i fylket.",
        en="The work is done on site, and the expert is not based in the county.",
    ),
    Condition.CLEARANCE: texts(
        nb="Fagpersonen har ikke sikkerhetsklareringen som behovet krever.",
        nn="Fagpersonen har ikkje tryggleiksklareringa som behovet krev.",
        en="The expert does not have the security clearance the need requires.",
    ),
    Condition.MAX_MONTHS: texts(
        nb="Arbeidsgiveren låner ikke ut for så lenge som behovet varer: {asked} md.",
        nn="Arbeidsgivaren låner ikkje ut for så lenge som behovet varer: {asked} md.",
        en="The employer does not lend for as long as the need lasts: {asked} mo.",
    ),
    Condition.MAX_PERCENTAGE: texts(
        nb="Arbeidsgiveren låner ikke ut så stor del av en stilling som behovet ber om: {asked} %.",
        nn="Arbeidsgivaren låner ikkje ut så stor del av ei stilling som behovet ber om: {asked} %.",
        en="The employer does not lend as much of a position as the need asks for: {asked}%.",
    ),
    Condition.ENDORSED_UNTIL: texts(
        nb="Anbefalingen fra arbeidsgiveren gjelder ikke så lenge som oppholdet ville vare.",
        nn="Tilrådinga frå arbeidsgivaren gjeld ikkje så lenge som opphaldet ville vare.",
        en="The employer's endorsement does not last as long as the stay would.",
    ),
}

FACTORS: Mapping[Factor, Texts] = {
    Factor.FIELD: texts(
        nb="Fagfelt og nivå: hvor nær det behovet ber om. Hvert nivå under trekker en tredel. Halvparten teller det "
        "feltet som passer best, halvparten snittet av alle feltene i behovet.",
        nn="Fagfelt og nivå: kor nær det behovet ber om. Kvart nivå under trekkjer ein tredel. Halvparten tel det "
        "feltet som passar best, halvparten snittet av alle felta i behovet.",
        en="Professional field and level: how close to what the need asks for. Each level below costs a third. Half "
        "is the field that fits best, half the average over all fields of the need.",
    ),
    Factor.MUST_SKILLS: texts(
        nb="Hvor stor del av ferdighetene som trengs, fagpersonen har oppgitt.",
        nn="Kor stor del av ferdigheitene som trengst, fagpersonen har oppgitt.",
        en="The share of the skills that are needed which the expert has listed.",
    ),
    Factor.NICE_SKILLS: texts(
        nb="Hvor stor del av ferdighetene som er en fordel, fagpersonen har oppgitt.",
        nn="Kor stor del av ferdigheitene som er ein fordel, fagpersonen har oppgitt.",
        en="The share of the skills that are a plus which the expert has listed.",
    ),
    Factor.SLACK: texts(
        nb="Hvor stor del av de mulige startdagene som passer fagpersonen.",
        nn="Kor stor del av dei moglege startdagane som passar fagpersonen.",
        en="The share of the possible start days that suit the expert.",
    ),
    Factor.LEARNING: texts(
        nb="Hvor nær behovet ligger det fagpersonen ønsker å lære mer om.",
        nn="Kor nær behovet ligg det fagpersonen ønskjer å lære meir om.",
        en="How close the need is to what the expert wants to learn more about.",
    ),
    Factor.PERSPECTIVE: texts(
        nb="Om virksomhetene er i ulike sektorer, eller av samme slag, der behovet ber om det. Ellers teller sektor "
        "ikke.",
        nn="Om verksemdene er i ulike sektorar, eller av same slag, der behovet ber om det. Elles tel ikkje sektor.",
        en="Whether the agencies are in different sectors, or of the same kind, where the need asks for it. Otherwise "
        "sector does not count.",
    ),
}
