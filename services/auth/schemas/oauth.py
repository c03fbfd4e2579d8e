"""OAuth's own answers."""

from typing import Annotated, Literal, Self

from pydantic import Field

from services.auth.domain import IDENTITY_SCOPES, USER_SCOPES
from services.kit.schemas import Shown


class TokenRead(Shown):
    """RFC 6749 §5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 -- the type's name
    expires_in: Annotated[int, Field(description="Seconds")]
    scope: str
    refresh_token: Annotated[
        str | None, Field(description="Where `offline_access` was granted; works once, and gives its successor")
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


class MetadataRead(Shown):
    """RFC 8414 §2."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    introspection_endpoint: str
    device_authorization_endpoint: str
    jwks_uri: str
    scopes_supported: list[str] = [*IDENTITY_SCOPES, *USER_SCOPES]
    response_types_supported: list[str] = ["code"]
    response_modes_supported: list[str] = ["query"]
    grant_types_supported: list[str] = [
        "authorization_code",
        "client_credentials",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
    ]
    token_endpoint_auth_methods_supported: list[str] = [
        "none",
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
    ]
    token_endpoint_auth_signing_alg_values_supported: list[str] = ["RS256"]
    code_challenge_methods_supported: list[str] = ["S256"]
    authorization_response_iss_parameter_supported: bool = True  # RFC 9207 §3

    @classmethod
    def of(cls, issuer: str) -> Self:
        return cls(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/oauth/authorize",
            token_endpoint=f"{issuer}/oauth/token",
            revocation_endpoint=f"{issuer}/oauth/revoke",
            introspection_endpoint=f"{issuer}/oauth/introspect",
            device_authorization_endpoint=f"{issuer}/oauth/device_authorization",
            jwks_uri=f"{issuer}/oauth/jwks",
        )
