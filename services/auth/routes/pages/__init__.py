"""Pages for people: plain HTML in the reader's language, no script, nothing from elsewhere."""

from services.auth.routes.pages.frame import PageRoute, page, redirect
from services.auth.routes.pages.language import PostedOnPage
from services.auth.routes.pages.links import draw_link
from services.auth.routes.pages.logout import draw_logout
from services.auth.routes.pages.steps import CARRIED, COOKIE, KNOWN_COOKIE, Browser, carry, draw

__all__ = [
    "CARRIED",
    "COOKIE",
    "KNOWN_COOKIE",
    "Browser",
    "PageRoute",
    "PostedOnPage",
    "carry",
    "draw",
    "draw_link",
    "draw_logout",
    "page",
    "redirect",
]
