"""What the routes of logging in and out are given."""

import re
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from services.auth.federation.code_flow import Answer
from services.auth.federation.errors import LoginNotBegun
from services.auth.federation.models import FederatedLogin
from services.auth.federation.repository import FederatedLogins
from services.auth.keys.dependencies import Keys
from services.auth.login.authorization import Authorization, read_authorization
from services.auth.login.context import CARRIED, COOKIE, KNOWN_COOKIE, Browser, LoginContext
from services.auth.login.logout import LogoutDesk
from services.auth.login.states import FormSeal, seal_key
from services.auth.oauth.forms import ActedOnInQuery, posted_parameters, read_parameters
from services.auth.pages.errors import SentBack
from services.auth.pages.frame import PostedOnPage
from services.auth.settings import AuthSettings, Settings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed, new_secret
from services.kit.web.http_rules import is_head
from services.kit.web.session import OwnDatabase, Source

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


def login_context(
    request: Request, wanted: Wanted, database: OwnDatabase, settings: Settings, source: Source
) -> LoginContext:
    browser = browser_at(request, wanted, settings, source)
    return context_of(request, browser, wanted, database, settings)


def context_of(
    request: Request, browser: Browser, wanted: Authorization, database: Database, settings: AuthSettings
) -> LoginContext:
    return LoginContext(
        wanted=wanted, browser=browser, database=database, settings=settings, issuers=request.app.state.issuers
    )


def browser_at(request: Request, wanted: Authorization, settings: AuthSettings, source: str) -> Browser:
    """The browser at hand, known again by its cookie; a new one is given a cookie with its first page."""
    cookie = own_cookie(request, COOKIE)
    key = seal_key(settings.key_passphrase.get_secret_value())
    return Browser(
        cookie=cookie,
        seal=FormSeal(key=key, bound_to=f"{cookie} {wanted.fingerprint}"),
        path=request.url.path.partition("/oauth/")[0] + "/oauth",
        secure=settings.origin.startswith("https:"),
        source=source,
        known_by=own_cookie(request, KNOWN_COOKIE),
        returned="" if is_head(request) else request.cookies.get(CARRIED, ""),  # who comes with it goes on with it
    )


def own_cookie(request: Request, name: str) -> str:
    """The secret we gave this browser, or a new one."""
    cookie = request.cookies.get(name, "")
    return cookie if _COOKIE_FORM.fullmatch(cookie) else new_secret()


CurrentLogin = Annotated[LoginContext, Depends(login_context)]


def posted_login(login: CurrentLogin, form: PostedOnPage) -> LoginContext:
    """The login that a page was posted in: what follows is sealed for no longer than that page was."""
    seal = login.browser.seal.going_on_from(form.get("form_token", ""))
    return replace(login, browser=replace(login.browser, seal=seal))


PostedLogin = Annotated[LoginContext, Depends(posted_login)]


def logout_desk(database: OwnDatabase, keys: Keys, settings: Settings) -> LogoutDesk:
    return LogoutDesk(database=database, keys=keys, settings=settings)


Desk = Annotated[LogoutDesk, Depends(logout_desk)]


def brought_back(asked: ActedOnInQuery) -> Answer:
    return Answer.read(asked)


Brought = Annotated[Answer, Depends(brought_back)]


def begun_login(request: Request, database: OwnDatabase, answer: Brought, issuer: str) -> FederatedLogin:
    """The login that this browser was sent to this issuer with, used up by this call.

    Raises UnknownIssuer, LoginNotBegun.
    """
    request.app.state.issuers.get(issuer)
    browser = hashed(request.cookies.get(COOKIE, ""))
    with database.write() as session:
        begun = FederatedLogins(session).use(hashed(answer.state), browser_hash=browser, profile=issuer, at=clock.now())
    if begun is None:
        raise LoginNotBegun()
    return begun


Begun = Annotated[FederatedLogin, Depends(begun_login)]


def wanted_before(database: OwnDatabase, settings: Settings, begun: Begun) -> Authorization:
    return read_authorization(database, begun.asked, issuer=settings.origin)


WantedBefore = Annotated[Authorization, Depends(wanted_before)]


def returning_login(
    request: Request, wanted: WantedBefore, database: OwnDatabase, settings: Settings, source: Source
) -> LoginContext:
    return context_of(request, browser_at(request, wanted, settings, source), wanted, database, settings)


ReturningLogin = Annotated[LoginContext, Depends(returning_login)]
