"""Routes of the pages that mailed links lead to."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from services.auth.links.dependencies import Links
from services.auth.links.pages import draw_link
from services.auth.oauth.forms import form_schema
from services.auth.pages.frame import PageRoute, PostedForm
from services.kit.web.session import Source

LinkToken = Annotated[str, Query(max_length=100, description="As it stands in the mail")]
Locales = Annotated[str | None, Query(alias="ui_locales", max_length=100, description="Languages, the best first")]
_PAGES: dict[int | str, dict[str, Any]] = {
    400: {"description": "The page again, with what was wrong", "content": {"text/html": {}}},
    409: {"description": "A page that says that the link no longer works", "content": {"text/html": {}}},
}

router = APIRouter(tags=["letters"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("/oauth/links", responses=_PAGES)
def show_link(links: Links, token: LinkToken = "", _locales: Locales = None) -> Response:
    """Show the page of a link that was mailed. Looking uses nothing up."""
    return draw_link(links.show(token))


@router.post(
    "/oauth/links", responses=_PAGES, openapi_extra=form_schema(["form_token"], "name", "password", "new_account")
)
def follow_link(form: PostedForm, links: Links, source: Source, token: LinkToken = "") -> Response:
    """Take the page posted at the address it was shown at: what the link is for comes about, once.

    Where only another language was chosen, the page is shown again in it.
    """
    return draw_link(links.follow(token, form, source=source))
