"""Draws the steps of a login."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Response

from services.auth.grants.login.federated import CARRIED_SECONDS, Returned, sealed_identity, sealed_return
from services.auth.grants.login.form_seal import FORM_SECONDS, FormSeal
from services.auth.grants.login.proven import sealed
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.steps import (
    AskAccount,
    AskBody,
    AskConsent,
    AskLogin,
    AskSecondFactor,
    GoBack,
    GoToIssuer,
    NextStep,
    PageStep,
    SecondFactorStep,
    ShowRecoveryCodes,
)
from services.auth.routes.pages.frame import page, redirect, retry_after
from services.auth.service.guessing import BROWSER_KNOWN
from services.auth.texts import PAGES
from services.kit import context

COOKIE = "login"
CARRIED = "returned"
KNOWN_COOKIE = "browser"


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Whose form it is: a cookie that only this browser has, and where its request came from."""

    cookie: str
    seal: FormSeal
    path: str
    secure: bool
    known_by: str = ""  # a cookie that stays: where a password was right before, guesses elsewhere do not keep it out
    returned: str = ""  # what it carries from an issuer
    issuers: Sequence[tuple[str, str]] = ()  # names and labels of those to log in through


def draw(step: NextStep, wanted: Authorization, browser: Browser) -> Response:
    """The answer that shows the next step of a login."""
    answer = redirect(step.location) if isinstance(step, GoBack) else _page_of(step, wanted, browser)
    if browser.returned:
        answer.delete_cookie(CARRIED, path=f"{browser.path}/authorize")
    if isinstance(step, GoBack):
        return _known_again(answer, browser)
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


def _known_again(answer: Response, browser: Browser) -> Response:
    answer.set_cookie(
        KNOWN_COOKIE,
        browser.known_by,
        max_age=int(BROWSER_KNOWN.total_seconds()),
        path=browser.path,
        secure=browser.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def carry(returned: Returned, wanted: Authorization, browser: Browser) -> Response:
    """Go on at the login page with how somebody came back from an issuer: nothing of it stays in the address."""
    answer = redirect(f"{browser.path}/authorize?{urlencode(wanted.asked)}")
    answer.set_cookie(
        CARRIED,
        sealed_return(browser.seal, returned),
        max_age=CARRIED_SECONDS,
        path=f"{browser.path}/authorize",
        secure=browser.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def _page_of(step: PageStep, wanted: Authorization, browser: Browser) -> Response:
    if isinstance(step, AskBody):
        return _body_page(step, wanted, browser)
    if isinstance(step, AskConsent):
        return _consent_page(step, wanted, browser)
    if isinstance(step, AskAccount):
        return _account_page(step, wanted, browser)
    if isinstance(step, GoToIssuer):
        return _issuer_page(step)
    if isinstance(step, AskSecondFactor | ShowRecoveryCodes):
        return _second_factor_page(step, wanted, browser)
    return _login_page(step, wanted, browser)


def _second_factor_page(step: SecondFactorStep, wanted: Authorization, browser: Browser) -> Response:
    token, leads_to = sealed(browser.seal, step.proven), [wanted.redirect_uri]
    if isinstance(step, ShowRecoveryCodes):
        return page("recovery_codes.html", leads_to=leads_to, codes=step.codes, form_token=token)
    answer = page(
        "enrolment.html" if step.enrolment else "second_factor.html",
        status=step.status,
        leads_to=leads_to,
        enrolment=step.enrolment,
        fault=step.fault,
        wait=step.wait,
        form_token=token,
    )
    return retry_after(answer, step.wait)


def _issuer_page(step: GoToIssuer) -> Response:
    """Leads on by itself. Not a redirect: browsers hold `form-action` against those, and the address is not ours."""
    answer = page("issuer.html", location=step.location, label=step.label)
    answer.headers["Refresh"] = f"0;url={step.location}"
    return answer


def _account_page(step: AskAccount, wanted: Authorization, browser: Browser) -> Response:
    answer = page(
        "account.html",
        status=step.status,
        leads_to=[wanted.redirect_uri],
        fault=step.fault,
        wait=step.wait,
        name=step.identity.name,
        form_token=sealed_identity(browser.seal, step.identity),
    )
    return retry_after(answer, step.wait)


def _login_page(step: AskLogin, wanted: Authorization, browser: Browser) -> Response:
    answer = page(
        "login.html",
        status=step.status,
        leads_to=[wanted.redirect_uri],
        client=_called(wanted),
        fault=step.fault,
        wait=step.wait,
        issuers=browser.issuers,
        login_hint=wanted.openid.login_hint,
        form_token=browser.seal.sealed(),
    )
    return retry_after(answer, step.wait)


def _called(wanted: Authorization) -> str:
    """What people call the client."""
    name = f"client-{wanted.client_id}"
    return PAGES[name][context.current().language] if name in PAGES else wanted.client_name


def _consent_page(step: AskConsent, wanted: Authorization, browser: Browser) -> Response:
    return page(
        "consent.html",
        leads_to=[wanted.redirect_uri],
        client=_called(wanted),
        body=getattr(step.body, f"name_{context.current().language}"),
        scopes=wanted.scope.split(),
        remembered=wanted.owner is not None,
        form_token=sealed(browser.seal, step.proven),
    )


def _body_page(step: AskBody, wanted: Authorization, browser: Browser) -> Response:
    language = context.current().language
    bodies = [(body.orgnr, getattr(body, f"name_{language}")) for body in step.bodies]
    token = sealed(browser.seal, step.proven)
    return page("body.html", leads_to=[wanted.redirect_uri], fault=step.fault, bodies=bodies, form_token=token)
