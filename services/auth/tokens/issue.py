"""Signs access tokens and id_tokens."""

import base64
import hashlib
from uuid import uuid4

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import TokenContent, claims_of
from services.auth.tokens.entitlement import Entitlement
from services.auth.tokens.schemas import TokenRead

ID_TOKEN = "JWT"  # noqa: S105 -- the `typ` of one: no API takes it


def issue(keys: OwnKeys, settings: AuthSettings, content: TokenContent) -> TokenRead:
    """A signed access token. Raises Unavailable without a signing key."""
    seconds = settings.token_seconds
    claims = claims_of(content, issuer=settings.origin, jti=uuid4().hex, seconds=seconds)
    return TokenRead(
        access_token=keys.signer().sign(claims),
        expires_in=seconds,
        scope=content.scope,
        authorization_details=[content.decision] if content.decision else None,
    )


def issue_for_login(keys: OwnKeys, settings: AuthSettings, entitlement: Entitlement) -> TokenRead:
    """The tokens of somebody who logged in: access token, refresh token and id_token. Raises Unavailable."""
    response = issue(keys, settings, entitlement.content)
    id_token = _id_token(keys, settings, entitlement, access_token=response.access_token)
    return response.model_copy(update={"refresh_token": entitlement.refresh_token, "id_token": id_token})


def _id_token(keys: OwnKeys, settings: AuthSettings, entitlement: Entitlement, *, access_token: str) -> str | None:
    """The id_token (OpenID Connect Core §2), for the client alone: no API accepts its `typ` and audience."""
    if entitlement.identity is None:
        return None
    issued = int(entitlement.content.at.timestamp())
    digest = hashlib.sha256(access_token.encode("ascii")).digest()
    at_hash = base64.urlsafe_b64encode(digest[: len(digest) // 2]).decode().rstrip("=")  # §3.1.3.6
    times = {"iss": settings.origin, "iat": issued, "exp": issued + settings.token_seconds, "at_hash": at_hash}
    return keys.signer().sign({**entitlement.identity, **times}, kind=ID_TOKEN)
