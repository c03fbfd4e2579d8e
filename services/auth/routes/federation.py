"""Where issuers send browsers back to (RFC 6749 §4.1.2)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies.base import OwnDatabase, Settings, read_parameters
from services.auth.domain import hashed
from services.auth.errors import LoginNotBegun
from services.auth.federation import Answer
from services.auth.grants.login.request import Authorization, read_authorization
from services.auth.models import FederatedLogin
from services.auth.repository import FederatedLogins
from services.auth.routes.login import PAGES, Desk, browser_at
from services.auth.routes.pages import COOKIE, Browser, PageRoute, carry
from services.kit import clock

_ANSWER = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "state", "schema": {"type": "string"}}
        for name in ("state", "code", "error", "iss")
    ]
}


def brought_back(request: Request) -> Answer:
    return Answer.read(read_parameters(request.scope["query_string"]))


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


def returning_browser(request: Request, wanted: WantedBefore, settings: Settings) -> Browser:
    return browser_at(request, wanted, settings)


router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/callback/{issuer}", responses=PAGES, openapi_extra=_ANSWER)
def finish_federated_login(
    wanted: WantedBefore,
    begun: Begun,
    answer: Brought,
    desk: Desk,
    browser: Annotated[Browser, Depends(returning_browser)],
) -> Response:
    """Take a browser back from an issuer, once, within ten minutes, and go on at the login page.

    Whatever the issuer answers, the person is shown what to do; nothing that came with the browser is believed
    before the issuer's own token says the same.
    """
    return carry(desk.finish(wanted, begun, answer), wanted, browser)
