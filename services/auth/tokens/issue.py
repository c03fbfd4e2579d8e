"""Issues access tokens."""

import base64
import hashlib
from uuid import uuid4

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import Holder, claims_of
from services.auth.tokens.entitlement import Granted
from services.auth.tokens.schemas import TokenRead

ID_TOKEN = "JWT"  # noqa: S105 -- the `typ` of one: no API takes it


def issue(keys: OwnKeys, settings: AuthSettings, holder: Holder) -> TokenRead:
    """A signed token. Raises Unavailable where there is nothing to sign with."""
    seconds = settings.token_seconds
    claims = claims_of(holder, issuer=settings.origin, jti=uuid4().hex, seconds=seconds)
    return TokenRead(
        access_token=keys.signer().sign(claims),
        expires_in=seconds,
        scope=holder.scope,
        authorization_details=[holder.decision] if holder.decision else None,
    )


def issue_for_login(keys: OwnKeys, settings: AuthSettings, granted: Granted) -> TokenRead:
    """A signed token with what goes along with it for somebody who logged in. Raises Unavailable."""
    made = issue(keys, settings, granted.holder)
    id_token = _id_token(keys, settings, granted, access_token=made.access_token)
    return made.model_copy(update={"refresh_token": granted.refresh_token, "id_token": id_token})


def _id_token(keys: OwnKeys, settings: AuthSettings, granted: Granted, *, access_token: str) -> str | None:
    """Who logged in, for the client only (OpenID Connect Core §2): another `typ` and audience than any API takes."""
    if granted.identity is None:
        return None
    issued = int(granted.holder.at.timestamp())
    digest = hashlib.sha256(access_token.encode("ascii")).digest()
    at_hash = base64.urlsafe_b64encode(digest[: len(digest) // 2]).decode().rstrip("=")  # §3.1.3.6
    times = {"iss": settings.origin, "iat": issued, "exp": issued + settings.token_seconds, "at_hash": at_hash}
    return keys.signer().sign({**granted.identity, **times}, kind=ID_TOKEN)
