"""What the routes of stays are given. Siblings are asked before the session's first statement."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.lists import Order
from services.kit.web.list_parameters import Ids, Live, OrderBy, States, asked_of, states_of
from services.kit.web.session import OwnDatabase
from services.placements.access import author_of, offer_decides, permitted_parties
from services.placements.amendments.domain import BINDING, LIVE, AmendmentState, WantedAmendments
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import AmendmentCreate
from services.placements.decisions.domain import Verdict
from services.placements.decisions.schemas import DecisionCreate
from services.placements.peers import Peers, facts_of
from services.placements.placements.dependencies import ChangedStore, Siblings
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.standings.domain import ExpertFacts, Facts
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.stays.service.actor import Actor
from services.scheme.parties import Party


async def wanted_amendments(
    *, ids: Ids = None, state: States = None, is_open: Live = None, order: OrderBy = None
) -> WantedAmendments:
    """Which amendments of a stay are asked for."""
    asked = asked_of(orders=(Order.OLDEST, Order.NEWEST), order=order, ids=ids, updated_since=None)
    states = states_of(state, is_open, kind=AmendmentState, live=LIVE)
    return WantedAmendments(order=asked.order, ids=asked.ids, states=states)


AskedAmendments = Annotated[WantedAmendments, Depends(wanted_amendments)]
Reader = Annotated[Caller, Depends(caller_for("list_amendments", "read_amendment"))]
AnyParty = Annotated[Caller, Depends(caller_for("propose_amendment", "decide_amendment", "withdraw_amendment"))]


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A locked placement, and who asks for something about it."""

    placement: Placement
    actor: Actor


@dataclass(frozen=True, kw_only=True)
class AmendedStay(Stay):
    """A stay with one of its amendments, both locked."""

    amendment: Amendment


def proposal_facts(
    placement_id: UUID, asked: AmendmentCreate, grants: CurrentGrants, database: OwnDatabase, peers: Siblings
) -> Facts | None:
    """What pool and needs say about the expert and the need. They are not asked where nothing binds anew."""
    if asked.kind not in BINDING:
        return None
    with database.read() as session:
        placement = PlacementStore(session).placements.get(placement_id)
    permitted_parties(grants, placement)
    return facts_of(peers, placement.expert_id, placement.need_id, absent=(ExpertNotAvailable(), NeedNotOpen()))


def decision_facts(
    placement_id: UUID,
    amendment_id: UUID,
    asked: DecisionCreate,
    *,
    grants: CurrentGrants,
    database: OwnDatabase,
    peers: Siblings,
) -> ExpertFacts | None:
    """What pool says about the expert. It is not asked for a no, nor where nothing binds anew."""
    if asked.decision is Verdict.REJECT:
        return None
    with database.read() as session:
        store = PlacementStore(session)
        placement = store.placements.get(placement_id)
        permitted_parties(grants, placement)
        kind = store.amendments.get(placement_id, amendment_id).kind
    return _expert(peers, placement) if kind in BINDING else None


def locked_stay(placement_id: UUID, grants: CurrentGrants, store: ChangedStore) -> Stay:
    """The placement, locked. Raises NotFound also where the caller may not know of it."""
    placement = store.placements.get_locked(placement_id)
    return Stay(placement=placement, actor=_actor(grants.caller, permitted_parties(grants, placement)))


def locked_amendment(placement_id: UUID, amendment_id: UUID, grants: CurrentGrants, store: ChangedStore) -> AmendedStay:
    """The placement, locked before its amendment. Raises NotFound also for an amendment of another placement."""
    stay = locked_stay(placement_id, grants, store)
    amendment = store.amendments.get_locked(placement_id, amendment_id)
    return AmendedStay(placement=stay.placement, actor=stay.actor, amendment=amendment)


def _actor(caller: Caller, parties: frozenset[Party]) -> Actor:
    """Everybody decides for their party but a requester of the host."""
    decides = parties != {Party.HOST} or offer_decides(caller)
    return Actor(author=author_of(caller), parties=parties, decides=decides)


def _expert(peers: Peers, placement: Placement) -> ExpertFacts:
    found = peers.find_expert(placement.expert_id)
    if found is None:
        raise ExpertNotAvailable()
    return found


ProposalFacts = Annotated[Facts | None, Depends(proposal_facts)]
DecisionFacts = Annotated[ExpertFacts | None, Depends(decision_facts)]
CurrentStay = Annotated[Stay, Depends(locked_stay)]
CurrentAmendment = Annotated[AmendedStay, Depends(locked_amendment)]
