"""Draws the steps of a login, and what comes after a request to log out."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Response

from services.auth.limits.service import BROWSER_KNOWN
from services.auth.login.context import CARRIED, COOKIE, KNOWN_COOKIE, LoginContext
from services.auth.login.logout import LoggedOut, NothingKnown
from services.auth.login.states import FORM_SECONDS, NotReturned, Returned, sealed
from services.auth.login.steps import (
    AskAccount,
    AskBody,
    AskConsent,
    AskLogin,
    AskSecondFactor,
    GoBack,
    GoToIssuer,
    PageStep,
    ShowRecoveryCodes,
    Step,
)
from services.auth.pages.frame import page, redirect, retry_after
from services.auth.texts import PAGES
from services.kit import context

CARRIED_SECONDS = 60


def draw(step: Step, login: LoginContext) -> Response:
    """The response that shows the next step of a login."""
    answer = redirect(step.location) if isinstance(step, GoBack) else _DRAWN[type(step)](step, login)
    if login.browser.returned:
        answer.delete_cookie(CARRIED, path=f"{login.browser.path}/authorize")
    if isinstance(step, GoBack):
        _set_cookie(answer, login, KNOWN_COOKIE, login.browser.known_by, seconds=int(BROWSER_KNOWN.total_seconds()))
    else:
        _set_cookie(answer, login, COOKIE, login.browser.cookie, seconds=FORM_SECONDS)
    return answer


def carry(returned: Returned | NotReturned, login: LoginContext) -> Response:
    """Go on at the login page with how somebody came back from an issuer: nothing of it stays in the address."""
    answer = redirect(f"{login.browser.path}/authorize?{urlencode(login.wanted.asked)}")
    carried = sealed(login.browser.seal, returned, seconds=CARRIED_SECONDS)
    _set_cookie(answer, login, CARRIED, carried, seconds=CARRIED_SECONDS, below="/authorize")
    return answer


def _set_cookie(answer: Response, login: LoginContext, name: str, value: str, *, seconds: int, below: str = "") -> None:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path=f"{login.browser.path}{below}",
        secure=login.browser.secure,
        httponly=True,
        samesite="lax",
    )


def draw_logout(done: LoggedOut | NothingKnown) -> Response:
    """Back to the client, or a page that says what was done."""
    if isinstance(done, LoggedOut) and done.location is not None:
        return redirect(done.location)
    return page("logout.html", ended=isinstance(done, LoggedOut))


def _login_page(step: AskLogin, login: LoginContext) -> Response:
    language = context.current().language
    return _asking_page(
        "login.html",
        step,
        login,
        client=_called(login),
        issuers=[(issuer.profile.name, issuer.profile.label[language]) for issuer in login.issuers],
        login_hint=login.wanted.openid.login_hint,
    )


def _account_page(step: AskAccount, login: LoginContext) -> Response:
    return _asking_page("account.html", step, login, name=step.state.identity.name)


def _second_factor_page(step: AskSecondFactor, login: LoginContext) -> Response:
    template = "enrolment.html" if step.enrolment else "second_factor.html"
    return _asking_page(template, step, login, enrolment=step.enrolment)


def _asking_page(
    template: str, step: AskLogin | AskAccount | AskSecondFactor, login: LoginContext, **shown: object
) -> Response:
    """A page that is shown again where something was wrong."""
    shown = {**shown, "fault": step.fault, "wait": step.wait}
    return retry_after(_form_page(template, step, login, status=step.status, **shown), step.wait)


def _recovery_page(step: ShowRecoveryCodes, login: LoginContext) -> Response:
    return _form_page("recovery_codes.html", step, login, codes=step.codes)


def _body_page(step: AskBody, login: LoginContext) -> Response:
    language = context.current().language
    bodies = [(body.orgnr, getattr(body, f"name_{language}")) for body in step.bodies]
    return _form_page("body.html", step, login, bodies=bodies)


def _consent_page(step: AskConsent, login: LoginContext) -> Response:
    return _form_page(
        "consent.html",
        step,
        login,
        client=_called(login),
        body=getattr(step.body, f"name_{context.current().language}"),
        scopes=login.wanted.scope.split(),
        remembered=login.wanted.owner is not None,
    )


def _form_page(
    template: str,
    step: AskLogin | AskAccount | AskSecondFactor | ShowRecoveryCodes | AskBody | AskConsent,
    login: LoginContext,
    *,
    status: int = 200,
    **shown: object,
) -> Response:
    """A page with a form, which carries the step's state."""
    token = sealed(login.browser.seal, step.state)
    return page(template, status=status, leads_to=[login.wanted.redirect_uri], form_token=token, **shown)


def _issuer_page(step: GoToIssuer, _login: LoginContext) -> Response:
    """Leads on by itself. Not a redirect: browsers hold `form-action` against those, and the address is not ours."""
    answer = page("issuer.html", location=step.location, label=step.label)
    answer.headers["Refresh"] = f"0;url={step.location}"
    return answer


def _called(login: LoginContext) -> str:
    """What people call the client."""
    name = f"client-{login.wanted.client_id}"
    return PAGES[name][context.current().language] if name in PAGES else login.wanted.client_name


_DRAWN: Mapping[type[PageStep], Callable[[Any, LoginContext], Response]] = {
    AskLogin: _login_page,
    AskAccount: _account_page,
    AskSecondFactor: _second_factor_page,
    ShowRecoveryCodes: _recovery_page,
    AskBody: _body_page,
    AskConsent: _consent_page,
    GoToIssuer: _issuer_page,
}
