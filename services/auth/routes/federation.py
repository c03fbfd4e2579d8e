"""Where issuers send browsers back to (RFC 6749 §4.1.2)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies.base import Keys, OwnDatabase, Settings, Source, read_parameters
from services.auth.domain import hashed
from services.auth.errors import LoginNotBegun
from services.auth.federation import Answer
from services.auth.login.authorization import Authorization, read_authorization
from services.auth.login.context import COOKIE, LoginContext
from services.auth.login.dependencies import browser_at, context_of
from services.auth.login.drawing import carry
from services.auth.login.federation import come_back
from services.auth.login.routes import PAGES
from services.auth.models import FederatedLogin
from services.auth.repository import FederatedLogins
from services.auth.routes.pages.frame import PageRoute
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


def returning_login(
    request: Request, wanted: WantedBefore, database: OwnDatabase, settings: Settings, source: Source
) -> LoginContext:
    return context_of(request, browser_at(request, wanted, settings, source), wanted, database, settings)


ReturningLogin = Annotated[LoginContext, Depends(returning_login)]

router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/callback/{issuer}", responses=PAGES, openapi_extra=_ANSWER)
def finish_federated_login(login: ReturningLogin, begun: Begun, answer: Brought, keys: Keys) -> Response:
    """Take a browser back from an issuer, once, within ten minutes, and go on at the login page.

    Whatever the issuer answers, the person is shown what to do; nothing that came with the browser is believed
    before the issuer's own token says the same.
    """
    return carry(come_back(login, begun, answer, keys), login)
