"""Which language a page is in: the one chosen on it, or before, or else the browser's."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.dependencies.base import Posted
from services.kit import context
from services.kit.language import Language, preferred

COOKIE = "language"
FIELD = "language"  # of a form that is posted to change the language only


def speak_asked(request: Request) -> None:
    """Speak what the client asked for (`ui_locales`, OpenID Connect §3.1.2.1), or the reader chose on a page before.

    Where neither did, the context has the browser's language already.
    """
    locales, chosen = request.query_params.get("ui_locales"), request.cookies.get(COOKIE)
    if chosen in set(Language):
        context.current().language = Language(chosen)
    elif locales is not None:
        context.current().language = preferred(",".join(locales.split()))


def posted_on_page(form: Posted) -> dict[str, str]:
    """A page's posted form. With a language in it, that was chosen and nothing else: the page is shown again in it."""
    if form.get(FIELD) in set(Language):
        context.current().language = Language(form[FIELD])
    return form


PostedOnPage = Annotated[dict[str, str], Depends(posted_on_page)]
