"""Issues access tokens."""

from collections.abc import Iterable
from uuid import uuid4

from services.auth.domain import Holder, claims_of
from services.auth.models import LoginSession
from services.auth.schemas import TokenRead
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.tokens import API_AUDIENCE


def holder_of(login: LoginSession, *, roles: Iterable[str], scope: str | None = None) -> Holder:
    """Whom the tokens of a login speak of, in the roles held at this moment; `scope` where it is narrower."""
    return Holder(
        sub=str(login.person_id),
        client_id=login.client_id,
        audience=API_AUDIENCE,
        scope=scope or login.scope,
        at=clock.now(),
        org=login.orgnr,
        roles=tuple(roles),
        person=True,
        sid=str(login.id),
    )


def issue(keys: OwnKeys, settings: AuthSettings, holder: Holder) -> TokenRead:
    """A signed token. Raises Unavailable where there is nothing to sign with."""
    seconds = settings.token_seconds
    claims = claims_of(holder, issuer=settings.origin, jti=uuid4().hex, seconds=seconds)
    return TokenRead(access_token=keys.signer().sign(claims), expires_in=seconds, scope=holder.scope)
