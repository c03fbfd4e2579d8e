"""The login pages over HTTP (RFC 6749 §3.1)."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies import OwnDatabase, Settings, Source
from services.auth.grants.login.desk import LoginDesk
from services.auth.grants.login.form_seal import FormSeal, seal_key
from services.auth.grants.login.request import Authorization, read_authorization
from services.auth.grants.login.steps import AskLogin
from services.auth.grants.parameters import read_parameters
from services.auth.routes.oauth import form_schema
from services.auth.routes.pages import COOKIE, Browser, PageRoute, PostedOnPage, draw
from services.kit.ids import new_secret

_COOKIE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def wanted_authorization(request: Request, database: OwnDatabase, settings: Settings) -> Authorization:
    asked = read_parameters(request.scope["query_string"])
    return read_authorization(database, asked, issuer=settings.origin)


Wanted = Annotated[Authorization, Depends(wanted_authorization)]


def asking_browser(request: Request, wanted: Wanted, settings: Settings) -> Browser:
    """The browser at hand, known again by its cookie; a new one is given a cookie with its first page."""
    cookie = request.cookies.get(COOKIE, "")
    cookie = cookie if _COOKIE_FORM.fullmatch(cookie) else new_secret()
    key = seal_key(settings.key_passphrase.get_secret_value())
    return Browser(
        cookie=cookie,
        seal=FormSeal(key=key, bound_to=f"{cookie} {wanted.fingerprint}"),
        path=request.url.path,
        secure=settings.origin.startswith("https:"),
    )


def login_desk(database: OwnDatabase, settings: Settings) -> LoginDesk:
    return LoginDesk(database=database, settings=settings)


AskingBrowser = Annotated[Browser, Depends(asking_browser)]
Desk = Annotated[LoginDesk, Depends(login_desk)]

_REQUIRED = ("response_type", "client_id", "redirect_uri", "code_challenge", "code_challenge_method")
_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name in _REQUIRED, "schema": {"type": "string"}}
        for name in (*_REQUIRED, "scope", "state", "org")
    ]
}
_PAGES: dict[int | str, dict[str, Any]] = {
    303: {"description": "Back to the client with `code`, `state` and `iss`, or with `error`"},
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
}

router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/authorize", responses=_PAGES, openapi_extra=_QUERY)
def show_login(wanted: Wanted, browser: AskingBrowser) -> Response:
    """Show the login page to a browser that a client sent here (code flow, PKCE with S256).

    `org` presets the public body to act for, by its organisation number. An unknown client or redirect address is
    told of on a page; any other fault goes back to the client.
    """
    return draw(AskLogin(), wanted, browser)


@router.post(
    "/oauth/authorize",
    responses=_PAGES,
    openapi_extra={**_QUERY, **form_schema(["form_token"], "email", "password", "org", "language")},
)
def submit_login(wanted: Wanted, browser: AskingBrowser, desk: Desk, form: PostedOnPage, source: Source) -> Response:
    """Take the posted login page, at the same address it was shown at.

    Who belongs to several bodies is asked which to act for now; then the browser goes back to the client. Where only
    another language was chosen, the same step is shown again in it.
    """
    return draw(desk.take(wanted, form, seal=browser.seal, source=source), wanted, browser)
