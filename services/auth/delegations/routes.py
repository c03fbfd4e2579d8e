"""Routes of delegations."""

from fastapi import APIRouter

from services.auth.delegations import service
from services.auth.delegations.dependencies import (
    Coordinator,
    CurrentDelegation,
    DelegationsPage,
    HomeCoordinator,
    HomeReader,
    NewDelegations,
    ShownDelegation,
)
from services.auth.delegations.schemas import DelegationCreate, DelegationRead
from services.auth.letters.errors import TooManyLetters
from services.auth.settings import Settings
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["delegations"])


@router.post("/v1/delegations", status_code=201, responses=problems(NotPermitted, PersonRequired, TooManyLetters))
def create_delegation(
    caller: Coordinator, kept: NewDelegations, settings: Settings, asked: DelegationCreate, response: CurrentResponse
) -> DelegationRead:
    """Let somebody of your body, its manager say, decide one placement for it, once.

    They are mailed a single-use link, log in for your body, and hand the link's token in: what they are given is good
    for that decision, as home agency or host, and for nothing else.
    """
    return response.created(service.delegate(kept, asked, orgnr=caller.org or "", by=caller, settings=settings))


@router.get("/v1/delegations", responses=problems(NotPermitted, InvalidCursor))
def list_delegations(caller: HomeReader, page: DelegationsPage, response: CurrentResponse) -> Listed[DelegationRead]:
    """List the delegations of your own body, the oldest first; `state=open` are those whose link nobody has used."""
    return response.page(page, DelegationRead, [DelegationRead.of(delegation) for delegation in page.items])


@router.get("/v1/delegations/{delegation_id}", responses=problems(NotPermitted, NotFound))
def read_delegation(caller: HomeReader, delegation: ShownDelegation, response: CurrentResponse) -> DelegationRead:
    """See whether the link of a delegation of your own body was used. What was decided stands with the placement."""
    return response.versioned(DelegationRead.of(delegation))


@router.delete("/v1/delegations/{delegation_id}", responses=problems(PersonRequired, NotFound, WrongState))
def withdraw_delegation(
    caller: HomeCoordinator, delegation: CurrentDelegation, kept: NewDelegations, response: CurrentResponse
) -> DelegationRead:
    """Take a delegation of your own body back: its link works no more, and the login it gave ends everywhere."""
    return response.versioned(service.withdraw(kept, delegation, by=caller))
