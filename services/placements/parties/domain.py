"""The three parties, the reasons they give, and which of them somebody speaks for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from services.kit.lists import Asked
from services.scheme.parties import Party


class Pair(Protocol):
    """An expert of one body and a need of another: a candidacy, a placement, or the two asked for."""

    @property
    def person_id(self) -> str: ...

    @property
    def home_org(self) -> str: ...

    @property
    def host_org(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """What a coordinator let somebody else do: decide one placement, once, in the name of `org`."""

    id: UUID
    placement_id: UUID
    org: str | None
    let_by: str


@dataclass(frozen=True, kw_only=True)
class Affiliation:
    """Whom somebody speaks for: themselves, a body as home agency, a body as host.

    With a `delegation` they speak for its body, in that one placement, and for nobody else.
    """

    person_id: str
    home_org: str | None
    host_org: str | None
    delegation: Delegation | None = None

    @property
    def coordinates(self) -> bool:
        """True for a coordinator: only they speak for a home agency."""
        return self.home_org is not None

    @property
    def people(self) -> frozenset[str]:
        """The people whose say their decision is."""
        return people_behind(self.person_id, self.delegation.let_by if self.delegation else None)


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who writes terms or decides on them, through which client; by whose `delegation`, and when, if not now."""

    sub: str
    client_id: str
    delegation: Delegation | None = None
    at: datetime | None = None

    @property
    def let_by(self) -> str | None:
        """The coordinator who let them decide."""
        return self.delegation.let_by if self.delegation else None

    @property
    def people(self) -> frozenset[str]:
        """The people whose say their decision is."""
        return people_behind(self.sub, self.let_by)


class ListSide(StrEnum):
    """As which of the parties a reader lists."""

    MINE = "mine"
    HOME = "home"
    HOST = "host"


@dataclass(frozen=True, kw_only=True)
class Wanted(Asked):
    """Which of the candidacies or placements that concern a reader a list shows. None leaves nothing out."""

    states: frozenset[str] | None = None
    need_id: UUID | None = None
    expert_id: UUID | None = None
    sides: frozenset[ListSide] | None = None
    shortlisted: bool = False  # only what the reader's body has on its shortlist, as host


EVERYTHING = Wanted()


def people_behind(sub: str, let_by: str | None) -> frozenset[str]:
    """The people whose say a decision is: who decides, and the coordinator who let them."""
    return frozenset({sub, let_by or sub})


def parties_of(speaker: Affiliation, pair: Pair, *, placement_id: UUID | None = None) -> frozenset[Party]:
    """The parties of `pair` that somebody speaks for. `placement_id` is given where the pair is a placement's."""
    if speaker.delegation is not None:
        return _delegated_parties(speaker.delegation, pair, placement_id=placement_id)
    belongs = {
        Party.EMPLOYEE: speaker.person_id == pair.person_id,
        Party.HOME: speaker.home_org == pair.home_org,
        Party.HOST: speaker.host_org == pair.host_org,
    }
    return frozenset(party for party, holds in belongs.items() if holds)


def _delegated_parties(delegation: Delegation, pair: Pair, *, placement_id: UUID | None) -> frozenset[Party]:
    if placement_id != delegation.placement_id:
        return frozenset()
    bodies = {Party.HOME: pair.home_org, Party.HOST: pair.host_org}
    return frozenset(party for party, body in bodies.items() if body == delegation.org)
