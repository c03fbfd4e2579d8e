"""The words for codes: days, reasons, parties, decisions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.kit.language import Language, Texts, texts
from services.scheme.aspects import Aspect
from services.scheme.days import day_in_words, day_of
from services.scheme.doubts import Doubt
from services.scheme.parties import Party
from services.scheme.reasons import Reason

PARTIES: Mapping[str, Texts] = {
    Party.HOME: texts(nb="avgivende virksomhet", nn="avgjevande verksemd", en="the home agency"),
    Party.HOST: texts(nb="mottakende virksomhet", nn="mottakande verksemd", en="the host agency"),
    Party.EMPLOYEE: texts(nb="den ansatte", nn="den tilsette", en="the employee"),
}

DECISIONS: Mapping[str, Texts] = {
    "approve": texts(nb="ja", nn="ja", en="yes"),
    "reject": texts(nb="nei", nn="nei", en="no"),
}

_REFERENCE = texts(nb="Referanse: {}.", nn="Referanse: {}.", en="Reference: {}.")

OTHER_REASON = texts(nb="annet", nn="anna", en="other")

REASONS: Mapping[str, Texts] = {
    Reason.WORKLOAD: texts(nb="arbeidsmengde", nn="arbeidsmengd", en="workload"),
    Reason.NO_EMPLOYER_PERMISSION: texts(
        nb="arbeidsgiveren gir ikke tillatelse",
        nn="arbeidsgjevaren gjev ikkje løyve",
        en="the employer does not give permission",
    ),
    Reason.NOT_AVAILABLE: texts(nb="ikke tilgjengelig", nn="ikkje tilgjengeleg", en="not available"),
    Reason.PERSON_TAKEN: texts(
        nb="bundet av en annen hospitering", nn="bunden av ei anna hospitering", en="bound by another placement"
    ),
    Reason.REQUIREMENT_MISMATCH: texts(
        nb="passer ikke med kravene", nn="passar ikkje med krava", en="does not match the requirements"
    ),
    Reason.OTHER_CANDIDATE_SELECTED: texts(
        nb="en annen kandidat er valgt", nn="ein annan kandidat er vald", en="another candidate was selected"
    ),
    Reason.NO_LONGER_REQUIRED: texts(
        nb="behovet er ikke der lenger", nn="behovet er ikkje der lenger", en="no longer required"
    ),
    Reason.NO_CANDIDATE_FOUND: texts(
        nb="ingen kandidat ble funnet", nn="ingen kandidat vart funnen", en="no candidate was found"
    ),
    Reason.NO_RESPONSE: texts(nb="ikke svart", nn="ikkje svart", en="no response"),
    Reason.OWN_EMPLOYEE: texts(
        nb="ansatt i samme virksomhet", nn="tilsett i same verksemd", en="employed by the same agency"
    ),
    Reason.NO_SHOW: texts(nb="møtte ikke", nn="møtte ikkje", en="did not come"),
    Reason.PERSONAL: texts(nb="personlige grunner", nn="personlege grunnar", en="personal reasons"),
    Reason.OTHER: OTHER_REASON,
}

OUTCOMES: Mapping[str, Texts] = {
    **REASONS,
    "filled": texts(nb="behovet er dekket", nn="behovet er dekt", en="the need is filled"),
}

ASPECTS: Mapping[str, Texts] = {
    Aspect.DESCRIPTION: texts(nb="beskrivelse", nn="skildring", en="description"),
    Aspect.FIELDS: texts(nb="fagområder", nn="fagområde", en="fields"),
    Aspect.SKILLS: texts(nb="ferdigheter", nn="dugleikar", en="skills"),
    Aspect.LANGUAGES: texts(nb="språk", nn="språk", en="languages"),
    Aspect.DATES: texts(nb="oppstart", nn="oppstart", en="dates of the start"),
    Aspect.LENGTH: texts(nb="varighet", nn="lengd", en="length"),
    Aspect.PERCENTAGE: texts(nb="stillingsprosent", nn="stillingsprosent", en="percentage"),
    Aspect.PLACE: texts(nb="sted", nn="stad", en="place"),
    Aspect.PLACES: texts(nb="antall plasser", nn="talet på plassar", en="number of places"),
    Aspect.CLEARANCE: texts(nb="klarering", nn="klarering", en="clearance"),
}

DOUBTS: Mapping[str, Texts] = {
    Doubt.HOME_LEFT: texts(
        nb="den ansatte hører ikke lenger til avgivende virksomhet",
        nn="den tilsette høyrer ikkje lenger til avgjevande verksemd",
        en="the employee no longer belongs to the home agency",
    ),
    Doubt.HOST_JOINED: texts(
        nb="den ansatte hører nå til mottakende virksomhet",
        nn="den tilsette høyrer no til mottakande verksemd",
        en="the employee belongs to the host agency now",
    ),
    Doubt.BOOKED_TWICE: texts(
        nb="den ansatte hadde to kontoer, og har en annen hospitering på noen av de samme dagene",
        nn="den tilsette hadde to kontoar, og har ei anna hospitering på nokre av dei same dagane",
        en="the employee had two accounts, and has another stay on some of the same days",
    ),
}

AMENDMENTS: Mapping[str, Texts] = {
    "extension": texts(nb="forlengelse", nn="forlenging", en="extension"),
    "dates": texts(nb="andre datoer", nn="andre datoar", en="other dates"),
    "content": texts(nb="annet innhold", nn="anna innhald", en="other content"),
    "early_return": texts(nb="tidlig retur", nn="tidleg retur", en="early return"),
    "recall": texts(nb="tilbakekalling", nn="tilbakekalling", en="recall"),
    "no_show": texts(nb="ingen møtte", nn="ingen møtte", en="no-show"),
}

_MAY_BE_NEW = {"reason": REASONS, "outcome": OUTCOMES, "doubt": DOUBTS}  # a later version may have further codes
_NOT_STATED = texts(nb="ikke oppgitt", nn="ikkje oppgitt", en="not stated")


class Words(dict[str, str]):
    """A message's codes as words of a language. A code that the event did not have becomes "not stated"."""

    def __init__(self, params: Mapping[str, Any], language: Language) -> None:
        super().__init__({name: _word(name, value, language) for name, value in params.items()})
        self._language = language

    def __missing__(self, name: str) -> str:
        return _NOT_STATED[self._language]


def _word(name: str, value: Any, language: Language) -> str:
    if name in {"start", "end", "answer_by", "decide_by", "settle_by", "valid_until"}:
        return iso_in_words(value, language)
    if name == "changed":
        return ", ".join(ASPECTS.get(one, OTHER_REASON)[language] for one in value)
    if name in _MAY_BE_NEW:
        return _MAY_BE_NEW[name].get(value, OTHER_REASON)[language]
    tables = {"party": PARTIES, "decision": DECISIONS, "kind": AMENDMENTS}
    return tables[name][value][language] if name in tables else str(value)


def iso_in_words(value: str, language: Language) -> str:
    """An ISO date, or the day in Norway of an ISO moment, in words: "3. mai 2026", "3 May 2026"."""
    day = date.fromisoformat(value) if len(value) == len("2026-01-01") else day_of(datetime.fromisoformat(value))
    return day_in_words(day, language)


def with_reference(text: str, params: Mapping[str, Any], language: Language) -> str:
    """The text, and the reference of its candidacy or placement where it has one."""
    reference = params.get("reference")
    return text if reference is None else f"{text} {_REFERENCE[language].format(reference)}"
