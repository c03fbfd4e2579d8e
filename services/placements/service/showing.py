"""Shows candidacies and placements as each of the three parties may see them."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from services.kit.access import Caller, Role
from services.kit.tokens import OneDecision
from services.placements.domain import (
    CandidacyState,
    Party,
    PlacementState,
    legal_for_candidacy,
    legal_for_placement,
    people_of,
    waiting_for,
)
from services.placements.models import Candidacy, Decision, Placement
from services.placements.repository import Concern, Store
from services.placements.schemas import CandidacyRead, PlacementRead

_DECIDING = ("approve", "reject")


class Pair(Protocol):
    """An expert of one body and a need of another: a candidacy, a placement, or the two asked for."""

    @property
    def person_id(self) -> str: ...

    @property
    def home_org(self) -> str: ...

    @property
    def host_org(self) -> str: ...


def parties_of(caller: Caller, pair: Pair) -> frozenset[Party]:
    """The parties a caller belongs to. The home agency is its coordinators; the host, those who post its needs.

    Whoever may decide once belongs to their body's party, of that one placement and of nothing else.
    """
    if caller.decision is not None:
        return _party_decided_for(caller.org, pair) if _is_named(caller.decision, pair) else frozenset()
    belongs = {
        Party.EMPLOYEE: caller.sub == pair.person_id,
        Party.HOME: caller.org == pair.home_org and Role.COORDINATOR in caller.roles,
        Party.HOST: caller.org == pair.host_org and Role.REQUESTER in caller.roles,
    }
    return frozenset(party for party, holds in belongs.items() if holds)


def _is_named(decision: OneDecision, pair: Pair) -> bool:
    return isinstance(pair, Placement) and pair.id == decision.placement


def _party_decided_for(orgnr: str | None, pair: Pair) -> frozenset[Party]:
    bodies = {Party.HOME: pair.home_org, Party.HOST: pair.host_org}
    return frozenset(party for party, body in bodies.items() if body == orgnr)


def concern_of(caller: Caller) -> Concern:
    """Whose lists a caller is given, by the same rule."""
    home = caller.org if Role.COORDINATOR in caller.roles else None
    host = caller.org if Role.REQUESTER in caller.roles else None
    return Concern(person_id=caller.sub, home_org=home, host_org=host)


def show_candidacy(store: Store, caller: Caller, candidacy: Candidacy) -> CandidacyRead:
    return show_candidacies(store, caller, [candidacy])[0]


def show_candidacies(store: Store, caller: Caller, candidacies: Sequence[Candidacy]) -> list[CandidacyRead]:
    ids = [candidacy.id for candidacy in candidacies]
    seats, placements = store.bookings.seats_of(ids), store.placements.ids_of(ids)
    shown = []
    for candidacy in candidacies:
        parties = parties_of(caller, candidacy)
        legal = legal_for_candidacy(CandidacyState(candidacy.state), parties)
        seat_no, placement_id = seats.get(candidacy.id), placements.get(candidacy.id)
        shown.append(
            CandidacyRead.of(candidacy, parties=parties, seat_no=seat_no, placement_id=placement_id, legal=legal)
        )
    return shown


def show_placement(store: Store, caller: Caller, placement: Placement) -> PlacementRead:
    return show_placements(store, caller, [placement])[0]


def show_placements(store: Store, caller: Caller, placements: Sequence[Placement]) -> list[PlacementRead]:
    by_placement = attrgetter("placement_id")
    found = sorted(store.placements.list_decisions([placement.id for placement in placements]), key=by_placement)
    decisions = {key: list(group) for key, group in groupby(found, key=by_placement)}
    return [_shown(caller, placement, decisions.get(placement.id, [])) for placement in placements]


def _shown(caller: Caller, placement: Placement, decisions: list[Decision]) -> PlacementRead:
    state, parties = PlacementState(placement.state), parties_of(caller, placement)
    waiting = waiting_for([row.decided() for row in decisions], terms_version=placement.terms_version)
    if state is not PlacementState.PROPOSED:
        waiting = []
    legal = legal_for_placement(state, parties)
    if not may_decide(caller, parties, placement, decisions):
        legal = [verb for verb in legal if verb not in _DECIDING]
    if caller.decision is not None:
        legal = [verb for verb in legal if verb in _DECIDING]
    return PlacementRead.of(placement, decisions=decisions, waiting_for=waiting, legal=legal)


def may_decide(caller: Caller, parties: frozenset[Party], placement: Placement, decisions: Sequence[Decision]) -> bool:
    """Whether the caller is entitled to decide, and neither they nor their party has on these terms."""
    entitled = Party.EMPLOYEE in parties or Role.COORDINATOR in caller.roles
    people = people_of(caller.sub, caller.decision.by if caller.decision else None)
    if caller.decision is not None:
        used = {row.delegation_id for row in decisions}
        entitled = placement.person_id not in people and caller.decision.delegation not in used
    party = Party.EMPLOYEE if Party.EMPLOYEE in parties else next(iter(parties), None)
    current = [row for row in decisions if row.terms_version == placement.terms_version]
    return entitled and not any(row.party == party or row.decided().people & people for row in current)
