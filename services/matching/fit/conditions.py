"""The hard conditions of matching, version 1: an expert is suggested only where all of them hold.

Skills are not among them: few people list theirs, and a filter by skills finds nobody.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from services.matching.fit.pairs import Pair
from services.scheme.months import last_day


class Condition(StrEnum):
    """Stable codes, in the order they are told."""

    NEED_OPEN = "need_open"
    ENDORSED = "endorsed"
    NOT_PAUSED = "not_paused"
    OWN_EMPLOYEE = "own_employee"
    FIELD = "field"
    WINDOW = "window"
    PERCENTAGE = "percentage"
    LANGUAGE = "language"
    PLACE = "place"
    CLEARANCE = "clearance"
    MAX_MONTHS = "max_months"
    MAX_PERCENTAGE = "max_percentage"
    ENDORSED_UNTIL = "endorsed_until"


def need_is_open(pair: Pair) -> bool:
    return pair.need.state == "open" and pair.need.filled < pair.need.places


def is_endorsed(pair: Pair) -> bool:
    until = pair.expert.endorsed_until
    return until is not None and until >= pair.on


def is_not_paused(pair: Pair) -> bool:
    return not pair.expert.paused


def works_elsewhere(pair: Pair) -> bool:
    return not pair.expert.belongs_to(pair.need.host)


def shares_a_field(pair: Pair) -> bool:
    """One required field that fits is enough (recommendation 5: the same field, not the same sector)."""
    return bool(pair.meetings)


def has_a_window(pair: Pair) -> bool:
    return bool(pair.starts)


def works_enough(pair: Pair) -> bool:
    return pair.expert.percentage >= pair.need.percentage


def speaks_the_languages(pair: Pair) -> bool:
    """Bokmål and nynorsk are one language to understand: who has either can work where the other is asked for."""
    known = {spoken(language) for language in pair.expert.languages}
    return known.issuperset(spoken(language) for language in pair.need.languages)


def spoken(language: str) -> str:
    """The language that is understood where this one is."""
    return "no" if language in {"nb", "nn"} else language


def can_be_there(pair: Pair) -> bool:
    expert, need = pair.expert, pair.need
    return need.remote or expert.remote or need.county is None or need.county == expert.county


def is_cleared(pair: Pair) -> bool:
    return pair.expert.clearance.covers(pair.need.clearance)


def is_lent_long_enough(pair: Pair) -> bool:
    limit = pair.expert.max_months
    return limit is None or pair.need.months <= limit


def is_lent_enough(pair: Pair) -> bool:
    limit = pair.expert.max_percentage
    return limit is None or pair.need.percentage <= limit


def endorsement_lasts(pair: Pair) -> bool:
    """True if the earliest possible stay ends within the endorsement. Without one, ENDORSED fails instead."""
    until = pair.expert.endorsed_until
    start = pair.earliest_start or date.fromordinal(pair.asked_starts.first)
    return until is None or last_day(start, months=pair.need.months) <= until


CONDITIONS: Mapping[Condition, Callable[[Pair], bool]] = {
    Condition.NEED_OPEN: need_is_open,
    Condition.ENDORSED: is_endorsed,
    Condition.NOT_PAUSED: is_not_paused,
    Condition.OWN_EMPLOYEE: works_elsewhere,
    Condition.FIELD: shares_a_field,
    Condition.WINDOW: has_a_window,
    Condition.PERCENTAGE: works_enough,
    Condition.LANGUAGE: speaks_the_languages,
    Condition.PLACE: can_be_there,
    Condition.CLEARANCE: is_cleared,
    Condition.MAX_MONTHS: is_lent_long_enough,
    Condition.MAX_PERCENTAGE: is_lent_enough,
    Condition.ENDORSED_UNTIL: endorsement_lasts,
}


def against(pair: Pair) -> tuple[Condition, ...]:
    """Every condition that fails. Empty for an expert who may be suggested."""
    return tuple(condition for condition, holds in CONDITIONS.items() if not holds(pair))
