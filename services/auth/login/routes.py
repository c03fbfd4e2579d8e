"""Routes of the login and logout pages (RFC 6749 §3.1, OpenID Connect RP-Initiated Logout §2)."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from services.auth.keys.dependencies import Keys
from services.auth.login.authorization import PARAMETERS, REQUIRED
from services.auth.login.dependencies import (
    BegunLogin,
    CurrentLogin,
    IssuerResponse,
    Logout,
    PostedLogin,
    ReturningLogin,
)
from services.auth.login.federation import return_from_issuer
from services.auth.login.machine import FIELDS, resume, take
from services.auth.login.pages import carry, draw, draw_logout
from services.auth.oauth.forms import ActedOnInQuery, PostedParameters, form_schema
from services.auth.pages.frame import PageRoute, PostedForm
from services.kit.errors import NotFound
from services.kit.web.problems import problems

_AUTHORIZATION_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name in REQUIRED, "schema": {"type": "string"}} for name in PARAMETERS
    ]
}
PAGES: dict[int | str, dict[str, Any]] = {
    303: {"description": "Back to the client with `code`, `state` and `iss`, or with `error`"},
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
}

_CALLBACK_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "state", "schema": {"type": "string"}}
        for name in ("state", "code", "error", "iss")
    ]
}
_LOGOUT_FIELDS = ("id_token_hint", "post_logout_redirect_uri", "state", "client_id", "ui_locales")
_LOGOUT_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}} for name in _LOGOUT_FIELDS
    ]
}
_LOGOUT_PAGES: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page that says what was done", "content": {"text/html": {}}},
    303: {"description": "Back to the client, with `state`"},
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
}

router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)
callback_router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/authorize", responses=PAGES, openapi_extra=_AUTHORIZATION_QUERY)
def show_login(login: CurrentLogin) -> Response:
    """Show the login page to a browser that a client sent here (code flow, PKCE with S256).

    `org` presets the public body to act for, by its organisation number. An unknown client or redirect address is
    told of on a page; any other fault goes back to the client. Of OpenID Connect's parameters `nonce`, `prompt`,
    `max_age` and `login_hint` count; every login is a fresh one, so `prompt=none` is always `login_required`, and
    `prompt=consent` asks the person before the browser goes back. A body's app serves only people who act for that
    body, and they are asked the first time and where it wants to do more than they said yes to.
    """
    return draw(resume(login), login)


@router.post(
    "/oauth/authorize",
    responses=PAGES,
    openapi_extra={**_AUTHORIZATION_QUERY, **form_schema(["form_token"], *FIELDS)},
)
def submit_login(login: PostedLogin, form: PostedForm) -> Response:
    """Take the posted login page, at the same address it was shown at.

    `issuer` leads to one that people log in through; whoever comes back from there without an account here shows an
    invitation's `token`, or an account's password, once. Who belongs to several bodies is asked which to act for now;
    then the browser goes back to the client. Where only another language was chosen, the same step is shown again in
    it.
    """
    return draw(take(login, form), login)


@router.get("/oauth/end_session", responses=_LOGOUT_PAGES, openapi_extra=_LOGOUT_QUERY)
def show_logout(parameters: ActedOnInQuery, logout: Logout) -> Response:
    """Log out: end the login that the id_token in `id_token_hint` tells of, and all its tokens with it.

    Then the browser goes to `post_logout_redirect_uri`, where it is exactly as the client registered it, with `state`.
    Without a hint a page tells how to log out: no cookie keeps anybody logged in here.
    """
    return draw_logout(logout.end_session(parameters))


@router.post("/oauth/end_session", responses=_LOGOUT_PAGES, openapi_extra=form_schema([], *_LOGOUT_FIELDS))
def submit_logout(parameters: PostedParameters, logout: Logout) -> Response:
    """Log out, as by GET: clients that do not want the id_token in an address post it."""
    return draw_logout(logout.end_session(parameters))


@callback_router.get("/oauth/callback/{issuer}", responses=PAGES | problems(NotFound), openapi_extra=_CALLBACK_QUERY)
def finish_federated_login(
    login: ReturningLogin, begun: BegunLogin, issuer_response: IssuerResponse, keys: Keys
) -> Response:
    """Take a browser back from an issuer, once, within ten minutes, and go on at the login page.

    Whatever the issuer answers, the person is shown what to do; nothing that came with the browser is believed
    before the issuer's own token says the same.
    """
    return carry(return_from_issuer(login, begun, issuer_response, keys), login)
