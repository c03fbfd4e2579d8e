"""Tokens, what they say, and the server's metadata, over HTTP."""

from typing import Any

from fastapi import APIRouter, Request, Response

from services.auth.keys.dependencies import Keys
from services.auth.keys.schemas import JwksRead
from services.auth.oauth.forms import Posted, form_schema
from services.auth.oauth.refusals import NO_STORE, REFUSED, OAuthRoute
from services.auth.settings import Settings
from services.auth.tokens.dependencies import Desk, Identified, IdentityReader
from services.auth.tokens.metadata import MetadataRead
from services.auth.tokens.schemas import IntrospectionRead, TokenRead, UserInfoRead
from services.kit.errors import NotFound, NotPermitted, Unavailable
from services.kit.web.problems import problems

discovery_router = APIRouter(tags=["oauth"])


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


userinfo_router = APIRouter(tags=["oauth"])


_REFUSED = problems(NotPermitted, NotFound)


@userinfo_router.get("/oauth/userinfo", responses=_REFUSED, response_model_exclude_none=True)
def read_userinfo(caller: IdentityReader, person: Identified, response: Response) -> UserInfoRead:
    """Read who logged in, with an access token of theirs that has the scope `openid`."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes)


@userinfo_router.post("/oauth/userinfo", responses=_REFUSED, response_model_exclude_none=True)
def request_userinfo(caller: IdentityReader, person: Identified, response: Response) -> UserInfoRead:
    """Read who logged in, as by GET: clients may use either."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes)


_ANSWERS: dict[int | str, dict[str, Any]] = {400: REFUSED, 401: REFUSED, **problems(Unavailable)}


_CLIENT = ("client_id", "client_secret", "client_assertion_type", "client_assertion")


_OWN_TOKEN_FORM = form_schema(["token"], "token_type_hint", *_CLIENT)


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


router = APIRouter(tags=["oauth"], route_class=OAuthRoute)


@router.post(
    "/oauth/token",
    responses=_ANSWERS,
    openapi_extra=_TOKEN_FORM,
    response_model_exclude_none=True,
)
def create_token(asked: Posted, desk: Desk, request: Request, response: Response) -> TokenRead:
    """Get an access token.

    `authorization_code` (with `code`, `redirect_uri`, `code_verifier`) gives the token of the person who logged in;
    a code works once, within a minute. Where `offline_access` is granted, a `refresh_token` comes along; it gives the
    next of both, once, and coming twice it ends the login. `client_credentials` gives a client its own: a body's
    system for the API, a sibling service for the one service that `resource` names. A client proves who it is by its
    secret, or by a JWT signed with its own key (`private_key_jwt`, RFC 7523); with such a JWT as `assertion` and
    nothing else the JWT-bearer grant gives the same token, as Maskinporten does. Errors have the body of RFC 6749 §5.2.
    """
    response.headers.update(NO_STORE)
    return desk.grant(request.headers.get("Authorization"), asked)


@router.post("/oauth/revoke", responses=_ANSWERS, openapi_extra=_OWN_TOKEN_FORM, status_code=200)
def revoke_token(asked: Posted, desk: Desk, request: Request, response: Response) -> None:
    """End the login that an access token or a refresh token hangs on (RFC 7009): every token of it stops working.

    For the client that the token was given to; a token that is of no use any more answers 200 as well.
    """
    response.headers.update(NO_STORE)
    desk.revoke(request.headers.get("Authorization"), asked)


@router.post("/oauth/introspect", responses=_ANSWERS, openapi_extra=_OWN_TOKEN_FORM, response_model_exclude_none=True)
def introspect_token(asked: Posted, desk: Desk, request: Request, response: Response) -> IntrospectionRead:
    """Ask whether an access token is live, and what it says (RFC 7662).

    For clients that prove who they are: a service is told of every token it may be sent, a body's system of its own.
    Any other token is not `active`, as where its person lost a role, and nothing more is told.
    """
    response.headers.update(NO_STORE)
    return desk.introspect(request.headers.get("Authorization"), asked)
