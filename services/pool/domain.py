"""Rules of the pool: the life of a profile, what others may see of it, and what it is found by."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from services.kit.lists import Asked
from services.kit.state_machine import StateMachine
from services.scheme import reasons
from services.scheme.privacy import are_many, are_many_bodies
from vocabulary.terms import TermGroup, field_term, skill_term, word_term
from vocabulary.words import words_in

Kind = tuple[str, str]  # level and sector of a body


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    AVAILABLE = "available"
    PAUSED = "paused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


LIVE = tuple(state for state in State if state is not State.WITHDRAWN)
ENDORSED = (State.AVAILABLE, State.PAUSED)

LIFE: StateMachine[State] = StateMachine(
    {
        ("submit", State.DRAFT): State.SUBMITTED,
        ("submit", State.RETURNED): State.SUBMITTED,
        ("endorse", State.SUBMITTED): State.AVAILABLE,
        ("return", State.SUBMITTED): State.RETURNED,
        ("lapse", State.SUBMITTED): State.RETURNED,
        ("pause", State.AVAILABLE): State.PAUSED,
        ("resume", State.PAUSED): State.AVAILABLE,
        ("prolong", State.AVAILABLE): State.AVAILABLE,
        ("prolong", State.PAUSED): State.PAUSED,
        ("revoke", State.AVAILABLE): State.SUBMITTED,
        ("revoke", State.PAUSED): State.SUBMITTED,
        ("expire", State.AVAILABLE): State.EXPIRED,
        ("expire", State.PAUSED): State.EXPIRED,
        ("renew", State.EXPIRED): State.SUBMITTED,
        **{("withdraw", state): State.WITHDRAWN for state in LIVE},
        **{("edit", state): state for state in LIVE},
    },
    by_itself={"expire", "lapse"},
)


LEFT_ALONE = (State.DRAFT, State.RETURNED, State.EXPIRED)  # they wait for the expert
WARNED_BEFORE = (60, 14)  # days before an endorsement ends on which both sides are told


def next_warning(until: date, *, after: date) -> date | None:
    """The next day to warn of the end of an endorsement; None where all have passed."""
    days = [until - timedelta(days=before) for before in WARNED_BEFORE]
    return min((day for day in days if day > after), default=None)


class Reason(StrEnum):
    """Why something was declined, returned, paused or ended (DOMAIN: reason codes)."""

    WORKLOAD = reasons.Reason.WORKLOAD
    NO_EMPLOYER_PERMISSION = reasons.Reason.NO_EMPLOYER_PERMISSION
    NOT_AVAILABLE = reasons.Reason.NOT_AVAILABLE
    REQUIREMENT_MISMATCH = reasons.Reason.REQUIREMENT_MISMATCH
    NO_LONGER_REQUIRED = reasons.Reason.NO_LONGER_REQUIRED
    NO_RESPONSE = reasons.Reason.NO_RESPONSE
    PERSONAL = reasons.Reason.PERSONAL
    OTHER = reasons.Reason.OTHER


class WaitingFor(StrEnum):
    """Whose move it is before the profile can be seen."""

    EXPERT = "expert"
    HOME_COORDINATOR = "home_coordinator"
    HOME_AGENCY = "home_agency_without_coordinator"


def waiting_for(state: State, *, home_has_coordinator: bool) -> WaitingFor | None:
    """Whose move it is. None where the profile waits for nobody."""
    if state in {State.DRAFT, State.RETURNED, State.EXPIRED}:
        return WaitingFor.EXPERT
    if state is State.SUBMITTED:
        return WaitingFor.HOME_COORDINATOR if home_has_coordinator else WaitingFor.HOME_AGENCY
    return None


@dataclass(frozen=True, kw_only=True)
class Alike:
    """How many experts share a county and a field, and of how many bodies; none of them of the asker's body."""

    experts: int = 0
    bodies: int = 0


def shown_county(county: str | None, *, alike: Sequence[Alike]) -> str | None:
    """The county as others see it. It is hidden where one of the fields has too few experts there."""
    return county if alike and all(are_many(experts=each.experts, bodies=each.bodies) for each in alike) else None


def shown_kind(level: str, sector: str, *, bodies: Mapping[Kind, int]) -> tuple[str | None, str | None]:
    """Level and sector of the home agency as others see them. Both are hidden where too few `bodies` share them."""
    return (level, sector) if are_many_bodies(bodies.get((level, sector), 0)) else (None, None)


def kinds_shown_anew(before: Mapping[Kind, int], after: Mapping[Kind, int]) -> Set[Kind]:
    """The kinds that began or ceased to be shown when these numbers of bodies changed."""
    kinds = before.keys() | after.keys()
    return {kind for kind in kinds if shown_kind(*kind, bodies=before) != shown_kind(*kind, bodies=after)}


def language_term(code: str) -> str:
    return f"language:{code}"


def county_term(code: str) -> str:
    return f"county:{code}"


def remote_term(*, remote: bool) -> str:
    return f"remote:{str(remote).lower()}"


def level_term(code: str) -> str:
    return f"level:{code}"


def sector_term(code: str) -> str:
    return f"sector:{code}"


def own_field_term(code: str) -> str:
    """For the home agency's list, which has profiles in every state."""
    return f"own-field:{code}"


def own_skill_term(code: str) -> str:
    return f"own-skill:{code}"


def is_of_available(term: str) -> bool:
    """Whether it is the term that each available expert has, and nobody else."""
    return term.startswith("remote:")


def terms_of(expert: Mapping[str, Any], *, level: str | None, sector: str | None) -> set[str]:
    """All that an expert is found by. Others find who is available, by no level or sector that they are not shown."""
    own = {own_field_term(one["field"]) for one in expert["fields"]} | {own_skill_term(one) for one in expert["skills"]}
    own |= {word_term(word) for word in words_in(expert["title"])}
    return own | set(_public_terms(expert, level, sector)) if expert["state"] == State.AVAILABLE else own


def _public_terms(expert: Mapping[str, Any], level: str | None, sector: str | None) -> Iterator[str]:
    yield from (field_term(one["field"]) for one in expert["fields"])
    yield from (skill_term(one) for one in expert["skills"])
    yield from (language_term(one) for one in expert["languages"])
    yield remote_term(remote=expert["remote"])
    if expert["county"] is not None:
        yield county_term(expert["county"])
    if level is not None and sector is not None:
        yield level_term(level)
        yield sector_term(sector)


def whole_months(start: date, end: date) -> int:
    """How many months there are from the first day to the last, both included."""
    after = end + timedelta(days=1) if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - 1 if after.day < start.day else months


Group = tuple[str, ...]  # terms of which one is enough


@dataclass(frozen=True, kw_only=True)
class Browsed:
    """Which experts a requester asks for. Each group of terms has to hold; the first one finds them."""

    groups: tuple[Group, ...] = ()
    county: str | None = None
    percentage: int | None = None
    months: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class AtHome(Asked):
    """Which of its own profiles a body asks for."""

    states: frozenset[str] | None = None
    groups: tuple[TermGroup, ...] = ()
