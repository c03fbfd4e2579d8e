"""Routes of the token, revocation, introspection, userinfo, metadata and JWKS endpoints."""

from typing import Any

from fastapi import APIRouter, Request, Response

from services.auth.keys.dependencies import Keys
from services.auth.keys.schemas import JwksRead
from services.auth.oauth.error_responses import NO_STORE, OAUTH_ERROR, OAuthRoute
from services.auth.oauth.forms import PostedParameters, form_schema
from services.auth.settings import Settings
from services.auth.tokens.dependencies import CurrentPerson, EmailVerified, Endpoints, IdentityReader
from services.auth.tokens.metadata import MetadataRead, ResourceMetadataRead
from services.auth.tokens.schemas import IntrospectionRead, TokenRead, UserInfoRead
from services.kit.errors import NotFound, NotPermitted, Unavailable
from services.kit.web.problems import problems

_CLIENT = ("client_id", "client_secret", "client_assertion_type", "client_assertion")
_TOKEN_FORM = form_schema(
    ["grant_type"],
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    *_CLIENT,
    "assertion",
    "device_code",
    "scope",
    "resource",
)
_OWN_TOKEN_FORM = form_schema(["token"], "token_type_hint", *_CLIENT)
_ERRORS: dict[int | str, dict[str, Any]] = {400: OAUTH_ERROR, 401: OAUTH_ERROR, **problems(Unavailable)}
_USERINFO_ERRORS = problems(NotPermitted, NotFound)

router = APIRouter(tags=["oauth"], route_class=OAuthRoute)
discovery_router = APIRouter(tags=["oauth"])
userinfo_router = APIRouter(tags=["oauth"])


@discovery_router.get("/oauth/jwks", responses=problems(Unavailable))
def show_jwks(keys: Keys, response: Response) -> JwksRead:
    """Read the public keys that our tokens are verified with (RFC 7517)."""
    response.headers["Cache-Control"] = "public, max-age=30"
    return JwksRead(keys=keys.jwks())


@discovery_router.get("/.well-known/oauth-authorization-server")
def show_metadata(settings: Settings) -> MetadataRead:
    """Read what this authorization server can do and where (RFC 8414)."""
    return MetadataRead.of(settings.origin)


@discovery_router.get("/.well-known/openid-configuration")
def show_openid_configuration(settings: Settings) -> MetadataRead:
    """Read the same where OpenID Connect looks for it (Discovery §4)."""
    return MetadataRead.of(settings.origin)


@discovery_router.get("/.well-known/oauth-protected-resource/{service}", responses=problems(NotFound))
def show_resource_metadata(service: str, settings: Settings) -> ResourceMetadataRead:
    """Read where a service's tokens come from, and what they may be for (RFC 9728): `pool`, `needs` and so on."""
    return ResourceMetadataRead.of(service, settings.origin)


@userinfo_router.get("/oauth/userinfo", responses=_USERINFO_ERRORS, response_model_exclude_none=True)
def read_userinfo(
    caller: IdentityReader, person: CurrentPerson, verified: EmailVerified, response: Response
) -> UserInfoRead:
    """Read who logged in, with an access token of theirs that has the scope `openid`."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes, email_verified=verified)


@userinfo_router.post("/oauth/userinfo", responses=_USERINFO_ERRORS, response_model_exclude_none=True)
def request_userinfo(
    caller: IdentityReader, person: CurrentPerson, verified: EmailVerified, response: Response
) -> UserInfoRead:
    """Read who logged in, as by GET: clients may use either."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes, email_verified=verified)


@router.post(
    "/oauth/token",
    responses=_ERRORS,
    openapi_extra=_TOKEN_FORM,
    response_model_exclude_none=True,
)
def create_token(parameters: PostedParameters, endpoints: Endpoints, request: Request, response: Response) -> TokenRead:
    """Get an access token.

    `authorization_code` (with `code`, `redirect_uri`, `code_verifier`) gives the token of the person who logged in;
    a code works once, within a minute. Where `offline_access` is granted, a `refresh_token` comes along; it gives the
    next of both, once, and coming twice it ends the login. `client_credentials` gives a client its own: a body's
    system for the API, a sibling service for the one service that `resource` names. A client proves who it is by its
    secret, or by a JWT signed with its own key (`private_key_jwt`, RFC 7523); with such a JWT as `assertion` and
    nothing else the JWT-bearer grant gives the same token, as Maskinporten does. Errors have the body of RFC 6749 §5.2.
    """
    response.headers.update(NO_STORE)
    return endpoints.grant(request.headers.get("Authorization"), parameters)


@router.post("/oauth/revoke", responses=_ERRORS, openapi_extra=_OWN_TOKEN_FORM, status_code=200)
def revoke_token(parameters: PostedParameters, endpoints: Endpoints, request: Request, response: Response) -> None:
    """End the login that an access token or a refresh token hangs on (RFC 7009): every token of it stops working.

    For the client that the token was given to; a token that is of no use any more answers 200 as well.
    """
    response.headers.update(NO_STORE)
    endpoints.revoke(request.headers.get("Authorization"), parameters)


@router.post("/oauth/introspect", responses=_ERRORS, openapi_extra=_OWN_TOKEN_FORM, response_model_exclude_none=True)
def introspect_token(
    parameters: PostedParameters, endpoints: Endpoints, request: Request, response: Response
) -> IntrospectionRead:
    """Ask whether an access token is live, and what it says (RFC 7662).

    For clients that prove who they are: a service is told of every token it may be sent, a body's system of its own.
    Any other token is not `active`, as where its person lost a role, and nothing more is told.
    """
    response.headers.update(NO_STORE)
    return endpoints.introspect(request.headers.get("Authorization"), parameters)
