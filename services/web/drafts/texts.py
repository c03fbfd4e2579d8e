"""What the form of a need says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

_FIELDS: Mapping[str, Texts] = {
    "field_title": texts(nb="Tittel", nn="Tittel", en="Title"),
    "hint_title": texts(
        nb="Hva skal gjøres? Den vises for alle.", nn="Kva skal gjerast? Han blir vist for alle.", en="Shown to all."
    ),
    "field_description": texts(nb="Beskrivelse", nn="Skildring", en="Description"),
    "hint_description": texts(
        nb="Prosjektet, oppgavene, og hva en som kommer, kan lære. Skriv ikke navn på personer.",
        nn="Prosjektet, oppgåvene, og kva ein som kjem, kan lære. Skriv ikkje namn på personar.",
        en="The project, the tasks, and what somebody who comes can learn. Write no person's name.",
    ),
    "field_fields": texts(nb="Fagfelt", nn="Fagfelt", en="Professional fields"),
    "hint_fields": texts(
        nb="Begynn å skrive, på norsk eller engelsk, og velg. Den som har ett av feltene, eller et som ligger nær, "
        "kan passe.",
        nn="Byrj å skrive, på norsk eller engelsk, og vel. Den som har eitt av felta, eller eit som ligg nær, kan "
        "passe.",
        en="Begin to write, in Norwegian or English, and choose. Whoever has one of the fields, or one close to it, "
        "may fit.",
    ),
    "level_1": texts(nb="1: har arbeidet med det", nn="1: har arbeidd med det", en="1: has worked with it"),
    "level_2": texts(nb="2: selvstendig", nn="2: sjølvstendig", en="2: independently"),
    "level_3": texts(nb="3: leder andre i det", nn="3: leier andre i det", en="3: leads others in it"),
    "field_fields_field": texts(nb="Fagfelt", nn="Fagfelt", en="Field"),
    "field_fields_level": texts(nb="Nivå", nn="Nivå", en="Level"),
    "legend_must_skills": texts(
        nb="Ferdigheter som trengs", nn="Ferdigheiter som trengst", en="Skills that are needed"
    ),
    "legend_nice_skills": texts(
        nb="Ferdigheter som er en fordel", nn="Ferdigheiter som er ein fordel", en="Skills that are a plus"
    ),
    "field_must_skills": texts(nb="Trengs", nn="Trengst", en="Needed"),
    "field_nice_skills": texts(nb="Fordel", nn="Fordel", en="Plus"),
    "field_earliest_start": texts(nb="Tidligste oppstart", nn="Tidlegaste oppstart", en="Earliest start"),
    "field_latest_start": texts(nb="Seneste oppstart", nn="Seinaste oppstart", en="Latest start"),
    "field_months": texts(nb="Antall måneder", nn="Talet på månader", en="Number of months"),
    "hint_months": texts(
        nb="Ordningen gjelder to til tre måneder.", nn="Ordninga gjeld to til tre månader.", en="Two or three."
    ),
    "field_percentage": texts(nb="Stillingsprosent", nn="Stillingsprosent", en="Percentage of a full position"),
    "hint_percentage": texts(nb="Slik: 80", nn="Slik: 80", en="Like this: 80"),
    "field_remote": texts(
        nb="Arbeidet kan gjøres på avstand", nn="Arbeidet kan gjerast på avstand", en="The work can be done remotely"
    ),
    "field_municipality": texts(nb="Kommune", nn="Kommune", en="Municipality"),
    "field_county": texts(nb="Fylke", nn="Fylke", en="County"),
    "hint_county": texts(
        nb="Trengs ikke når kommunen er valgt.",
        nn="Trengst ikkje når kommunen er vald.",
        en="Follows the municipality.",
    ),
    "field_languages": texts(nb="Språk som trengs", nn="Språk som trengst", en="Languages that are needed"),
    "field_places": texts(nb="Hvor mange trenger dere?", nn="Kor mange treng de?", en="How many do you need?"),
    "field_clearance": texts(nb="Sikkerhetsklarering", nn="Tryggleiksklarering", en="Security clearance"),
    "field_perspective": texts(
        nb="Hvilken sektor kandidaten kommer fra",
        nn="Kva sektor kandidaten kjem frå",
        en="Which sector the candidate is from",
    ),
    "field_external_id": texts(nb="Deres egen nøkkel", nn="Dykkar eigen nøkkel", en="Your own key"),
    "hint_external_id": texts(
        nb="Som et saksnummer. Bare dere ser den.", nn="Som eit saksnummer. Berre de ser han.", en="Only you see it."
    ),
}

_FIT: Mapping[str, Texts] = {
    "see_fit": texts(nb="Se hvor mange som passer", nn="Sjå kor mange som passar", en="See how many fit"),
    "would_fit": texts(nb="Minst {} ville passe", nn="Minst {} ville passe", en="At least {} would fit"),
    "few_fit": texts(
        nb="For få passer til at antallet vises", nn="For få passar til at talet blir vist", en="Too few fit to tell"
    ),
    "considered": texts(
        nb="Minst {} i andre virksomheter er vurdert.",
        nn="Minst {} i andre verksemder er vurderte.",
        en="Of {} or more.",
    ),
    "in_steps": texts(
        nb="Tallene går i trinn på {}, og bare når det gjelder tre virksomheter eller flere. Ingenting er lagret.",
        nn="Tala går i steg på {}, og berre når det gjeld tre verksemder eller fleire. Ingenting er lagra.",
        en="The numbers go in steps of {}, and tell of three bodies or more. Nothing has been saved.",
    ),
    "relax": texts(
        nb="Minst {} flere ville passe uten dette kravet:",
        nn="Minst {} fleire ville passe utan dette kravet:",
        en="At least {} more would fit without this condition:",
    ),
    "keeps_out": texts(nb="Hva som holder andre ute", nn="Kva som held andre ute", en="What keeps others out"),
    "condition": texts(nb="Krav", nn="Krav", en="Condition"),
    "excluded": texts(nb="Holder ute", nn="Held ute", en="Keeps out"),
    "without_it": texts(nb="Flere uten det", nn="Fleire utan det", en="More without it"),
    "few": texts(nb="få", nn="få", en="few"),
    "nothing_keeps_out": texts(
        nb="Ingen enkeltkrav holder så mange ute at det kan vises.",
        nn="Ingen enkeltkrav held så mange ute at det kan visast.",
        en="No single condition keeps out so many that it can be shown.",
    ),
}

WORDS: Mapping[str, Texts] = {
    **_FIELDS,
    **_FIT,
    "new_title": texts(nb="Nytt behov", nn="Nytt behov", en="New need"),
    "edit_title": texts(nb="Endre behov", nn="Endre behov", en="Change a need"),
    "more_rows": texts(nb="Flere felt å fylle ut", nn="Fleire felt å fylle ut", en="More rows to fill in"),
    "save_draft": texts(nb="Lagre som utkast", nn="Lagre som utkast", en="Save as a draft"),
    "on_to_publish": texts(
        nb="Lagre, og se over før publisering",
        nn="Lagre, og sjå over før publisering",
        en="Save, and review before publishing",
    ),
    "candidates_are_told": texts(
        nb="Behovet er publisert. De som er kandidater, får vite hva du endrer.",
        nn="Behovet er publisert. Dei som er kandidatar, får vite kva du endrar.",
        en="The need is published. Those who are candidates are told what you change.",
    ),
}
