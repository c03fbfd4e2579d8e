"""The texts that people read, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Codes, Texts, texts
from services.scheme.words import BODY_LEVELS, CLEARANCES, LANGUAGES, OUTCOMES, PERSPECTIVES, words
from vocabulary.faults import code_faults

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
    **{code: texts(**words) for code, words in code_faults().items()},
    "outside_county": texts(
        nb="ligger ikke i det fylket som står i county",
        nn="ligg ikkje i det fylket som står i county",
        en="is not in the county that county says",
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

CODES: Codes = {
    "body_level": BODY_LEVELS,
    "state": {
        "draft": words(nb="utkast", nn="utkast", en="draft"),
        "open": words(nb="åpent", nn="ope", en="open"),
        "on_hold": words(nb="på vent", nn="på vent", en="on hold"),
        "filled": words(nb="besatt", nn="fylt", en="filled"),
        "lapsed": words(nb="tar ikke flere", nn="tek ikkje fleire", en="takes nobody new"),
        "closed": words(nb="lukket", nn="lukka", en="closed"),
    },
    "verb": {
        "edit": words(nb="endre", nn="endre", en="edit"),
        "publish": words(nb="publiser", nn="publiser", en="publish"),
        "hold": words(nb="sett på vent", nn="set på vent", en="put on hold"),
        "resume": words(nb="åpne igjen", nn="opne att", en="open again"),
        "close": words(nb="lukk", nn="lukk", en="close"),
    },
    "outcome": OUTCOMES,
    "perspective": PERSPECTIVES,
    "clearance": CLEARANCES,
    "language": LANGUAGES,
}
