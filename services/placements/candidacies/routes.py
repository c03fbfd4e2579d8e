"""Candidacies over HTTP: how an expert and a need find each other."""

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
from services.kit.web.responses import CountedPageParams, CurrentResponse, as_json
from services.kit.web.session import OwnDatabase
from services.placements.access import affiliation_of, permitted_parties
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.candidacies.dependencies import (
    Asked,
    AskedCases,
    AskedExperts,
    AskedNeed,
    Beginner,
    ChangedStore,
    ContactReader,
    CurrentCandidacy,
    Employee,
    EmployeeOrHost,
    Host,
    KnownPair,
    Lister,
    NewPair,
    OfferedCandidacy,
    Reader,
    ShortlistEditor,
    ShortlistReader,
    Sibling,
    UnchangedShortlist,
)
from services.placements.candidacies.errors import AlreadyCandidate, PairRests
from services.placements.candidacies.repository import ShownCandidacies
from services.placements.candidacies.schemas import (
    AcceptanceCreate,
    CandidacyCreate,
    CandidacyRead,
    CasesRead,
    ContactsRead,
    OfferCreate,
    OpenCasesRead,
    ShortlistRead,
    ShortlistUpdate,
)
from services.placements.candidacies.service import endings, offers, openings, shortlist, views
from services.placements.candidacies.service.offers import refuse_own
from services.placements.decisions.errors import DecidesForTwo
from services.placements.memberships.errors import OwnEmployee
from services.placements.names.dependencies import AskedNames
from services.placements.parties.schemas import Explained
from services.placements.placements.dependencies import Rules
from services.placements.placements.errors import DayPassed, DeadlinePassed
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.terms.errors import StaleTerms, WrongLength

router = APIRouter(tags=["candidacies"])

_SHORTLIST = "/v1/candidacies/{candidacy_id}/shortlist"
_CHANGE = (PersonRequired, NotPermitted, NotFound, WrongState)
_STANDING = (ExpertNotAvailable, NeedNotOpen, PeerUnavailable)
_OFFER = (OwnEmployee, DecidesForTwo, NoFreePlace, WrongLength)


@router.post(
    "/v1/candidacies",
    status_code=201,
    responses=problems(PersonRequired, NotPermitted, NotFound, AlreadyCandidate, PairRests, *_OFFER, *_STANDING),
)
def create_candidacy(
    caller: Beginner, situation: NewPair, store: ChangedStore, asked: CandidacyCreate, response: CurrentResponse
) -> CandidacyRead:
    """Apply for a need, or invite an expert to one.

    An application is made by the expert; it makes them known to the host. An invitation is made by somebody who
    posts needs for the host. With `offer`, full terms, the expert can accept at once; the offer takes a place of the
    need until `answer_by`. An offer made by a host coordinator counts as the host's decision on these terms.
    Whoever withdrew a candidacy of these two may begin another after some days (409 `pair-rests`, with `from_day`);
    the other side may at once.
    """
    candidacy = openings.create_candidacy(store, situation, asked)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))


