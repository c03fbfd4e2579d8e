"""Draws the page for people who forgot their password."""

from fastapi import Response

from services.auth.credentials.new_passwords import ask_new_password
from services.auth.limits.errors import TooManyAsked
from services.auth.pages.frame import page, retry_after
from services.auth.settings import AuthSettings
from services.kit.addresses import account_named
from services.kit.data.database import Database


def draw_forgot(at: tuple[Database, AuthSettings] | None = None, *, email: str = "", source: str = "") -> Response:
    """Return the page that asks for the address. With `at`, mail the link and return the page that says so."""
    if at is None:
        return page("forgot.html", done=False, fault=None)
    if not email:
        return page("forgot.html", status=400, done=False, fault="address-missing", wait=None)
    try:
        ask_new_password(*at, account_named(email), source=source)
    except TooManyAsked as full:
        answer = page("forgot.html", status=429, done=False, fault=full.code, wait=full.seconds)
        return retry_after(answer, full.seconds)
    return page("forgot.html", done=True, fault=None)
