"""Login for programs without a browser over HTTP (RFC 8628)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.devices.desk import DeviceDesk
from services.auth.devices.pages import DEVICE_COOKIE, draw_device
from services.auth.devices.request import authorize_device
from services.auth.devices.schemas import DeviceAuthorizationRead
from services.auth.login.dependencies import own_cookie
from services.auth.oauth.forms import ActedOnInQuery, Posted, form_schema
from services.auth.oauth.refusals import NO_STORE, REFUSED, OAuthRoute
from services.auth.pages.frame import PageRoute, PostedOnPage
from services.auth.settings import Settings
from services.auth.tokens.dependencies import Desk
from services.kit.web.session import OwnDatabase, Source


def device_desk(request: Request, database: OwnDatabase, settings: Settings, source: Source) -> DeviceDesk:
    """The desk for the browser at hand, known again by its cookie; a new one is given a cookie with its first page."""
    cookie = own_cookie(request, DEVICE_COOKIE)
    return DeviceDesk(database=database, settings=settings, cookie=cookie, source=source)


AtDevicePage = Annotated[DeviceDesk, Depends(device_desk)]


Shown = Annotated[str, Query(max_length=1000)]


_PAGES: dict[int | str, dict[str, Any]] = {
    303: {"description": "On to the next step"},
    400: {"description": "The page again, with what was wrong", "content": {"text/html": {}}},
}


programs = APIRouter(tags=["oauth"], route_class=OAuthRoute)


people = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@programs.post(
    "/oauth/device_authorization",
    responses={400: REFUSED, 401: REFUSED},
    openapi_extra=form_schema(["client_id"], "scope"),
)
def authorize_program(asked: Posted, desk: Desk, request: Request, response: Response) -> DeviceAuthorizationRead:
    """Begin a login for a program without a browser, such as a command line (RFC 8628).

    Show `user_code` and `verification_uri` to the person, then ask the token endpoint every `interval` seconds with
    `device_code` until it gives a token or says that there will be none. A code is good for ten minutes, once.
    """
    response.headers.update(NO_STORE)
    client = desk.client(request.headers.get("Authorization"), asked)
    return authorize_device(desk.database, client, asked, issuer=desk.settings.origin)


@people.get("/oauth/device", responses=_PAGES)
def show_device_code(desk: AtDevicePage, user_code: Shown = "", ui_locales: Shown = "") -> Response:
    """Show the page where a person types the code that a program shows; `user_code` fills it in."""
    return draw_device(desk.ask(user_code), desk)


@people.post("/oauth/device", responses=_PAGES, openapi_extra=form_schema(["form_token"], "user_code", "language"))
def submit_device_code(desk: AtDevicePage, form: PostedOnPage) -> Response:
    """Take the typed code, and send the person on to log in."""
    return draw_device(desk.take_code(form), desk)


_LOGINS_ANSWER = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in ("state", "code", "iss", "error")
    ]
}


@people.get("/oauth/device/callback", responses=_PAGES, openapi_extra=_LOGINS_ANSWER)
def finish_device_login(desk: AtDevicePage, answer: ActedOnInQuery) -> Response:
    """Take the answer of the login, and send the person on to confirm."""
    return draw_device(desk.come_back(answer), desk)


@people.get("/oauth/device/confirmation", responses=_PAGES)
def show_device_confirmation(desk: AtDevicePage, pending: Shown = "", ui_locales: Shown = "") -> Response:
    """Show which program asks for what, on behalf of which public body."""
    return draw_device(desk.show_confirmation(pending), desk)


@people.post(
    "/oauth/device/confirmation",
    responses=_PAGES,
    openapi_extra=form_schema(["form_token"], "answer", "language"),
)
def submit_device_confirmation(desk: AtDevicePage, form: PostedOnPage, pending: Shown = "") -> Response:
    """Take the person's yes or no, once: the program gets its token at its next question, or is refused."""
    return draw_device(desk.decide(form), desk)
