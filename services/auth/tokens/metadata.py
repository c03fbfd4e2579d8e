"""The metadata of this authorization server, for OAuth and for OpenID Connect, and of the services it protects."""

from typing import Annotated, Self

from pydantic import Field

from services.auth.access import ACCOUNT_SCOPE, IDENTITY_SCOPES, USER_SCOPES
from services.kit.errors import NotFound
from services.kit.language import Language
from services.kit.schemas import ResponseModel
from services.scheme.services import SERVICES

PROMPTS = ("none", "login", "consent", "select_account")

_AUTHENTICATION_METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"]


class MetadataRead(ResponseModel):
    """RFC 8414 §2, OpenID Connect Discovery §3 and RP-Initiated Logout §2.1."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    introspection_endpoint: str
    userinfo_endpoint: str
    end_session_endpoint: str
    device_authorization_endpoint: str
    jwks_uri: str
    scopes_supported: list[str] = [*IDENTITY_SCOPES, *USER_SCOPES, ACCOUNT_SCOPE]
    response_types_supported: list[str] = ["code"]
    response_modes_supported: list[str] = ["query"]
    grant_types_supported: list[str] = [
        "authorization_code",
        "client_credentials",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
    ]
    token_endpoint_auth_methods_supported: list[str] = ["none", *_AUTHENTICATION_METHODS]
    token_endpoint_auth_signing_alg_values_supported: list[str] = ["RS256"]
    revocation_endpoint_auth_methods_supported: list[str] = ["none", *_AUTHENTICATION_METHODS]
    revocation_endpoint_auth_signing_alg_values_supported: list[str] = ["RS256"]
    introspection_endpoint_auth_methods_supported: list[str] = _AUTHENTICATION_METHODS
    introspection_endpoint_auth_signing_alg_values_supported: list[str] = ["RS256"]
    code_challenge_methods_supported: list[str] = ["S256"]
    authorization_response_iss_parameter_supported: bool = True  # RFC 9207 §3
    subject_types_supported: list[str] = ["public"]
    id_token_signing_alg_values_supported: list[str] = ["RS256"]
    prompt_values_supported: list[str] = [*PROMPTS]
    claims_supported: list[str] = [
        *("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "sid"),
        *("name", "locale", "email", "email_verified"),
    ]
    ui_locales_supported: list[str] = [*Language]
    claims_parameter_supported: bool = False
    request_parameter_supported: bool = False
    request_uri_parameter_supported: bool = False  # left out, it would mean true

    @classmethod
    def of(cls, issuer: str) -> Self:
        return cls(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/oauth/authorize",
            token_endpoint=f"{issuer}/oauth/token",
            revocation_endpoint=f"{issuer}/oauth/revoke",
            introspection_endpoint=f"{issuer}/oauth/introspect",
            userinfo_endpoint=f"{issuer}/oauth/userinfo",
            end_session_endpoint=f"{issuer}/oauth/end_session",
            device_authorization_endpoint=f"{issuer}/oauth/device_authorization",
            jwks_uri=f"{issuer}/oauth/jwks",
        )


class ResourceMetadataRead(ResponseModel):
    """RFC 9728 §2, of one service. People's tokens are for all six, so the scopes are too."""

    resource: Annotated[str, Field(description="The address of the service")]
    authorization_servers: Annotated[list[str], Field(description="Whose tokens it takes")]
    scopes_supported: list[str] = [*USER_SCOPES]
    bearer_methods_supported: Annotated[list[str], Field(description="How a token is sent (RFC 6750)")] = ["header"]
    resource_name: Annotated[str, Field(description="The name of the service")]
    resource_documentation: Annotated[str, Field(description="Where its API is described")]

    @classmethod
    def of(cls, service: str, origin: str) -> Self:
        """Raises NotFound for what is no service."""
        if service not in SERVICES:
            raise NotFound()
        resource = f"{origin}/{service}"
        return cls(
            resource=resource,
            authorization_servers=[origin],
            resource_name=f"Ressurspool: {service}",
            resource_documentation=f"{resource}/docs",
        )
