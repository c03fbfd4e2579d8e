"""Takes posted login forms, from the password to the code that goes back to the client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.errors import TooManyGuesses, WrongPassword
from services.auth.grants.login.consent import is_given
from services.auth.grants.login.form_seal import FORM_SECONDS, FormSeal
from services.auth.grants.login.proven import Proven, opened
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.second_factor import SecondFactorPages
from services.auth.grants.login.sessions import new_code
from services.auth.grants.login.steps import AskBody, AskConsent, AskLogin, GoBack, NextStep
from services.auth.models import Organisation
from services.auth.repository import Identities, People
from services.auth.service.guessing import remember_browser
from services.auth.service.passwords import Attempt, prove_password
from services.auth.service.second_factor import SecondFactorDesk
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who posts a form: their browser's seal and cookie, where it comes from, and what it is known by from before."""

    seal: FormSeal
    cookie: str
    source: str
    browser: str = ""


@dataclass(frozen=True, kw_only=True)
class LoginDesk:
    """Takes posted login forms."""

    database: Database
    settings: AuthSettings

    def take(self, wanted: Authorization, form: Mapping[str, str], visitor: Visitor) -> NextStep:
        """What comes after a posted form. Every refusal is the form again, with what was wrong."""
        subject = visitor.seal.opened(form.get("form_token", ""))
        if subject is None:
            return AskLogin(fault="form-expired", status=400)
        proven = opened(subject)
        if proven is not None:
            taken = self.second_factor.take(wanted, proven, form)
            if not isinstance(taken, Proven):
                return taken
            chosen, answer = form.get("org") or wanted.org, form.get("answer")
            return self.next_step(wanted, taken, chosen=chosen, browser=visitor.browser, answer=answer)
        if "language" in form:  # chosen on the page, and nothing else
            return AskLogin()
        return self._log_in(wanted, form, visitor)

    def _log_in(self, wanted: Authorization, form: Mapping[str, str], visitor: Visitor) -> NextStep:
        attempt = Attempt(
            email=form.get("email", "").strip().lower(),
            password=form.get("password", ""),
            source=visitor.source,
            browser=visitor.browser,
            client_id=wanted.client_id,
        )
        try:
            person = prove_password(self.database, self.settings, attempt)
        except WrongPassword:
            return AskLogin(fault="wrong-password", status=400)
        except TooManyGuesses as full:
            return AskLogin(fault="too-many-guesses", status=429, wait=full.seconds)
        proven = Proven(person_id=person.id, at=clock.now(), methods=("pwd",), version=person.version)
        return self.next_step(wanted, proven, chosen=wanted.org, browser=visitor.browser)

    def next_step(
        self,
        wanted: Authorization,
        proven: Proven,
        *,
        chosen: str | None,
        browser: str = "",
        answer: str | None = None,
    ) -> NextStep:
        """What comes after somebody is proven, in whatever way: the choice of body, a yes where it is asked for, back.

        `answer` is what they said to the client's wish, yes or no.
        """
        if _is_too_old(wanted, proven):
            return AskLogin(fault="login-too-old", status=400)
        bodies = {body.orgnr: body for body in self._bodies_of(proven)}
        if not bodies:
            return AskLogin(fault="no-membership", status=403)
        if wanted.owner is not None:
            bodies = {orgnr: body for orgnr, body in bodies.items() if orgnr == wanted.owner}
        if not bodies:
            return AskLogin(fault="others-app", status=403)
        asked = self.second_factor.asked_of(proven)
        if asked is not None:
            return asked
        orgnr = chosen or (next(iter(bodies)) if len(bodies) == 1 else None)
        if orgnr is None:
            return AskBody(proven=proven, bodies=list(bodies.values()))
        return self._for_body(wanted, proven, bodies.get(orgnr), browser=browser, answer=answer)

    def _for_body(
        self, wanted: Authorization, proven: Proven, body: Organisation | None, *, browser: str, answer: str | None
    ) -> NextStep:
        if body is None:
            return AskLogin(fault="not-a-member", status=403)
        if answer == "no":  # whatever was said before (RFC 6749 §4.1.2.1)
            return GoBack(location=wanted.location(error="access_denied"))
        return self._finish(wanted, proven, body, browser, yes=answer == "yes")

    def _finish(
        self, wanted: Authorization, proven: Proven, body: Organisation, browser: str, *, yes: bool
    ) -> NextStep:
        with self.database.write() as session:
            overtaken = proven.is_overtaken(People(session).get_locked(proven.person_id))
            if overtaken or not _still_linked(session, proven):
                return AskLogin(fault="form-expired", status=400)
            if not is_given(session, wanted, proven, orgnr=body.orgnr, yes=yes):
                return AskConsent(proven=replace(proven, bodies=(body.orgnr,)), body=body)
            code = new_code(session, self.settings, wanted, proven, orgnr=body.orgnr)
            if browser:
                remember_browser(session, browser, proven.person_id)
        return GoBack(location=wanted.location(code=code))

    @property
    def second_factor(self) -> SecondFactorPages:
        return SecondFactorPages(desk=SecondFactorDesk(database=self.database, settings=self.settings))

    def _bodies_of(self, proven: Proven) -> Sequence[Organisation]:
        with self.database.read() as session:
            bodies = People(session).list_bodies_of(proven.person_id)
        return [body for body in bodies if proven.bodies is None or body.orgnr in proven.bodies]


def _still_linked(session: Session, proven: Proven) -> bool:
    """Whether the identity that somebody came by was not removed while the pages waited."""
    if proven.provider is None:
        return True
    return Identities(session).has_locked(proven.person_id, issuer=proven.provider, subject=proven.subject)


def _is_too_old(wanted: Authorization, proven: Proven) -> bool:
    """Whether another issuer logged the person in longer ago than the client accepts, and than the pages take."""
    if wanted.openid.max_age is None:
        return False
    return clock.now() - proven.at > timedelta(seconds=wanted.openid.max_age + FORM_SECONDS)
