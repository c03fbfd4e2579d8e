"""Checks the password of a login, and the code of an authenticator where the account has one or must get one."""

from dataclasses import replace
from typing import TypeVar

from services.auth.audit.service import Actor
from services.auth.credentials.errors import WrongPassword
from services.auth.credentials.passwords import Attempt, prove_password
from services.auth.credentials.second_factor import Authenticators
from services.auth.limits.errors import TooManyGuesses
from services.auth.login.context import Form, LoginContext
from services.auth.login.states import LinkingProven, Proven, Started
from services.auth.login.steps import AskLogin, AskSecondFactor, ShowRecoveryCodes
from services.auth.people.repository import People
from services.kit import clock
from services.kit.addresses import account_named

A = TypeVar("A", Proven, LinkingProven)


def take_password(login: LoginContext, _state: Started, form: Form) -> Proven | AskLogin:
    """Check the posted address and password; the login page again where they are wrong."""
    attempt = replace(
        attempt_in(form, source=login.browser.source), browser=login.browser.known_by, client_id=login.wanted.client_id
    )
    try:
        person = prove_password(login.database, login.settings, attempt)
    except WrongPassword:
        return AskLogin(fault="wrong-password", status=400)
    except TooManyGuesses as full:
        return AskLogin(fault="too-many-guesses", status=429, wait=full.seconds)
    return Proven(person_id=person.id, at=clock.now(), methods=("pwd",), version=person.version)


def attempt_in(form: Form, *, source: str) -> Attempt:
    return Attempt(email=account_named(form.get("email", "")), password=form.get("password", ""), source=source)


def ask_second_factor(login: LoginContext, state: Proven | LinkingProven) -> AskSecondFactor | None:
    """The page that asks for a code, or that enrols an authenticator. None where no second factor is needed.

    A login through an issuer has the issuer's own second factor.
    """
    if state.methods != ("pwd",):
        return None
    desk = _second_factors(login)
    asked = desk.is_asked_of(state.person_id)
    if asked is False:
        return None
    if asked:
        return AskSecondFactor(state=state)
    with login.database.read() as session:
        account = People(session).get(state.person_id).email
    return AskSecondFactor(state=state, enrolment=desk.begin(state.person_id, account=account, login_at=state.at))


def take_code(login: LoginContext, state: A, form: Form) -> A | AskSecondFactor | ShowRecoveryCodes:
    """Check a posted code, where one is asked for; the page again where it is wrong."""
    asked = ask_second_factor(login, state)
    if asked is None:
        return state
    by, desk = Actor(sub=str(state.person_id), client_id=login.wanted.client_id), _second_factors(login)
    more = replace(state, methods=("pwd", "otp"))
    try:
        if asked.enrolment is None:
            desk.prove(state.person_id, form["code"], by=by)
            return more
        codes = desk.confirm(state.person_id, form["code"], login_at=state.at, by=by)
    except WrongPassword:
        return replace(asked, fault="wrong-code", status=400)
    except TooManyGuesses as full:
        return replace(asked, fault="too-many-guesses", status=429, wait=full.seconds)
    return ShowRecoveryCodes(state=more, codes=codes)


def _second_factors(login: LoginContext) -> Authenticators:
    return Authenticators(database=login.database, settings=login.settings)
