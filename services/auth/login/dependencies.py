"""Dependencies of the login and logout routes: the client's request, the browser, and the way back from an issuer."""

import re
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from services.auth.federation.code_flow import AuthorizationResponse
from services.auth.federation.errors import LoginNotBegun
from services.auth.federation.models import FederatedLogin
from services.auth.federation.repository import FederatedLogins
from services.auth.keys.dependencies import Keys
from services.auth.login.authorization import AuthorizationRequest, read_authorization_request
from services.auth.login.context import KNOWN_COOKIE, LOGIN_COOKIE, RETURN_COOKIE, Browser, LoginContext
from services.auth.login.logout import LogoutEndpoint
from services.auth.login.states import FormSeal, seal_key
from services.auth.oauth.forms import ActedOnInQuery, parse_parameters, posted_parameters
from services.auth.pages.errors import BrowserRedirect
from services.auth.pages.frame import PostedForm
from services.auth.settings import AuthSettings, Settings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed, new_secret
from services.kit.pages.cookies import is_secure, read_cookie
from services.kit.web.http_rules import is_head
from services.kit.web.session import OwnDatabase, Source

_COOKIE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


async def request_parameters(request: Request) -> dict[str, str]:
    """The parameters in the address of our pages. A request that a client posts is redirected there (Core §3.1.2.1)."""
    query: bytes = request.scope["query_string"]
    if request.method == "POST" and not query:
        raise BrowserRedirect(f"{request.url.path}?{urlencode(await posted_parameters(request))}")
    return parse_parameters(query)


def authorization_request(
    parameters: Annotated[dict[str, str], Depends(request_parameters)], database: OwnDatabase, settings: Settings
) -> AuthorizationRequest:
    return read_authorization_request(database, parameters, issuer=settings.origin)


WantedRequest = Annotated[AuthorizationRequest, Depends(authorization_request)]


def login_context(
    request: Request, wanted: WantedRequest, database: OwnDatabase, settings: Settings, source: Source
) -> LoginContext:
    browser = browser_at(request, wanted, settings, source)
    return context_of(request, browser, wanted, database, settings)


def context_of(
    request: Request, browser: Browser, wanted: AuthorizationRequest, database: Database, settings: AuthSettings
) -> LoginContext:
    return LoginContext(
        wanted=wanted, browser=browser, database=database, settings=settings, issuers=request.app.state.issuers
    )


def browser_at(request: Request, wanted: AuthorizationRequest, settings: AuthSettings, source: str) -> Browser:
    """The browser that sends the request, recognised by its cookie. A new one gets its cookie with the first page."""
    cookie = own_cookie(request, LOGIN_COOKIE)
    key = seal_key(settings.key_passphrase.get_secret_value())
    return Browser(
        cookie=cookie,
        seal=FormSeal(key=key, bound_to=f"{cookie} {wanted.fingerprint}"),
        path=request.url.path.partition("/oauth/")[0] + "/oauth",
        secure=is_secure(request),
        source=source,
        known_by=own_cookie(request, KNOWN_COOKIE),
        returned="" if is_head(request) else read_cookie(request, RETURN_COOKIE),  # a GET goes on with it
    )


def own_cookie(request: Request, name: str) -> str:
    """The random value of a cookie that we set in this browser, or a new value."""
    cookie = read_cookie(request, name)
    return cookie if _COOKIE_FORM.fullmatch(cookie) else new_secret()


CurrentLogin = Annotated[LoginContext, Depends(login_context)]


async def posted_login(login: CurrentLogin, form: PostedForm) -> LoginContext:
    """The login that a page was posted in. What follows expires no later than that page did."""
    seal = login.browser.seal.continuing(form.get("form_token", ""))
    return replace(login, browser=replace(login.browser, seal=seal))


PostedLogin = Annotated[LoginContext, Depends(posted_login)]


async def logout_endpoint(database: OwnDatabase, keys: Keys, settings: Settings) -> LogoutEndpoint:
    return LogoutEndpoint(database=database, keys=keys, settings=settings)


Logout = Annotated[LogoutEndpoint, Depends(logout_endpoint)]


async def issuer_response(parameters: ActedOnInQuery) -> AuthorizationResponse:
    return AuthorizationResponse.of(parameters)


IssuerResponse = Annotated[AuthorizationResponse, Depends(issuer_response)]


def begun_login(request: Request, database: OwnDatabase, response: IssuerResponse, issuer: str) -> FederatedLogin:
    """The pending login that this browser was sent to this issuer with. This call uses it up.

    Raises UnknownIssuer, LoginNotBegun.
    """
    request.app.state.issuers.get(issuer)
    browser = hashed(read_cookie(request, LOGIN_COOKIE))
    with database.write() as session:
        begun = FederatedLogins(session).use(
            hashed(response.state), browser_hash=browser, profile=issuer, at=clock.now()
        )
    if begun is None:
        raise LoginNotBegun()
    return begun


BegunLogin = Annotated[FederatedLogin, Depends(begun_login)]


def begun_request(database: OwnDatabase, settings: Settings, begun: BegunLogin) -> AuthorizationRequest:
    return read_authorization_request(database, begun.asked, issuer=settings.origin)


BegunRequest = Annotated[AuthorizationRequest, Depends(begun_request)]


def returning_login(
    request: Request, wanted: BegunRequest, database: OwnDatabase, settings: Settings, source: Source
) -> LoginContext:
    return context_of(request, browser_at(request, wanted, settings, source), wanted, database, settings)


ReturningLogin = Annotated[LoginContext, Depends(returning_login)]
