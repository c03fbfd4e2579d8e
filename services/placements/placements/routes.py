"""Placements over HTTP: the three decisions and what follows from them."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted
from services.kit.errors import (
    InvalidCursor,
    NotFound,
    NotPermitted,
    PeerUnavailable,
    PersonRequired,
    PreconditionRequired,
    Stale,
    WrongState,
)
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse
from services.kit.web.session import OwnDatabase
from services.placements.access import affiliation_of, author_of, permitted_parties
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.decisions.errors import AlreadyDecided, DecidesForTwo, DelegationUsed
from services.placements.decisions.schemas import DecisionCreate
from services.placements.memberships.errors import OwnEmployee
from services.placements.names.dependencies import AskedNames
from services.placements.parties.schemas import Explained
from services.placements.placements.dependencies import (
    AnyBody,
    AnyParty,
    Asked,
    ChangedStore,
    CurrentPlacement,
    DecisionFacts,
    EditFacts,
    Lister,
    Reader,
    Rules,
    TermsEditor,
    UnchangedPlacement,
)
from services.placements.placements.errors import DeadlinePassed
from services.placements.placements.repository import ShownPlacements
from services.placements.placements.schemas import PlacementRead, TermsUpdate
from services.placements.placements.service import decisions, endings, settlement, terms, views
from services.placements.policies.errors import LendingCapReached
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.terms.errors import StaleTerms, WrongLength

router = APIRouter(tags=["placements"])

_CHANGE = (PersonRequired, NotPermitted, NotFound, WrongState)
_STANDING = (ExpertNotAvailable, NeedNotOpen, PeerUnavailable)


@router.get("/v1/placements", response_model=Counted[PlacementRead], responses=problems(NotPermitted, InvalidCursor))
def list_placements(
    caller: Lister,
    *,
    wanted: Asked,
    database: OwnDatabase,
    page: CountedPageParams,
    names: AskedNames,
    response: CurrentResponse,
) -> Response:
    """List what concerns you: your own, your body's as host, and as home where you are coordinator.

    Several `state`, `side` and `id` may be named. An unknown word is refused (422), and `legal` has the known ones.
    """
    with database.snapshot() as snapshot:
        found = views.read_placements(ShownPlacements(snapshot), affiliation_of(caller), wanted, paging=page)
    return response.shown_page(names.page(found), PlacementRead)


@router.get("/v1/placements/{placement_id}", response_model=PlacementRead, responses=problems(NotPermitted, NotFound))
def read_placement(
    caller: Reader,
    *,
    grants: CurrentGrants,
    placement_id: UUID,
    database: OwnDatabase,
    names: AskedNames,
    response: CurrentResponse,
) -> Response:
    """Read one placement: its terms, who has said yes, whose yes is waited for and until when.

    `within_endorsement` says whether the terms lie inside what the home agency endorsed.
    """
    with database.snapshot() as snapshot:
        placement = ShownPlacements(snapshot).get(placement_id)
        permitted_parties(grants, placement, placement_id=placement.id)
        shown = views.read_placement(ShownPlacements(snapshot), affiliation_of(caller), placement)
    return response.shown(names.one(shown))


@router.post(
    "/v1/placements/{placement_id}/decisions",
    status_code=201,
    responses=problems(
        *_CHANGE,
        OwnEmployee,
        StaleTerms,
        AlreadyDecided,
        DecidesForTwo,
        DelegationUsed,
        DeadlinePassed,
        NoFreePlace,
        LendingCapReached,
        WrongLength,
        *_STANDING,
    ),
)
def decide_placement(
    caller: AnyParty,
    *,
    facts: DecisionFacts,
    current: CurrentPlacement,
    store: ChangedStore,
    rules: Rules,
    asked: DecisionCreate,
    response: CurrentResponse,
) -> PlacementRead:
    """Say yes or no to this version of the terms, for the employee, the home agency or the host.

    The third yes makes the placement agreed; one no rejects it, and needs a `reason`. Names `terms_version` and no
    If-Match: another party's yes does not make yours stale. Takes a person; nobody decides for two parties, and
    nobody as HR about their own stay. Whoever a coordinator lets decide this one (a delegation of auth) decides once,
    and it is the coordinator's own say too. The home agency's yes is held against its policy; change the terms first.
    """
    author = author_of(caller)
    placement = decisions.decide_placement(
        store, current.placement, author, current.parties, asked, facts=facts, rules=rules
    )
    return response.created(views.show_placement(store, affiliation_of(caller), placement))


@router.put(
    "/v1/placements/{placement_id}/terms",
    responses=problems(
        *_CHANGE,
        DecidesForTwo,
        DeadlinePassed,
        PersonAlreadyBooked,
        Stale,
        WrongLength,
        PreconditionRequired,
        *_STANDING,
    ),
)
def update_terms(
    caller: TermsEditor,
    *,
    facts: EditFacts,
    current: UnchangedPlacement,
    store: ChangedStore,
    asked: TermsUpdate,
    rules: Rules,
    response: CurrentResponse,
) -> PlacementRead:
    """Replace the terms while they are not agreed. Needs the ETag you read in `If-Match`.

    Any change of the terms makes a new `terms_version`, voids every decision, also the employee's, and gives a new
    `decide_by`. `deviations` says where they differ from what expert, need and endorsement say now. Contacts are no
    part of the terms: changing only them voids nothing.
    """
    placement = terms.update_terms(
        store, current.placement, author_of(caller), current.parties, asked, facts=facts, rules=rules
    )
    return response.versioned(views.show_placement(store, affiliation_of(caller), placement))


@router.post("/v1/placements/{placement_id}/cancellation", status_code=201, responses=problems(*_CHANGE))
def cancel_placement(
    caller: AnyParty, current: CurrentPlacement, store: ChangedStore, asked: Explained, response: CurrentResponse
) -> PlacementRead:
    """Call the placement off before it begins, agreed or not, with a reason. Person and place are free again."""
    placement = endings.cancel_placement(store, current.placement, current.parties, asked)
    return response.created(views.show_placement(store, affiliation_of(caller), placement))


@router.post("/v1/placements/{placement_id}/settlement", status_code=201, responses=problems(*_CHANGE, DecidesForTwo))
def settle_placement(
    caller: AnyBody, current: CurrentPlacement, store: ChangedStore, response: CurrentResponse
) -> PlacementRead:
    """State, for the home agency or the host, that a stay in `doubt` goes on as agreed.

    An agreed stay is in doubt when the employee has left the home agency, or has joined the host. One statement is
    enough; to call it off, cancel it. Where neither is done, it is cancelled on its first day. A stay that has begun
    goes on meanwhile. The doubt is settled by itself where the employee belongs to the home agency again.
    """
    placement = settlement.settle_placement(store, current.placement, current.parties)
    return response.created(views.show_stay(store, affiliation_of(caller), placement))
