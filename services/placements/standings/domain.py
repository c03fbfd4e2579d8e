"""The facts that pool and needs give about an expert and a need, and what a step requires of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.terms.domain import Endorsement


@dataclass(frozen=True, kw_only=True)
class ExpertFacts:
    """An expert at this moment, as pool says."""

    expert_id: UUID
    person_id: str
    home_org: str
    state: str
    version: int
    windows: Sequence[tuple[date, date]]  # the days they offer, both ends included
    percentage: int
    endorsement: Endorsement | None


@dataclass(frozen=True, kw_only=True)
class NeedFacts:
    """A need at this moment, as needs says."""

    need_id: UUID
    host_org: str
    state: str
    version: int
    places: int
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None
    remote: bool


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The expert and the need of one candidacy or placement."""

    expert: ExpertFacts
    need: NeedFacts

    @property
    def person_id(self) -> str:
        return self.expert.person_id

    @property
    def home_org(self) -> str:
        return self.expert.home_org

    @property
    def host_org(self) -> str:
        return self.need.host_org


STILL_WANTED = frozenset({"open", "on_hold", "filled", "lapsed"})
TAKES_CANDIDATES = frozenset({"open"})
TAKES_OFFERS = frozenset({"open", "filled", "lapsed"})  # to those who are candidates: a free place is looked for
STILL_ENDORSED = frozenset({"available", "paused"})  # before that a profile exists for its own agency only


def endorsement_of(expert: ExpertFacts, *, on: date, states: Collection[str]) -> Endorsement:
    """The endorsement of an expert in one of `states`. Raises ExpertNotAvailable without a live one."""
    if expert.state not in states or expert.endorsement is None or expert.endorsement.until < on:
        raise ExpertNotAvailable()
    return expert.endorsement


def refuse_unwanted(need: NeedFacts, *, states: Collection[str]) -> None:
    """Raises NeedNotOpen for a need that is in none of `states`."""
    if need.state not in states:
        raise NeedNotOpen()
