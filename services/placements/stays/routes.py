"""Stays over HTTP: what is asked to change about one, and the three decisions on that."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PeerUnavailable, PersonRequired, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse
from services.kit.web.session import OwnDatabase
from services.placements.access import affiliation_of, permitted_parties
from services.placements.amendments.errors import AmendmentOpen, NoShowTooLate, NoticeTooShort, OutsideEndorsement
from services.placements.amendments.schemas import AmendmentCreate, AmendmentRead
from services.placements.bookings.errors import PersonAlreadyBooked
from services.placements.decisions.errors import AlreadyDecided, DecidesForTwo
from services.placements.decisions.schemas import DecisionCreate
from services.placements.memberships.errors import OwnEmployee
from services.placements.parties.schemas import Explained
from services.placements.placements.dependencies import ChangedStore, Rules
from services.placements.placements.errors import DayPassed, DeadlinePassed
from services.placements.placements.repository import ShownPlacements
from services.placements.policies.errors import LendingCapReached
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.stays.dependencies import (
    AnyParty,
    AskedAmendments,
    CurrentAmendment,
    CurrentStay,
    DecisionFacts,
    ProposalFacts,
    Reader,
)
from services.placements.stays.service import decisions, proposals, views
from services.placements.terms.errors import StaleTerms, WrongLength

router = APIRouter(tags=["amendments"])

_CHANGE = (PersonRequired, NotPermitted, NotFound, WrongState)
_YES = (OwnEmployee, ExpertNotAvailable, OutsideEndorsement, LendingCapReached, DecidesForTwo, PeerUnavailable)


@router.get(
    "/v1/placements/{placement_id}/amendments",
    response_model=Counted[AmendmentRead],
    responses=problems(NotPermitted, NotFound, InvalidCursor),
)
def list_amendments(
    caller: Reader,
    grants: CurrentGrants,
    placement_id: UUID,
    *,
    database: OwnDatabase,
    wanted: AskedAmendments,
    page: CountedPageParams,
    response: CurrentResponse,
) -> Response:
    """List what was asked to change about a stay, with what became of it. Oldest first, where no order is."""
    with database.snapshot() as snapshot:
        shown = ShownPlacements(snapshot)
        placement = shown.get(placement_id)
        permitted_parties(grants, placement)
        found = views.read_amendments(shown, affiliation_of(caller), placement, wanted, paging=page)
    return response.shown_page(found, AmendmentRead)


@router.get(
    "/v1/placements/{placement_id}/amendments/{amendment_id}",
    response_model=AmendmentRead,
    responses=problems(NotPermitted, NotFound),
)
def read_amendment(
    caller: Reader,
    grants: CurrentGrants,
    placement_id: UUID,
    amendment_id: UUID,
    *,
    database: OwnDatabase,
    response: CurrentResponse,
) -> Response:
    """Read one amendment: its own terms, who has said yes to them, whose yes is waited for and until when."""
    with database.snapshot() as snapshot:
        shown = ShownPlacements(snapshot)
        placement = shown.get(placement_id)
        permitted_parties(grants, placement)
        found = views.read_amendment(shown, affiliation_of(caller), placement, amendment_id)
    return response.shown(found)


@router.post(
    "/v1/placements/{placement_id}/amendments",
    status_code=201,
    responses=problems(
        *_CHANGE,
        *_YES,
        NeedNotOpen,
        AmendmentOpen,
        DayPassed,
        PersonAlreadyBooked,
        NoShowTooLate,
        WrongLength,
        NoticeTooShort,
    ),
)
def propose_amendment(
    caller: AnyParty,
    facts: ProposalFacts,
    stay: CurrentStay,
    store: ChangedStore,
    *,
    asked: AmendmentCreate,
    rules: Rules,
    response: CurrentResponse,
) -> AmendmentRead:
    """Ask to change a stay that is agreed or under way.

    An `extension`, other `dates` and other `content` take three yeses to the amendment's own `terms_version`; yours
    is counted with the proposal, unless you are the host's requester. The days asked for are held meanwhile, and
    only one amendment waits at a time. An `early_return` (any party) and a `recall` (home) with notice happen by your
    word alone: the placement's `notice_last_day` is the last day if you send it today. What waits then is overtaken.
    An `early_return` on an earlier day takes three yeses. `no_show` (host, within the first 14 days) ends the stay
    today.
    """
    amendment = proposals.propose_amendment(store, stay.placement, stay.actor, asked, facts=facts, rules=rules)
    return response.created(views.show_amendment(store, affiliation_of(caller), stay.placement, amendment))


@router.post(
    "/v1/placements/{placement_id}/amendments/{amendment_id}/decisions",
    status_code=201,
    responses=problems(*_CHANGE, *_YES, StaleTerms, AlreadyDecided, DeadlinePassed),
)
def decide_amendment(
    caller: AnyParty,
    expert: DecisionFacts,
    current: CurrentAmendment,
    store: ChangedStore,
    *,
    asked: DecisionCreate,
    response: CurrentResponse,
) -> AmendmentRead:
    """Say yes or no to an amendment, for your party. The third yes changes the stay; a no, with its reason, ends it."""
    amendment = decisions.decide_amendment(
        store, current.placement, current.amendment, current.actor, asked, expert=expert
    )
    return response.created(views.show_amendment(store, affiliation_of(caller), current.placement, amendment))


@router.post(
    "/v1/placements/{placement_id}/amendments/{amendment_id}/withdrawal", status_code=201, responses=problems(*_CHANGE)
)
def withdraw_amendment(
    caller: AnyParty, current: CurrentAmendment, store: ChangedStore, asked: Explained, response: CurrentResponse
) -> AmendmentRead:
    """Take back what your side asked for, with a reason. The stay is as it was."""
    amendment = decisions.withdraw_amendment(store, current.placement, current.amendment, current.actor, asked)
    return response.created(views.show_amendment(store, affiliation_of(caller), current.placement, amendment))
