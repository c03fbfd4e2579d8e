"""Draws the login pages: plain HTML in the reader's language, no script, nothing from elsewhere."""

import base64
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.auth.errors import SentBack, TokenRefused, TooManyGuesses, UnreadableLogin
from services.auth.grants.login.form_seal import FORM_SECONDS, FormSeal
from services.auth.grants.login.proven import sealed
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.steps import AskBody, AskLogin, GoBack, NextStep
from services.auth.texts import PAGES
from services.kit import context
from services.kit.errors import ServiceError

COOKIE = "login"
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

_templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
_style = _templates.get_template("style.css").render()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_style.encode()).digest()).decode()


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Whose form it is: a cookie that only this browser has, and where its request came from."""

    cookie: str
    seal: FormSeal
    path: str
    secure: bool


class PageRoute(APIRoute):
    """Refuses with a page, where the others answer problem+json: a person is looking."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SentBack as back:
                return _redirect(back.location)
            except TokenRefused:
                return _error_page(request, UnreadableLogin())
            except ServiceError as error:
                return _error_page(request, error)

        return handled


def draw(step: NextStep, wanted: Authorization, browser: Browser) -> Response:
    """The answer that shows the next step of a login."""
    if isinstance(step, GoBack):
        return _redirect(step.location)
    page = _login_page(step, wanted, browser) if isinstance(step, AskLogin) else _body_page(step, wanted, browser)
    page.set_cookie(
        COOKIE,
        browser.cookie,
        max_age=FORM_SECONDS,
        path=browser.path,
        secure=browser.secure,
        httponly=True,
        samesite="lax",
    )
    return page


def _login_page(step: AskLogin, wanted: Authorization, browser: Browser) -> Response:
    name = f"client-{wanted.client_id}"
    page = _page(
        "login.html",
        status=step.status,
        leads_to=wanted.redirect_uri,
        client=PAGES[name][context.current().language] if name in PAGES else wanted.client_name,
        fault=step.fault,
        form_token=browser.seal.sealed(),
    )
    if step.status == TooManyGuesses.status:
        page.headers["Retry-After"] = str(TooManyGuesses.retry_after)
    return page


def _body_page(step: AskBody, wanted: Authorization, browser: Browser) -> Response:
    language = context.current().language
    bodies = [(body.orgnr, getattr(body, f"name_{language}")) for body in step.bodies]
    token = sealed(browser.seal, step.proven)
    return _page("body.html", status=200, leads_to=wanted.redirect_uri, bodies=bodies, form_token=token)


def _error_page(request: Request, error: ServiceError) -> Response:
    known = request.app.state.problem_texts
    words = known.get(error.code, known["internal"])[context.current().language]
    title, _, advice = words.partition(". ")
    return _page("error.html", status=error.status, leads_to=None, title=title.rstrip("."), advice=advice)


def _page(template: str, *, status: int, leads_to: str | None, **shown: object) -> Response:
    language = context.current().language
    words = {name: text[language] for name, text in PAGES.items()}
    drawn = _templates.get_template(template).render(language=language, words=words, **shown)
    return HTMLResponse(drawn, status_code=status, headers=_headers(leads_to))


def _redirect(location: str) -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(location, status_code=303, headers=headers)


def _headers(leads_to: str | None) -> dict[str, str]:
    """No script, no frame, nothing loaded; browsers hold `form-action` against the redirect after a post too."""
    target = ""
    if leads_to is not None:
        parts = urlsplit(leads_to)
        target = f" {parts.scheme}://{parts.netloc}"
    policy = (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'{target}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Vary": "Accept-Language",
    }
