"""Renders the steps of a login and of a logout."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Response

from services.auth.limits.service import BROWSER_KNOWN
from services.auth.login.context import KNOWN_COOKIE, LOGIN_COOKIE, RETURN_COOKIE, LoginContext
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
from services.auth.pages.frame import page, retry_after
from services.auth.texts import PAGES
from services.kit import context
from services.kit.pages.cookies import delete_cookie, set_cookie
from services.kit.pages.html import redirect

CARRIED_SECONDS = 60


def draw(step: Step, login: LoginContext) -> Response:
    """The response for the next step of a login."""
    response = redirect(step.location) if isinstance(step, GoBack) else _PAGES[type(step)](step, login)
    if login.browser.returned:
        delete_cookie(response, RETURN_COOKIE, secure=login.browser.secure, path=f"{login.browser.path}/authorize")
    if isinstance(step, GoBack):
        _set_cookie(response, login, KNOWN_COOKIE, login.browser.known_by, seconds=int(BROWSER_KNOWN.total_seconds()))
    else:
        _set_cookie(response, login, LOGIN_COOKIE, login.browser.cookie, seconds=FORM_SECONDS)
    return response


def carry(returned: Returned | NotReturned, login: LoginContext) -> Response:
    """Redirect from the issuer's callback to the login page, with the result in a cookie and not in the address."""
    response = redirect(f"{login.browser.path}/authorize?{urlencode(login.wanted.parameters)}")
    carried = sealed(login.browser.seal, returned, seconds=CARRIED_SECONDS)
    _set_cookie(response, login, RETURN_COOKIE, carried, seconds=CARRIED_SECONDS, below="/authorize")
    return response


def _set_cookie(
    response: Response, login: LoginContext, name: str, value: str, *, seconds: int, below: str = ""
) -> None:
    set_cookie(response, name, value, secure=login.browser.secure, path=f"{login.browser.path}{below}", seconds=seconds)


def draw_logout(done: LoggedOut | NothingKnown) -> Response:
    """A redirect to the client, or a page that says what was done."""
    if isinstance(done, LoggedOut) and done.location is not None:
        return redirect(done.location)
    return page("logout.html", ended=isinstance(done, LoggedOut))


def _login_page(step: AskLogin, login: LoginContext) -> Response:
    language = context.current().language
    return _asking_page(
        "login.html",
        step,
        login,
        client=_client_name(login),
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
    """A page that is shown again with its fault."""
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
        client=_client_name(login),
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
    """A page with a form, which carries the sealed state of the step."""
    token = sealed(login.browser.seal, step.state)
    return page(template, status=status, form_targets=[login.wanted.redirect_uri], form_token=token, **shown)


def _issuer_page(step: GoToIssuer, _login: LoginContext) -> Response:
    """A page that forwards by itself. Browsers would apply `form-action` to a redirect, and the address is not ours."""
    response = page("issuer.html", location=step.location, label=step.label)
    response.headers["Refresh"] = f"0;url={step.location}"
    return response


def _client_name(login: LoginContext) -> str:
    """The name of the client for people."""
    name = f"client-{login.wanted.client_id}"
    return PAGES[name][context.current().language] if name in PAGES else login.wanted.client_name


_PAGES: Mapping[type[PageStep], Callable[[Any, LoginContext], Response]] = {
    AskLogin: _login_page,
    AskAccount: _account_page,
    AskSecondFactor: _second_factor_page,
    ShowRecoveryCodes: _recovery_page,
    AskBody: _body_page,
    AskConsent: _consent_page,
    GoToIssuer: _issuer_page,
}
