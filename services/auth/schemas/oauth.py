"""OAuth's own answers."""

from typing import Annotated, Literal

from pydantic import Field

from services.kit.schemas import Shown
from services.kit.tokens import OneDecision


class TokenRead(Shown):
    """RFC 6749 §5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 -- the type's name
    expires_in: Annotated[int, Field(description="Seconds")]
    scope: str
    refresh_token: Annotated[
        str | None, Field(description="Where `offline_access` was granted; works once, and gives its successor")
    ] = None
    id_token: Annotated[
        str | None, Field(description="Where `openid` was granted: who logged in, for the client itself")
    ] = None
    authorization_details: Annotated[
        list[OneDecision] | None, Field(description="The one decision the token is for (RFC 9396 §7)")
    ] = None


class IntrospectionRead(Shown):
    """RFC 7662 §2.2: what a live token says; `active` alone, and false, for every other."""

    active: bool
    token_type: Literal["Bearer"] | None = None
    iss: str | None = None
    sub: str | None = None
    aud: str | None = None
    client_id: str | None = None
    scope: str | None = None
    org: str | None = None
    roles: list[str] | None = None
    person: bool | None = None
    sid: str | None = None
    authorization_details: list[OneDecision] | None = None  # RFC 9396 §9.2
    jti: str | None = None
    iat: int | None = None
    exp: int | None = None


class DeviceAuthorizationRead(Shown):
    """RFC 8628 §3.2."""

    device_code: Annotated[str, Field(description="The program polls the token endpoint with it")]
    user_code: Annotated[str, Field(description="The person types it at verification_uri")]
    verification_uri: str
    verification_uri_complete: str
    expires_in: Annotated[int, Field(description="Seconds")]
    interval: Annotated[int, Field(description="Seconds between polls, at least")]


class RefusalRead(Shown):
    """RFC 6749 §5.2."""

    error: str
    error_description: str


class JwksRead(Shown):
    """RFC 7517 §5: the public keys, without private parts."""

    keys: list[dict[str, str]]
