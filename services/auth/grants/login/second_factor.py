"""Asks whoever gave a password for a code as well, where they have an authenticator or must get one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.auth.errors import TooManyGuesses, WrongPassword
from services.auth.grants.login.proven import Proven
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.steps import AskLogin, AskSecondFactor, SecondFactorStep, ShowRecoveryCodes
from services.auth.models import Person
from services.auth.repository import People
from services.auth.service.audit import Actor
from services.auth.service.second_factor import SecondFactorDesk


@dataclass(frozen=True, kw_only=True)
class SecondFactorPages:
    """The pages between the password and the choice of body. An issuer's login has its own second factor."""

    desk: SecondFactorDesk

    def asked_of(self, proven: Proven) -> AskSecondFactor | None:
        """The page that asks for a code, or begins an authenticator; None where nothing more is to be proven."""
        if proven.methods != ("pwd",):
            return None
        asked = self.desk.is_asked_of(proven.person_id)
        if asked is False:
            return None
        if asked:
            return AskSecondFactor(proven=proven, enrolment=None)
        account = self._person(proven).email
        enrolment = self.desk.begin(proven.person_id, account=account, login_at=proven.at)
        return AskSecondFactor(proven=proven, enrolment=enrolment)

    def take(
        self, wanted: Authorization, proven: Proven, form: Mapping[str, str]
    ) -> Proven | SecondFactorStep | AskLogin:
        """Who is proven after a posted code; the page again where it was wrong, the first one where it is too late."""
        if proven.is_overtaken(self._person(proven)):
            return AskLogin(fault="form-expired", status=400)
        asked = self.asked_of(proven) if "code" in form else None
        if asked is None:
            return proven
        by = Actor(sub=str(proven.person_id), client_id=wanted.client_id)
        more = replace(proven, methods=("pwd", "otp"))
        try:
            if asked.enrolment is None:
                self.desk.prove(proven.person_id, form["code"], by=by)
                return more
            codes = self.desk.confirm(proven.person_id, form["code"], login_at=proven.at, by=by)
            return ShowRecoveryCodes(proven=more, codes=codes)
        except WrongPassword:
            return replace(asked, fault="wrong-code", status=400)
        except TooManyGuesses as full:
            return replace(asked, fault="too-many-guesses", status=429, wait=full.seconds)

    def _person(self, proven: Proven) -> Person:
        with self.desk.database.read() as session:
            return People(session).get(proven.person_id)
