"""A delegation's link is handed in, over HTTP."""

from fastapi import APIRouter, Response

from services.auth.credentials.errors import SecondFactorMissing
from services.auth.decide_once.dependencies import Delegate
from services.auth.decide_once.service import accept_delegation as accept_link
from services.auth.delegations.schemas import DelegationAcceptanceCreate
from services.auth.keys.dependencies import Keys
from services.auth.letters.errors import LinkNotOpen
from services.auth.oauth.refusals import NO_STORE
from services.auth.settings import Settings
from services.auth.tokens.schemas import TokenRead
from services.kit.errors import NotFound, NotPermitted, PersonRequired, Unavailable
from services.kit.web.problems import problems
from services.kit.web.session import OwnDatabase

router = APIRouter(tags=["delegations"])


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
