"""Delegations of one decision, over HTTP."""

from fastapi import APIRouter, Response

from services.auth.dependencies import (
    Coordinator,
    CurrentDelegation,
    Delegate,
    DelegationsPage,
    HomeCoordinator,
    HomeReader,
    Keys,
    NewDelegations,
    OwnDatabase,
    Settings,
    ShownDelegation,
)
from services.auth.errors import LinkNotOpen, SecondFactorMissing, TooManyLetters
from services.auth.grants.decide_once import accept_delegation as accept_link
from services.auth.routes.oauth import NO_STORE
from services.auth.schemas import DelegationAcceptanceCreate, DelegationCreate, DelegationRead, TokenRead
from services.auth.service import delegations
from services.kit.answer import Answering
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, Unavailable, WrongState
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
    return answer.created(delegations.delegate(kept, asked, orgnr=caller.org or "", by=caller, settings=settings))


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
    return answer.versioned(delegations.withdraw(kept, delegation, by=caller))


@router.post(
    "/v1/delegations/acceptance",
    status_code=201,
    responses=problems(PersonRequired, NotPermitted, NotFound, LinkNotOpen, SecondFactorMissing, Unavailable),
    response_model_exclude_none=True,
)
def accept_delegation(
    *,
    caller: Delegate,
    database: OwnDatabase,
    keys: Keys,
    settings: Settings,
    asked: DelegationAcceptanceCreate,
    response: Response,
) -> TokenRead:
    """Hand in the token of the link you were mailed, logged in for the body that wants your decision. It works once.

    The token you get names the placement in `authorization_details` (RFC 9396): with it you read that placement, and
    decide it once. A refresh token comes along where your login has `offline_access`. Not yours, or another body: 404.
    Where you have an authenticator, the login you hand it in with must have used it.
    """
    response.headers.update(NO_STORE)
    return accept_link(database, keys, settings, asked.token, caller)
