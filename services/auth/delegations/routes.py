"""Delegations of one decision, over HTTP."""

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
from services.kit.answer import Answering
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, WrongState
from services.kit.pagination import Listed
from services.kit.problems import problems

router = APIRouter(tags=["delegations"])


@router.post("/v1/delegations", status_code=201, responses=problems(NotPermitted, PersonRequired, TooManyLetters))
def create_delegation(
    caller: Coordinator, kept: NewDelegations, settings: Settings, asked: DelegationCreate, answer: Answering
) -> DelegationRead:
    """Let somebody of your body, its manager say, decide one placement for it, once.

    They are mailed a single-use link, log in for your body, and hand the link's token in: what they are given is good
    for that decision, as home agency or host, and for nothing else.
    """
    return answer.created(service.delegate(kept, asked, orgnr=caller.org or "", by=caller, settings=settings))


@router.get("/v1/delegations", responses=problems(NotPermitted, InvalidCursor))
def list_delegations(caller: HomeReader, page: DelegationsPage, answer: Answering) -> Listed[DelegationRead]:
    """List the delegations of your own body, the oldest first; `state=open` are those whose link nobody has used."""
    return answer.page(page, DelegationRead, [DelegationRead.of(delegation) for delegation in page.items])


@router.get("/v1/delegations/{delegation_id}", responses=problems(NotPermitted, NotFound))
def read_delegation(caller: HomeReader, delegation: ShownDelegation, answer: Answering) -> DelegationRead:
    """See whether the link of a delegation of your own body was used. What was decided stands with the placement."""
    return answer.versioned(DelegationRead.of(delegation))


@router.delete("/v1/delegations/{delegation_id}", responses=problems(PersonRequired, NotFound, WrongState))
def withdraw_delegation(
    caller: HomeCoordinator, delegation: CurrentDelegation, kept: NewDelegations, answer: Answering
) -> DelegationRead:
    """Take a delegation of your own body back: its link works no more, and the login it gave ends everywhere."""
    return answer.versioned(service.withdraw(kept, delegation, by=caller))
