"""Issues access tokens."""

from uuid import uuid4

from services.auth.domain import Holder, claims_of
from services.auth.schemas import TokenRead
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit import clock


def issue(keys: OwnKeys, settings: AuthSettings, holder: Holder) -> TokenRead:
    """A signed token. Raises Unavailable where there is nothing to sign with."""
    seconds = settings.token_seconds
    claims = claims_of(holder, issuer=settings.origin, jti=uuid4().hex, at=clock.now(), seconds=seconds)
    return TokenRead(access_token=keys.signer().sign(claims), expires_in=seconds, scope=holder.scope)
