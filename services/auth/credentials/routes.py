"""The page for a forgotten password."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from services.auth.credentials.pages import draw_forgot
from services.auth.oauth.forms import form_schema
from services.auth.pages.frame import PageRoute, PostedForm
from services.auth.settings import Settings
from services.kit.web.session import OwnDatabase, Source

Locales = Annotated[str | None, Query(alias="ui_locales", max_length=100, description="Languages, the best first")]
_PAGES: dict[int | str, dict[str, Any]] = {
    400: {"description": "A page that says what is wrong", "content": {"text/html": {}}},
    429: {"description": "The page again: too many were asked for from here", "content": {"text/html": {}}},
}

pages = APIRouter(tags=["letters"], route_class=PageRoute, default_response_class=HTMLResponse)


@pages.get("/oauth/password")
def show_forgotten_password(_locales: Locales = None) -> Response:
    """Show the page for those who forgot their password."""
    return draw_forgot()


@pages.post("/oauth/password", responses=_PAGES, openapi_extra=form_schema(["email"]))
def submit_forgotten_password(form: PostedForm, database: OwnDatabase, settings: Settings, source: Source) -> Response:
    """Mail a link for a new password to the address. The answer is the same whether it has an account or not."""
    return draw_forgot((database, settings), email=form.get("email", ""), source=source)
