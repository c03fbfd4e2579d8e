"""Draws the steps of a login."""

from dataclasses import dataclass

from fastapi import Response

from services.auth.errors import TooManyGuesses
from services.auth.grants.login.form_seal import FORM_SECONDS, FormSeal
from services.auth.grants.login.proven import sealed
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.steps import AskBody, AskLogin, GoBack, NextStep
from services.auth.routes.pages.frame import page, redirect
from services.auth.texts import PAGES
from services.kit import context

COOKIE = "login"


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Whose form it is: a cookie that only this browser has, and where its request came from."""

    cookie: str
    seal: FormSeal
    path: str
    secure: bool


def draw(step: NextStep, wanted: Authorization, browser: Browser) -> Response:
    """The answer that shows the next step of a login."""
    if isinstance(step, GoBack):
        return redirect(step.location)
    answer = _login_page(step, wanted, browser) if isinstance(step, AskLogin) else _body_page(step, wanted, browser)
    answer.set_cookie(
        COOKIE,
        browser.cookie,
        max_age=FORM_SECONDS,
        path=browser.path,
        secure=browser.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def _login_page(step: AskLogin, wanted: Authorization, browser: Browser) -> Response:
    name = f"client-{wanted.client_id}"
    answer = page(
        "login.html",
        status=step.status,
        leads_to=[wanted.redirect_uri],
        client=PAGES[name][context.current().language] if name in PAGES else wanted.client_name,
        fault=step.fault,
        form_token=browser.seal.sealed(),
    )
    if step.status == TooManyGuesses.status:
        answer.headers["Retry-After"] = str(TooManyGuesses.retry_after)
    return answer


def _body_page(step: AskBody, wanted: Authorization, browser: Browser) -> Response:
    language = context.current().language
    bodies = [(body.orgnr, getattr(body, f"name_{language}")) for body in step.bodies]
    token = sealed(browser.seal, step.proven)
    return page("body.html", leads_to=[wanted.redirect_uri], fault=step.fault, bodies=bodies, form_token=token)
