"""Draws what comes after a request to log out."""

from fastapi import Response

from services.auth.grants.login.logout import LoggedOut, NothingKnown
from services.auth.routes.pages.frame import page, redirect


def draw_logout(done: LoggedOut | NothingKnown) -> Response:
    """Back to the client, or a page that says what was done."""
    if isinstance(done, LoggedOut) and done.location is not None:
        return redirect(done.location)
    return page("logout.html", ended=isinstance(done, LoggedOut))
