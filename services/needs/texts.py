"""The texts that people read, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from vocabulary.counties import load_counties
from vocabulary.municipalities import load_municipalities

PROBLEMS: Mapping[str, Texts] = {
    "external-id-taken": texts(
        nb="Virksomheten har allerede et behov med denne external_id. Finn det med GET /v1/needs?external_id=, "
        "eller bruk en annen nøkkel.",
        nn="Verksemda har alt eit behov med denne external_id. Finn det med GET /v1/needs?external_id=, "
        "eller bruk ein annan nøkkel.",
        en="Your agency has a need with this external_id already. Find it by GET /v1/needs?external_id=, "
        "or use another key.",
    ),
    "length-outside-limits": texts(
        nb="Oppholdet får feil lengde. Ordningen gjelder opphold på {min_months} til {max_months} måneder; "
        "rett months.",
        nn="Opphaldet får feil lengd. Ordninga gjeld opphald på {min_months} til {max_months} månader; rett months.",
        en="The stay has the wrong length. The scheme is for stays of {min_months} to {max_months} months; "
        "correct months.",
    ),
    "places-taken": texts(
        nb="Så få plasser går ikke. Det er allerede inngått {filled} avtaler; places kan ikke være lavere.",
        nn="Så få plassar går ikkje. Det er alt inngått {filled} avtalar; places kan ikkje vere lågare.",
        en="There cannot be so few places. The number agreed already is {filled}; places cannot be lower.",
    ),
    "start-passed": texts(
        nb="Siste mulige oppstart er passert. Sett latest_start til i dag eller senere.",
        nn="Siste moglege oppstart er passert. Set latest_start til i dag eller seinare.",
        en="The last possible start has passed. Set latest_start to today or later.",
    ),
}

FAULTS: Mapping[str, Texts] = {
    "unknown_county": texts(
        nb="er ikke et fylke; se /pool/v1/counties",
        nn="er ikkje eit fylke; sjå /pool/v1/counties",
        en="is not a county; see /pool/v1/counties",
    ),
    **{
        f"unknown_county:{former.id}": texts(
            nb=f"er ikke lenger et fylke; bruk {' eller '.join(former.successors)}, se /pool/v1/counties",
            nn=f"er ikkje lenger eit fylke; bruk {' eller '.join(former.successors)}, sjå /pool/v1/counties",
            en=f"is a county no more; use {' or '.join(former.successors)}, see /pool/v1/counties",
        )
        for former in load_counties().former
    },
    "unknown_municipality": texts(
        nb="er ikke nummeret til en kommune; se /needs/v1/municipalities",
        nn="er ikkje nummeret til ein kommune; sjå /needs/v1/municipalities",
        en="is not the number of a municipality; see /needs/v1/municipalities",
    ),
    **{
        f"unknown_municipality:{former.id}": texts(
            nb=f"er ikke lenger i bruk; bruk {' eller '.join(former.successors)}, se /needs/v1/municipalities",
            nn=f"er ikkje lenger i bruk; bruk {' eller '.join(former.successors)}, sjå /needs/v1/municipalities",
            en=f"is not in use any more; use {' or '.join(former.successors)}, see /needs/v1/municipalities",
        )
        for former in load_municipalities().former.values()
    },
    "outside_county": texts(
        nb="ligger ikke i det fylket som står i county",
        nn="ligg ikkje i det fylket som står i county",
        en="is not in the county that county says",
    ),
    "unknown_professional_field": texts(
        nb="er ikke et fagfelt vi har; se /pool/v1/fields",
        nn="er ikkje eit fagfelt vi har; sjå /pool/v1/fields",
        en="is not a professional field we have; see /pool/v1/fields",
    ),
    "unknown_skill": texts(
        nb="er ikke en ferdighet vi har; se /pool/v1/fields",
        nn="er ikkje ein ferdigheit vi har; sjå /pool/v1/fields",
        en="is not a skill we have; see /pool/v1/fields",
    ),
    "repeated": texts(nb="har samme verdi to ganger", nn="har same verdi to gonger", en="has the same value twice"),
    "before_earliest_start": texts(
        nb="er før earliest_start", nn="er før earliest_start", en="is before earliest_start"
    ),
    "past": texts(nb="er fortid", nn="er fortid", en="is in the past"),
    "fewer_than_filled": texts(
        nb="er færre enn de som er avtalt", nn="er færre enn dei som er avtalte", en="is fewer than are agreed"
    ),
}
