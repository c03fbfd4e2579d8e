"""The addresses that everybody may open."""

from fastapi import APIRouter, Response

from ressurspool.client import OriginUnreachable, ProblemError
from ressurspool.client.needs import PublicNeed
from services.web.home.texts import WORDS
from services.web.page.dependencies import Visitor
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
FEW = 3


@router.get("/")
def show_start(page: Visitor) -> Response:
    """What this is, a few open needs, and the way in."""
    needs, names = _open_needs(page)
    return page.render("home/start.html", WORDS, needs=needs, names=names)


@router.get("/web/accessibility")
def show_accessibility(page: Visitor) -> Response:
    return page.render("home/accessibility.html", WORDS, contact=page.state.settings.contact)


@router.get("/web/privacy")
def show_privacy(page: Visitor) -> Response:
    return page.render("home/privacy.html", WORDS, contact=page.state.settings.contact)


def _open_needs(page: Page) -> tuple[list[PublicNeed], dict[str, dict[str, str]]]:
    """The newest open needs and their bodies' names. The start page is there without them, too."""
    try:
        needs = page.api.needs.public().page(limit=FEW).items
        names = page.api.auth.organisation_names({need.host_org for need in needs}).names if needs else {}
    except (ProblemError, OriginUnreachable):
        return [], {}
    return needs, names
