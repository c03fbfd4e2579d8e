"""The reasons why a pair fits, and why not, in the reader's language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from services.kit import context
from services.kit.language import Language, Texts
from services.matching.fit.conditions import Condition, against
from services.matching.fit.misses import NearestMiss
from services.matching.fit.pairs import Meeting, Pair
from services.matching.fit.scoring import slack
from services.matching.fit.states import NeedState
from services.matching.suggestions.schemas import Reason
from services.matching.texts.hints import CHANGES, NOTES
from services.matching.texts.suggestions import AGAINST, REASONS
from services.matching.texts.words import label, language_name, text_of
from services.scheme.days import day_in_words
from services.scheme.perspectives import Perspective
from vocabulary import load


def reasons_for(pair: Pair) -> list[Reason]:
    """What speaks for the pair, the heaviest factor first."""
    reasons = [*_fields(pair), *_skills(pair), *_start(pair), *_learning(pair), *_perspective(pair)]
    return [_reason(code, context.current().language, *facts.items()) for code, facts in reasons]


@lru_cache(maxsize=4096)  # the best of a list have most reasons in common
def _reason(code: str, language: Language, *facts: tuple[str, object]) -> Reason:
    return Reason(code=code, text=REASONS[code][language].format_map(dict(facts)))


def reasons_against(pair: Pair) -> list[Reason]:
    """Every condition that fails, with what would have to be different."""
    return [
        Reason(code=condition, text=_filled(AGAINST[condition], FACTS.get(condition, _no_facts)(pair)))
        for condition in against(pair)
    ]


def needed_changes(pair: Pair, miss: NearestMiss) -> list[Reason]:
    """What would have to change for the expert to qualify, in whole sentences."""
    until = pair.expert.paused_until
    notes: dict[str, Facts | None] = {
        "pause_over": {"day": _day(miss.start)} if miss.pause_over and until is not None else None,
        "pause_ended": {} if miss.pause_over and until is None else None,
        "later_start": {"day": _day(miss.start)} if miss.later_start else None,
        "longer_endorsement": {"day": _day(miss.endorsed_until)} if miss.endorsed_until else None,
    }
    return [Reason(code=code, text=_filled(CHANGES[code], facts)) for code, facts in notes.items() if facts is not None]


def oddities(need: NeedState, *, on: date) -> list[Reason]:
    """What is odd about a need: why nobody can fit it, or that it asks for something that no longer exists."""
    gone = [asked.field for asked in need.fields if asked.field not in load().concepts]
    notes: dict[str, Facts | None] = {
        "no_field": {} if not need.fields else None,
        "unknown_field": {"fields": ", ".join(gone)} if gone else None,
        "start_passed": {"day": _day(need.latest_start)} if need.latest_start < on else None,
        "starts_end_before_begin": {} if need.latest_start < need.earliest_start else None,
    }
    return [Reason(code=code, text=_filled(NOTES[code], facts)) for code, facts in notes.items() if facts is not None]


def place_not_told() -> Reason:
    return Reason(code="place_not_told", text=text_of(NOTES["place_not_told"]))


Facts = Mapping[str, object]
Coded = Iterator[tuple[str, Facts]]


def _fields(pair: Pair) -> Coded:
    for meeting in pair.meetings:
        code = "same_field" if meeting.known.field == meeting.asked.field else "near_field"
        yield code, _of(meeting) | {"level": meeting.known.level}
        if meeting.known.level < meeting.asked.level:
            yield "level_below", _of(meeting) | {"wanted": meeting.asked.level}


def _skills(pair: Pair) -> Coded:
    for code, asked in (("must_skills", pair.need.must_skills), ("nice_skills", pair.need.nice_skills)):
        held = [skill for skill in asked if skill in pair.expert.skills]
        if held:
            yield code, {"held": len(held), "asked": len(asked), "names": _labels(held)}


def _start(pair: Pair) -> Coded:
    if pair.earliest_start is not None:
        yield "start", {"day": _day(pair.earliest_start), "share": slack(pair) // 100}


def _learning(pair: Pair) -> Coded:
    if pair.learnt is not None:
        same = pair.learnt.known.field == pair.learnt.asked.field
        yield "learning" if same else "learning_near", _of(pair.learnt)


def _perspective(pair: Pair) -> Coded:
    if pair.need.perspective is not Perspective.NEUTRAL and pair.fits_perspective:
        yield pair.need.perspective.value, {}


def _of(meeting: Meeting) -> dict[str, object]:
    return {"known": label(meeting.known.field), "asked": label(meeting.asked.field)}


def _no_facts(_pair: Pair) -> Facts:
    return {}


def _window(pair: Pair) -> Facts:
    first, last = pair.need.earliest_start, pair.need.latest_start
    return {"months": pair.need.months, "first": _day(first), "last": _day(last)}


def _missing_languages(pair: Pair) -> Facts:
    missing = [code for code in pair.need.languages if code not in pair.expert.languages]
    return {"missing": ", ".join(language_name(code, context.current().language) for code in missing)}


FACTS: Mapping[Condition, Callable[[Pair], Facts]] = {
    Condition.FIELD: lambda pair: {"fields": _labels(asked.field for asked in pair.need.fields)},
    Condition.WINDOW: _window,
    Condition.PERCENTAGE: lambda pair: {"limit": pair.expert.percentage, "asked": pair.need.percentage},
    Condition.LANGUAGE: _missing_languages,
    # no number of the home agency: it gives its people equal ones in one sitting, so they would show who are colleagues
    Condition.MAX_MONTHS: lambda pair: {"asked": pair.need.months},
    Condition.MAX_PERCENTAGE: lambda pair: {"asked": pair.need.percentage},
}


def _filled(texts: Texts, facts: Facts) -> str:
    return text_of(texts).format_map(facts)


def _day(value: date | None) -> str:
    return "" if value is None else day_in_words(value, context.current().language)


def _labels(ids: Iterable[str]) -> str:
    return ", ".join(label(entry_id) for entry_id in ids)
