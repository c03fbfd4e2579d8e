"""What the routes of placements are given. Siblings are asked before the session's first statement."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import OwnDatabase, WriteSession, settings_of
from services.placements.access import permitted_parties
from services.placements.decisions.domain import Verdict
from services.placements.decisions.schemas import DecisionCreate
from services.placements.parties.dependencies import wanted_in_days
from services.placements.parties.domain import Wanted
from services.placements.peers import Peers, facts_of
from services.placements.placements.domain import LIVE, PlacementState
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.scheme.parties import Party

Lister = Annotated[Caller, Depends(caller_for("list_placements"))]
Reader = Annotated[Caller, Depends(caller_for("read_placement"))]
AnyParty = Annotated[Caller, Depends(caller_for("decide_placement", "cancel_placement"))]
AnyBody = Annotated[Caller, Depends(caller_for("settle_placement"))]
TermsEditor = Annotated[Caller, Depends(caller_for("update_terms"))]


async def peers_of(request: Request) -> Peers:
    peers: Peers = request.app.state.peers
    return peers


async def store_to_change(session: WriteSession) -> PlacementStore:
    return PlacementStore(session)


Siblings = Annotated[Peers, Depends(peers_of)]
Rules = Annotated[PlacementsSettings, Depends(settings_of)]
ChangedStore = Annotated[PlacementStore, Depends(store_to_change)]

Asked = Annotated[Wanted, Depends(wanted_in_days(PlacementState, LIVE))]


@dataclass(frozen=True, kw_only=True)
class VisiblePlacement:
    """A placement the caller may know of, and the parties the caller speaks for."""

    placement: Placement
    parties: Set[Party]


def decision_facts(
    placement_id: UUID, asked: DecisionCreate, grants: CurrentGrants, database: OwnDatabase, peers: Siblings
) -> Facts | None:
    """What pool and needs say about the expert and the need of a placement. They are not asked for a no."""
    if asked.decision is Verdict.REJECT:
        return None
    return current_facts(placement_id, grants, database, peers)


def current_facts(placement_id: UUID, grants: CurrentGrants, database: OwnDatabase, peers: Siblings) -> Facts:
    """What pool and needs say now about the expert and the need of a placement."""
    with database.read() as session:
        placement = _visible(PlacementStore(session).placements.get(placement_id), grants).placement
    return facts_of(peers, placement.expert_id, placement.need_id, absent=(ExpertNotAvailable(), NeedNotOpen()))


def locked_placement(placement_id: UUID, grants: CurrentGrants, store: ChangedStore) -> VisiblePlacement:
    """The placement, locked before its decisions are read. Raises NotFound also where the caller may not know of it."""
    return _visible(store.placements.get_locked(placement_id), grants)


def unchanged_placement(
    placement_id: UUID, grants: CurrentGrants, store: ChangedStore, expected: ExpectedVersion
) -> VisiblePlacement:
    """The placement, locked, where it is still the version that If-Match names."""
    current = locked_placement(placement_id, grants, store)
    refuse_stale(expected, current.placement.version)
    return current


def _visible(placement: Placement, grants: RouteGrants) -> VisiblePlacement:
    parties = permitted_parties(grants, placement, placement_id=placement.id)
    return VisiblePlacement(placement=placement, parties=parties)


DecisionFacts = Annotated[Facts | None, Depends(decision_facts)]
EditFacts = Annotated[Facts, Depends(current_facts)]
CurrentPlacement = Annotated[VisiblePlacement, Depends(locked_placement)]
UnchangedPlacement = Annotated[VisiblePlacement, Depends(unchanged_placement)]
