"""Logging out over HTTP (OpenID Connect RP-Initiated Logout §2)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies.base import AskedInQuery, Keys, OwnDatabase, Posted, Settings
from services.auth.grants.login.logout import LogoutDesk
from services.auth.routes.oauth import form_schema
from services.auth.routes.pages import PageRoute, draw_logout


def logout_desk(database: OwnDatabase, keys: Keys, settings: Settings) -> LogoutDesk:
    return LogoutDesk(database=database, keys=keys, settings=settings)


Desk = Annotated[LogoutDesk, Depends(logout_desk)]

_NAMES = ("id_token_hint", "post_logout_redirect_uri", "state", "client_id", "ui_locales")
_QUERY = {
    "parameters": [{"name": name, "in": "query", "required": False, "schema": {"type": "string"}} for name in _NAMES]
}
_PAGES: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page that says what was done", "content": {"text/html": {}}},
    303: {"description": "Back to the client, with `state`"},
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
}

router = APIRouter(tags=["oauth"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/end_session", responses=_PAGES, openapi_extra=_QUERY)
def show_logout(asked: AskedInQuery, desk: Desk) -> Response:
    """Log out: end the login that the id_token in `id_token_hint` tells of, and all its tokens with it.

    Then the browser goes to `post_logout_redirect_uri`, where it is exactly as the client registered it, with `state`.
    Without a hint a page tells how to log out: no cookie keeps anybody logged in here.
    """
    return draw_logout(desk.take(asked))


@router.post("/oauth/end_session", responses=_PAGES, openapi_extra=form_schema([], *_NAMES))
def submit_logout(asked: Posted, desk: Desk) -> Response:
    """Log out, as by GET: clients that do not want the id_token in an address post it."""
    return draw_logout(desk.take(asked))
