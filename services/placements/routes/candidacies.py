"""Candidacies over HTTP: how an expert and a need find each other."""

from fastapi import APIRouter

from services.kit.answer import Answering, AskedPage
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PeerUnavailable, PersonRequired, WrongState
from services.kit.pagination import Listed
from services.kit.problems import problems
from services.placements import service
from services.placements.dependencies import (
    AskedPair,
    Beginner,
    CandidacyFacts,
    ChangedStore,
    CurrentCandidacy,
    Employee,
    EmployeeOrHost,
    Host,
    Lister,
    OfferedCandidacy,
    Reader,
    ReadStore,
    ShownCandidacy,
)
from services.placements.errors import (
    AlreadyCandidate,
    DeadlinePassed,
    DecidesForTwo,
    ExpertNotAvailable,
    NeedNotOpen,
    NoFreePlace,
    OwnEmployee,
    PersonAlreadyBooked,
    StaleTerms,
    WrongLength,
)
from services.placements.schemas import AcceptanceCreate, CandidacyCreate, CandidacyRead, Explained, OfferCreate

router = APIRouter(tags=["candidacies"])

_CHANGE = (PersonRequired, NotPermitted, NotFound, WrongState)
_STANDING = (ExpertNotAvailable, NeedNotOpen, PeerUnavailable)
_OFFER = (OwnEmployee, DecidesForTwo, NoFreePlace, WrongLength)


@router.post(
    "/v1/candidacies",
    status_code=201,
    responses=problems(PersonRequired, NotPermitted, NotFound, AlreadyCandidate, *_OFFER, *_STANDING),
)
def create_candidacy(
    caller: Beginner, asking: AskedPair, store: ChangedStore, asked: CandidacyCreate, answer: Answering
) -> CandidacyRead:
    """Apply for a need, or invite an expert to one.

    An application is made by the expert; it makes them known to the host. An invitation is made by somebody who
    posts needs for the host. With `offer`, full terms, the expert can accept at once; the offer takes a place of the
    need until `answer_by`. An offer made by a host coordinator counts as the host's decision on these terms.
    """
    return answer.created(service.show_candidacy(store, caller, service.create_candidacy(store, asking, asked)))


@router.get("/v1/candidacies", responses=problems(NotPermitted, InvalidCursor))
def list_candidacies(caller: Lister, store: ReadStore, page: AskedPage, answer: Answering) -> Listed[CandidacyRead]:
    """List what concerns you, oldest first: your own, your body's as host, and as home where you are coordinator."""
    found = store.candidacies.list_for(service.concern_of(caller), paging=page)
    return answer.page(found, CandidacyRead, service.show_candidacies(store, caller, found.items))


@router.get("/v1/candidacies/{candidacy_id}", responses=problems(NotPermitted, NotFound))
def read_candidacy(caller: Reader, candidacy: ShownCandidacy, store: ReadStore, answer: Answering) -> CandidacyRead:
    """Read one candidacy. `legal` says what you may do now; the host sees the home agency once the expert is known."""
    return answer.versioned(service.show_candidacy(store, caller, candidacy))


@router.post("/v1/candidacies/{candidacy_id}/interest", status_code=201, responses=problems(*_CHANGE, DeadlinePassed))
def show_interest(caller: Employee, seen: CurrentCandidacy, store: ChangedStore, answer: Answering) -> CandidacyRead:
    """Say that you are interested in what you were invited to. From now on the host may know who you are."""
    candidacy = service.show_interest(store, seen.candidacy, seen.parties)
    return answer.created(service.show_candidacy(store, caller, candidacy))


@router.post(
    "/v1/candidacies/{candidacy_id}/offer",
    status_code=201,
    responses=problems(*_CHANGE, *_OFFER, *_STANDING),
)
def make_offer(
    caller: Host,
    *,
    asking: CandidacyFacts,
    seen: CurrentCandidacy,
    store: ChangedStore,
    asked: OfferCreate,
    answer: Answering,
) -> CandidacyRead:
    """Offer full terms to somebody who applied or is interested.

    Takes a place of the need until `answer_by`. Made by a host coordinator, it counts as the host's decision.
    """
    candidacy = service.make_offer(store, seen.candidacy, asking, asked)
    return answer.created(service.show_candidacy(store, caller, candidacy))


@router.post(
    "/v1/candidacies/{candidacy_id}/acceptance",
    status_code=201,
    responses=problems(*_CHANGE, StaleTerms, DeadlinePassed, NoFreePlace, PersonAlreadyBooked, *_STANDING),
)
def accept_offer(
    caller: Employee,
    *,
    asking: CandidacyFacts,
    seen: OfferedCandidacy,
    store: ChangedStore,
    asked: AcceptanceCreate,
    answer: Answering,
) -> CandidacyRead:
    """Accept the offer: your decision on that version of its terms.

    Opens a placement (`placement_id`), holds your time, and lets other offers for the same days lapse.
    """
    candidacy = service.accept_offer(store, seen.candidacy, asking, terms_version=asked.terms_version)
    return answer.created(service.show_candidacy(store, caller, candidacy))


@router.post("/v1/candidacies/{candidacy_id}/decline", status_code=201, responses=problems(*_CHANGE))
def decline_candidacy(
    caller: EmployeeOrHost, seen: CurrentCandidacy, store: ChangedStore, asked: Explained, answer: Answering
) -> CandidacyRead:
    """Say no to what you were asked, with a reason: the host to an application, the expert to the rest."""
    candidacy = service.decline_candidacy(store, seen.candidacy, seen.parties, asked)
    return answer.created(service.show_candidacy(store, caller, candidacy))


@router.post("/v1/candidacies/{candidacy_id}/withdrawal", status_code=201, responses=problems(*_CHANGE))
def withdraw_candidacy(
    caller: EmployeeOrHost, seen: CurrentCandidacy, store: ChangedStore, asked: Explained, answer: Answering
) -> CandidacyRead:
    """Step back from a candidacy that is still open, with a reason. An offer's place is free again."""
    candidacy = service.withdraw_candidacy(store, seen.candidacy, seen.parties, asked)
    return answer.created(service.show_candidacy(store, caller, candidacy))
