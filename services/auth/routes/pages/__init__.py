"""Pages for people: plain HTML in the reader's language, no script, nothing from elsewhere."""

from services.auth.routes.pages.frame import PageRoute, PostedOnPage, page, redirect
from services.auth.routes.pages.links import draw_link

__all__ = [
    "PageRoute",
    "PostedOnPage",
    "draw_link",
    "page",
    "redirect",
]
