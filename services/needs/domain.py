"""Rules of needs: the life of a need, how long a stay may be, and when it is full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from services.kit.lists import Asked
from services.kit.state_machine import StateMachine
from services.scheme import reasons
from services.scheme.aspects import Aspect
from vocabulary.terms import TermGroup, field_term, skill_term, word_term
from vocabulary.words import words_in

LONGEST_KEY = 100  # signs of an external_id


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    LAPSED = "lapsed"  # takes nobody new; what is under way is decided in its own time
    CLOSED = "closed"


LIVE = tuple(state for state in State if state is not State.CLOSED)
BEFORE_START = (State.DRAFT, State.OPEN, State.ON_HOLD)  # they end with their last start
NOT_CLOSED = tuple(state for state in State if state is not State.CLOSED)
PUBLISHED = (State.OPEN, State.ON_HOLD, State.FILLED, State.LAPSED)

LIFE: StateMachine[State] = StateMachine(
    {
        ("publish", State.DRAFT): State.OPEN,
        ("hold", State.OPEN): State.ON_HOLD,
        ("resume", State.ON_HOLD): State.OPEN,
        ("fill", State.OPEN): State.FILLED,
        ("fill", State.LAPSED): State.FILLED,
        ("reopen", State.FILLED): State.OPEN,
        ("reopen", State.LAPSED): State.OPEN,
        ("lapse", State.OPEN): State.LAPSED,
        ("lapse", State.ON_HOLD): State.LAPSED,
        **{("close", state): State.CLOSED for state in LIVE},
        **{("edit", state): state for state in LIVE},
    },
    by_itself={"fill", "reopen", "lapse"},  # they follow from the count of places and from the calendar
)


class Phase(StrEnum):
    """How far a candidacy for a need has come that is not over. What ended before it began has no phase."""

    OPEN = "open"  # until all three agree
    AGREED = "agreed"
    BEGUN = "begun"  # for good, also where the stay is over


ASPECTS: Mapping[str, Aspect] = {
    "title": Aspect.DESCRIPTION,
    "description": Aspect.DESCRIPTION,
    "fields": Aspect.FIELDS,
    "must_skills": Aspect.SKILLS,
    "nice_skills": Aspect.SKILLS,
    "languages": Aspect.LANGUAGES,
    "earliest_start": Aspect.DATES,
    "latest_start": Aspect.DATES,
    "months": Aspect.LENGTH,
    "percentage": Aspect.PERCENTAGE,
    "county": Aspect.PLACE,
    "municipality": Aspect.PLACE,
    "remote": Aspect.PLACE,
    "places": Aspect.PLACES,
    "clearance": Aspect.CLEARANCE,
}


def changed_aspects(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Aspect]:
    """What an edit changes for applicants, in the order of `Aspect`. Keys and perspective are no concern of theirs."""
    changed = {aspect for name, aspect in ASPECTS.items() if before[name] != after[name]}
    return [aspect for aspect in Aspect if aspect in changed]


class Outcome(StrEnum):
    """Why a need was closed (DOMAIN: reason codes), or that it came to something."""

    FILLED = "filled"
    WORKLOAD = reasons.Reason.WORKLOAD
    REQUIREMENT_MISMATCH = reasons.Reason.REQUIREMENT_MISMATCH
    OTHER_CANDIDATE_SELECTED = reasons.Reason.OTHER_CANDIDATE_SELECTED
    NO_LONGER_REQUIRED = reasons.Reason.NO_LONGER_REQUIRED
    NO_CANDIDATE_FOUND = reasons.Reason.NO_CANDIDATE_FOUND
    NO_RESPONSE = reasons.Reason.NO_RESPONSE
    OTHER = reasons.Reason.OTHER


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """How many calendar months a stay may last, both ends included."""

    min_months: int
    max_months: int

    def allow(self, months: int) -> bool:
        return self.min_months <= months <= self.max_months


@dataclass(frozen=True, kw_only=True)
class Wanted(Asked):
    """Which needs a list is to show: every open one, or with `host_org` that body's in all states.

    Each of `groups` has to hold.
    """

    host_org: str | None = None
    external_id: str | None = None
    states: frozenset[str] | None = None
    county: str | None = None
    remote: bool | None = None
    percentage: int | None = None
    months: int | None = None
    level: str | None = None
    sector: str | None = None
    groups: tuple[TermGroup, ...] = ()


def terms_of(content: Mapping[str, Any]) -> frozenset[str]:
    """What a need is found by: its fields, its skills, and the words of its title and description."""
    skills = {*content["must_skills"], *content["nice_skills"]}
    words = words_in(f"{content['title']} {content['description']}")
    fields = {field_term(one["field"]) for one in content["fields"]}
    return frozenset({*fields, *map(skill_term, skills), *map(word_term, words)})


def due(state: State, *, filled: int, places: int, late: bool = False) -> Literal["fill", "reopen", "lapse"] | None:
    """The verb that the count of places and the calendar require now. On hold it waits for the need to be resumed.

    `late` is whether the last possible start has passed.
    """
    if state in {State.OPEN, State.LAPSED} and filled >= places:
        return "fill"
    if state is State.OPEN and late:
        return "lapse"
    if (state is State.LAPSED and not late) or (state is State.FILLED and filled < places):
        return "reopen"
    return None


def key_with_host(external_id: str, *, host_org: str) -> str | None:
    """A need's own key with its former host's number before it; None where that is too long for a key."""
    key = f"{host_org}:{external_id}"
    return key if len(key) <= LONGEST_KEY else None


def start_passed(latest_start: date, *, on: date) -> bool:
    """True where nobody can start in time any more. On the last day somebody still can."""
    return latest_start < on
