"""Proves who somebody is by password, with a bound on guessing."""

from dataclasses import dataclass

from services.auth.errors import WrongPassword
from services.auth.models import Action, Person
from services.auth.repository import People
from services.auth.service.audit import Actor, record_audit, record_refusal
from services.auth.service.guessing import Way, give_back, is_known, take_places, ways_to_account
from services.auth.service.passwords import is_right
from services.auth.settings import AuthSettings
from services.kit.database import Database


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Somebody gives an account and a password, from a network address and perhaps a browser we know."""

    email: str
    password: str
    source: str
    browser: str = ""
    client_id: str | None = None


def prove_password(database: Database, settings: AuthSettings, attempt: Attempt) -> Person:
    """The person whose account and password these are. Raises WrongPassword, also for a disabled one, TooManyGuesses.

    The same is done in the same order where there is no such account, so that neither the answer nor its time tells
    which accounts there are. A guess that finds no place is not made, and not entered in the audit either: whoever
    sends them without end would fill it.
    """
    way = _place_for(database, settings, attempt)
    with database.read() as session:
        person = People(session).find_by_email(attempt.email)
    right = is_right(attempt.password, person.password_hash if person else None)
    about = ("person", person.id) if person else None
    if person is None or not right or person.disabled_at is not None:
        by = Actor(client_id=attempt.client_id)
        record_refusal(database, Action.LOGIN_PASSWORD, by, about=about, result=WrongPassword.code)
        raise WrongPassword()
    with database.write() as session:
        give_back(session, way)
        record_audit(
            session, Action.LOGIN_PASSWORD, Actor(sub=str(person.id), client_id=attempt.client_id), about=about
        )
    return person


def _place_for(database: Database, settings: AuthSettings, attempt: Attempt) -> Way:
    anybody, known = ways_to_account(settings, email=attempt.email, source=attempt.source)
    with database.read() as session:
        is_known_here = is_known(session, browser=attempt.browser, email=attempt.email)
    return take_places(database, *([anybody, known] if is_known_here else [anybody]))
