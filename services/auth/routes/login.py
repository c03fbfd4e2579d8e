"""The login pages over HTTP (RFC 6749 §3.1)."""

import re
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies.base import Keys, OwnDatabase, Settings, Source, posted_parameters, read_parameters
from services.auth.errors import SentBack
from services.auth.grants.login.desk import LoginDesk, Visitor
from services.auth.grants.login.federated import FederatedDesk
from services.auth.grants.login.form_seal import FormSeal, seal_key
from services.auth.grants.login.request import PARAMETERS, REQUIRED, Authorization, read_authorization
from services.auth.routes.oauth import form_schema
from services.auth.routes.pages import CARRIED, COOKIE, KNOWN_COOKIE, Browser, PageRoute, PostedOnPage, draw
from services.auth.settings import AuthSettings
from services.kit import context
from services.kit.ids import new_secret

_COOKIE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


async def asked_parameters(request: Request) -> dict[str, str]:
    """What the client asks, which stands in the address of our pages; posted it is led there (Core §3.1.2.1)."""
    query: bytes = request.scope["query_string"]
    if request.method == "POST" and not query:
        raise SentBack(f"{request.url.path}?{urlencode(await posted_parameters(request))}")
    return read_parameters(query)


def wanted_authorization(
    asked: Annotated[dict[str, str], Depends(asked_parameters)], database: OwnDatabase, settings: Settings
) -> Authorization:
    return read_authorization(database, asked, issuer=settings.origin)


Wanted = Annotated[Authorization, Depends(wanted_authorization)]


def browser_at(request: Request, wanted: Authorization, settings: AuthSettings) -> Browser:
    """The browser at hand, known again by its cookie; a new one is given a cookie with its first page."""
    language = context.current().language
    cookie = own_cookie(request, COOKIE)
    key = seal_key(settings.key_passphrase.get_secret_value())
    return Browser(
        cookie=cookie,
        seal=FormSeal(key=key, bound_to=f"{cookie} {wanted.fingerprint}"),
        path=request.url.path.partition("/oauth/")[0] + "/oauth",
        secure=settings.origin.startswith("https:"),
        known_by=own_cookie(request, KNOWN_COOKIE),
        returned=request.cookies.get(CARRIED, ""),
        issuers=[(issuer.profile.name, issuer.profile.label[language]) for issuer in request.app.state.issuers],
    )


def own_cookie(request: Request, name: str) -> str:
    """The secret we gave this browser, or a new one."""
    cookie = request.cookies.get(name, "")
    return cookie if _COOKIE_FORM.fullmatch(cookie) else new_secret()


def asking_browser(request: Request, wanted: Wanted, settings: Settings) -> Browser:
    return browser_at(request, wanted, settings)


def login_desk(request: Request, database: OwnDatabase, keys: Keys, settings: Settings) -> FederatedDesk:
    login = LoginDesk(database=database, settings=settings)
    return FederatedDesk(login=login, issuers=request.app.state.issuers, keys=keys)


AskingBrowser = Annotated[Browser, Depends(asking_browser)]
Desk = Annotated[FederatedDesk, Depends(login_desk)]

_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name in REQUIRED, "schema": {"type": "string"}} for name in PARAMETERS
    ]
}
PAGES: dict[int | str, dict[str, Any]] = {
    303: {"description": "Back to the client with `code`, `state` and `iss`, or with `error`"},
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
}

_POSTED = ("email", "password", "code", "org", "answer", "language", "issuer", "token", "name")

router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/authorize", responses=PAGES, openapi_extra=_QUERY)
def show_login(wanted: Wanted, browser: AskingBrowser, desk: Desk) -> Response:
    """Show the login page to a browser that a client sent here (code flow, PKCE with S256).

    `org` presets the public body to act for, by its organisation number. An unknown client or redirect address is
    told of on a page; any other fault goes back to the client. Of OpenID Connect's parameters `nonce`, `prompt`,
    `max_age` and `login_hint` count; every login is a fresh one, so `prompt=none` is always `login_required`, and
    `prompt=consent` asks the person before the browser goes back. A body's app serves only people who act for that
    body, and they are asked the first time and where it wants to do more than they said yes to.
    """
    return draw(desk.resume(wanted, browser.returned, seal=browser.seal), wanted, browser)


@router.post(
    "/oauth/authorize",
    responses=PAGES,
    openapi_extra={
        **_QUERY,
        **form_schema(
            ["form_token"], "email", "password", "org", "answer", "language", "issuer", "code", "token", "name"
        ),
    },
)
def submit_login(wanted: Wanted, browser: AskingBrowser, desk: Desk, form: PostedOnPage, source: Source) -> Response:
    """Take the posted login page, at the same address it was shown at.

    `issuer` leads to one that people log in through; whoever comes back from there without an account here shows an
    invitation's `token`, or an account's password, once. Who belongs to several bodies is asked which to act for now;
    then the browser goes back to the client. Where only another language was chosen, the same step is shown again in
    it.
    """
    browser = replace(browser, seal=browser.seal.going_on_from(form.get("form_token", "")))
    visitor = Visitor(seal=browser.seal, cookie=browser.cookie, source=source, browser=browser.known_by)
    return draw(desk.take(wanted, form, visitor), wanted, browser)
