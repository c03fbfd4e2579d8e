"""The route that exchanges a delegation's link for a token."""

from fastapi import APIRouter, Response

from services.auth.credentials.errors import SecondFactorMissing
from services.auth.decision_tokens.dependencies import Delegate
from services.auth.decision_tokens.service import issue_decision_token
from services.auth.delegations.schemas import DelegationAcceptanceCreate
from services.auth.keys.dependencies import Keys
from services.auth.letters.errors import LinkNotOpen
from services.auth.oauth.error_responses import NO_STORE
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
    return issue_decision_token(database, keys, settings, asked.token, caller)