@router.get("/v1/candidacies", response_model=Counted[CandidacyRead], responses=problems(NotPermitted, InvalidCursor))
def list_candidacies(
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
    With `shortlisted`, what your body as host has on its shortlist.
    """
    reader = affiliation_of(caller)
    with database.snapshot() as snapshot:
        found = views.read_candidacies(ShownCandidacies(snapshot), reader, wanted, paging=page)
    return response.shown_page(names.page(found), CandidacyRead)


@router.get("/v1/cases", response_model=CasesRead, responses=problems(NotPermitted))
def list_cases(caller: Lister, ids: AskedCases, database: OwnDatabase) -> Response:
    """Read in short what several candidacies and placements are about, by their ids. Others' are left out."""
    with database.snapshot() as snapshot:
        found = views.read_cases(ShownCandidacies(snapshot), affiliation_of(caller), ids)
    return as_json(found)


@router.get("/v1/contacts", response_model=ContactsRead, responses=problems(NotPermitted))
def list_contacts(caller: ContactReader, need_id: AskedNeed, experts: AskedExperts, database: OwnDatabase) -> Response:
    """Read which of several experts your body, as host, has had to do with for a need, and how far they came.

    Each has the newest candidacy; those of other bodies' needs, and experts without one, are left out.
    """
    with database.snapshot() as snapshot:
        found = views.read_contacts(ShownCandidacies(snapshot), affiliation_of(caller), need_id, experts)
    return as_json(found)


@router.get("/v1/candidacies/{candidacy_id}", response_model=CandidacyRead, responses=problems(NotPermitted, NotFound))
def read_candidacy(
    caller: Reader,
    *,
    grants: CurrentGrants,
    candidacy_id: UUID,
    database: OwnDatabase,
    names: AskedNames,
    response: CurrentResponse,
) -> Response:
    """Read one candidacy. `legal` says what you may do now; the host sees the home agency once the expert is known."""
    with database.snapshot() as snapshot:
        shown = ShownCandidacies(snapshot)
        candidacy, seat_no, placement_id = shown.get(candidacy_id)
        permitted_parties(grants, candidacy)
        found = views.read_candidacy(shown, affiliation_of(caller), candidacy, seat_no, placement_id)
    return response.shown(names.one(found))


@router.get(_SHORTLIST, response_model=ShortlistRead, responses=problems(NotPermitted, NotFound, DecidesForTwo))
def read_shortlist(
    caller: ShortlistReader,
    grants: CurrentGrants,
    candidacy_id: UUID,
    *,
    database: OwnDatabase,
    response: CurrentResponse,
) -> Response:
    """Read whether a candidacy is on your body's shortlist, and its private note. Only the host's side is shown it."""
    with database.snapshot() as snapshot:
        candidacy = ShownCandidacies(snapshot).get(candidacy_id)[0]
        refuse_own(permitted_parties(grants, candidacy))
    return response.shown(ShortlistRead.of(candidacy))


@router.put(_SHORTLIST, responses=problems(*_CHANGE, DecidesForTwo, Stale, PreconditionRequired))
def update_shortlist(
    caller: ShortlistEditor,
    current: UnchangedShortlist,
    store: ChangedStore,
    asked: ShortlistUpdate,
    response: CurrentResponse,
) -> ShortlistRead:
    """Put an open candidacy on your body's shortlist, or write another private note. Nobody else learns of it.

    Needs the ETag you read in `If-Match`; it is `"0"` before anybody did. The note is erased when the candidacy is
    over, or becomes a placement. The list of candidacies has the filter `shortlisted=true`.
    """
    candidacy = shortlist.put_on_shortlist(store, current.candidacy, current.parties, asked)
    return response.versioned(ShortlistRead.of(candidacy))


@router.delete(_SHORTLIST, responses=problems(*_CHANGE, DecidesForTwo, Stale, PreconditionRequired))
def leave_shortlist(
    caller: ShortlistEditor, current: UnchangedShortlist, store: ChangedStore, response: CurrentResponse
) -> ShortlistRead:
    """Take a candidacy off the shortlist, and erase the note. Needs the ETag you read in `If-Match`."""
    candidacy = shortlist.take_off_shortlist(store, current.candidacy)
    return response.versioned(ShortlistRead.of(candidacy))


@router.get(
    "/v1/experts/{expert_id}/open-cases",
    tags=["services"],
    response_model=OpenCasesRead,
    responses=problems(NotPermitted),
)
def count_open_cases(caller: Sibling, expert_id: UUID, database: OwnDatabase) -> Response:
    """Tell a sibling service how much is open about an expert that would end with their endorsement."""
    with database.snapshot() as snapshot:
        counted = ShownCandidacies(snapshot).count_open(expert_id)
    return as_json(OpenCasesRead(candidacies=counted[0], placements=counted[1]))


@router.post(
    "/v1/candidacies/{candidacy_id}/interest",
    status_code=201,
    responses=problems(*_CHANGE, OwnEmployee, DeadlinePassed),
)
def show_interest(
    caller: Employee, current: CurrentCandidacy, store: ChangedStore, rules: Rules, response: CurrentResponse
) -> CandidacyRead:
    """Say that you are interested in what you were invited to. From now on the host may know who you are."""
    candidacy = openings.show_interest(store, current.candidacy, current.parties, rules=rules)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(
    "/v1/candidacies/{candidacy_id}/offer",
    status_code=201,
    responses=problems(*_CHANGE, *_OFFER, *_STANDING),
)
def make_offer(
    caller: Host,
    *,
    situation: KnownPair,
    current: CurrentCandidacy,
    store: ChangedStore,
    asked: OfferCreate,
    response: CurrentResponse,
) -> CandidacyRead:
    """Offer full terms to somebody who applied, is interested or stands in reserve.

    Takes a place of the need until `answer_by`. Made by a host coordinator, it counts as the host's decision.
    """
    candidacy = offers.make_offer(store, current.candidacy, situation, asked)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(
    "/v1/candidacies/{candidacy_id}/acceptance",
    status_code=201,
    responses=problems(
        *_CHANGE, OwnEmployee, StaleTerms, DeadlinePassed, DayPassed, NoFreePlace, PersonAlreadyBooked, *_STANDING
    ),
)
def accept_offer(
    caller: Employee,
    *,
    situation: KnownPair,
    current: OfferedCandidacy,
    store: ChangedStore,
    asked: AcceptanceCreate,
    response: CurrentResponse,
) -> CandidacyRead:
    """Accept the offer: your decision on that version of its terms.

    Opens a placement (`placement_id`), holds your time, and lets other offers for the same days lapse.
    """
    candidacy = offers.accept_offer(store, current.candidacy, situation, terms_version=asked.terms_version)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))


@router.post("/v1/candidacies/{candidacy_id}/decline", status_code=201, responses=problems(*_CHANGE))
def decline_candidacy(
    caller: EmployeeOrHost, current: CurrentCandidacy, store: ChangedStore, asked: Explained, response: CurrentResponse
) -> CandidacyRead:
    """Say no to what you were asked, with a reason: the host to an application, the expert to the rest."""
    candidacy = endings.decline_candidacy(store, current.candidacy, current.parties, asked)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))


@router.post("/v1/candidacies/{candidacy_id}/withdrawal", status_code=201, responses=problems(*_CHANGE))
def withdraw_candidacy(
    caller: EmployeeOrHost, current: CurrentCandidacy, store: ChangedStore, asked: Explained, response: CurrentResponse
) -> CandidacyRead:
    """Step back from a candidacy that is still open, in reserve too, with a reason. An offer's place is free again."""
    candidacy = endings.withdraw_candidacy(store, current.candidacy, current.parties, asked)
    return response.created(views.show_candidacy(store, affiliation_of(caller), candidacy))
