"""OAuth's endpoints for clients: tokens are given, told of and ended."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from services.auth.dependencies.base import FORM, Keys, OwnDatabase, Posted, Settings
from services.auth.errors import TokenRefused
from services.auth.grants import TokenDesk
from services.auth.schemas import IntrospectionRead, RefusalRead, TokenRead
from services.kit.errors import Unavailable
from services.kit.problems import problems

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}  # RFC 6749 §5.1


class OAuthRoute(APIRoute):
    """Refuses in the words of RFC 6749 §5.2, where the others answer problem+json."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except TokenRefused as refusal:
                return _refusal(refusal, request)

        return handled


def _refusal(refusal: TokenRefused, request: Request) -> Response:
    told = RefusalRead(error=refusal.error, error_description=refusal.description)
    headers = dict(NO_STORE)
    if refusal.status == 401 and "Authorization" in request.headers:
        headers["WWW-Authenticate"] = 'Basic realm="ressurspool"'
    return JSONResponse(told.model_dump(), status_code=refusal.status, headers=headers)


def token_desk(request: Request, database: OwnDatabase, keys: Keys, settings: Settings) -> TokenDesk:
    state = request.app.state
    return TokenDesk(
        database=database, keys=keys, settings=settings, standing=state.standing, login_grants=state.login_grants
    )


Desk = Annotated[TokenDesk, Depends(token_desk)]


def form_schema(required: list[str], *optional: str) -> dict[str, Any]:
    """How OpenAPI is told of a form that is read strictly by ourselves."""
    properties = {name: {"type": "string"} for name in [*required, *optional]}
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {FORM: {"schema": schema}}}}


REFUSED = {"model": RefusalRead, "description": "RFC 6749 §5.2: `error` says what is wrong"}
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
