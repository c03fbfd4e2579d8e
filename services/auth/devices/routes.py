"""Routes of the device grant: for programs that wait, and for the pages where a person confirms (RFC 8628)."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from services.auth.devices.dependencies import Verification
from services.auth.devices.pages import draw_device
from services.auth.devices.request import authorize_device
from services.auth.devices.schemas import DeviceAuthorizationRead
from services.auth.oauth.error_responses import NO_STORE, OAUTH_ERROR, OAuthRoute
from services.auth.oauth.forms import ActedOnInQuery, PostedParameters, form_schema
from services.auth.pages.frame import PageRoute, PostedForm
from services.auth.tokens.dependencies import Endpoints

Shown = Annotated[str, Query(max_length=1000)]
_PAGES: dict[int | str, dict[str, Any]] = {
    303: {"description": "On to the next step"},
    400: {"description": "The page again, with what was wrong", "content": {"text/html": {}}},
}

program_router = APIRouter(tags=["oauth"], route_class=OAuthRoute)
page_router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@program_router.post(
    "/oauth/device_authorization",
    responses={400: OAUTH_ERROR, 401: OAUTH_ERROR},
    openapi_extra=form_schema(["client_id"], "scope"),
)
def authorize_program(
    parameters: PostedParameters, endpoints: Endpoints, request: Request, response: Response
) -> DeviceAuthorizationRead:
    """Begin a login for a program without a browser, such as a command line (RFC 8628).

    Show `user_code` and `verification_uri` to the person, then ask the token endpoint every `interval` seconds with
    `device_code` until it gives a token or says that there will be none. A code is good for ten minutes, once.
    """
    response.headers.update(NO_STORE)
    client = endpoints.client(request.headers.get("Authorization"), parameters)
    return authorize_device(endpoints.database, client, parameters, issuer=endpoints.settings.origin)


@page_router.get("/oauth/device", responses=_PAGES)
def show_device_code(verification: Verification, user_code: Shown = "", ui_locales: Shown = "") -> Response:
    """Show the page where a person types the code that a program shows; `user_code` fills it in."""
    return draw_device(verification.show_code_page(user_code), verification)


@page_router.post("/oauth/device", responses=_PAGES, openapi_extra=form_schema(["form_token"], "user_code", "language"))
def submit_device_code(verification: Verification, form: PostedForm) -> Response:
    """Take the typed code, and send the person on to log in."""
    return draw_device(verification.take_code(form), verification)


_LOGIN_RESPONSE = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in ("state", "code", "iss", "error")
    ]
}


@page_router.get("/oauth/device/callback", responses=_PAGES, openapi_extra=_LOGIN_RESPONSE)
def finish_device_login(verification: Verification, parameters: ActedOnInQuery) -> Response:
    """Take the answer of the login, and send the person on to confirm."""
    return draw_device(verification.finish_login(parameters), verification)


@page_router.get("/oauth/device/confirmation", responses=_PAGES)
def show_device_confirmation(verification: Verification, pending: Shown = "", ui_locales: Shown = "") -> Response:
    """Show which program asks for what, on behalf of which public body."""
    return draw_device(verification.show_confirmation(pending), verification)


@page_router.post(
    "/oauth/device/confirmation",
    responses=_PAGES,
    openapi_extra=form_schema(["form_token"], "answer", "language"),
)
def submit_device_confirmation(verification: Verification, form: PostedForm, pending: Shown = "") -> Response:
    """Take the person's yes or no, once: the program gets its token at its next question, or is refused."""
    return draw_device(verification.decide(form), verification)
