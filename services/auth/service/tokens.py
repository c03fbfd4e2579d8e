"""Issues access tokens."""

from uuid import uuid4

from services.auth.domain import Holder, claims_of
from services.auth.schemas import TokenRead
from services.auth.service.granting import Granted
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings


def issue(keys: OwnKeys, settings: AuthSettings, holder: Holder) -> TokenRead:
    """A signed token. Raises Unavailable where there is nothing to sign with."""
    seconds = settings.token_seconds
    claims = claims_of(holder, issuer=settings.origin, jti=uuid4().hex, seconds=seconds)
    return TokenRead(access_token=keys.signer().sign(claims), expires_in=seconds, scope=holder.scope)


def issue_for_login(keys: OwnKeys, settings: AuthSettings, granted: Granted) -> TokenRead:
    """A signed token with what goes along with it for somebody who logged in. Raises Unavailable."""
    return issue(keys, settings, granted.holder).model_copy(update={"refresh_token": granted.refresh_token})
