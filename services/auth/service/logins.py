"""Proves who somebody is by password, with a bound on guessing."""

from datetime import timedelta

from services.auth.domain import hashed
from services.auth.errors import TooManyGuesses, WrongPassword
from services.auth.models import Person
from services.auth.repository import Guesses, People
from services.auth.service.passwords import is_right
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database

WITHIN = timedelta(minutes=15)


def prove_password(database: Database, settings: AuthSettings, *, email: str, password: str, source: str) -> Person:
    """The person whose account and password these are. Raises WrongPassword, also for a disabled one, TooManyGuesses.

    Every guess is counted in a transaction of its own before it is made, for accounts that do not exist as well,
    so that neither a refusal nor a race uncounts it and nobody learns which accounts there are.
    """
    _count_guess(database, settings, email=email, source=source)
    with database.read() as session:
        person = People(session).find_by_email(email)
    right = is_right(password, person.password_hash if person else None)
    if person is None or not right or person.disabled_at is not None:
        raise WrongPassword()
    with database.write() as session:
        Guesses(session).forget(_account(email))
        Guesses(session).take_back(_source(source))
    return person


def _count_guess(database: Database, settings: AuthSettings, *, email: str, source: str) -> None:
    limits = ((_account(email), settings.guesses_per_account), (_source(source), settings.guesses_per_source))
    with database.write() as session:
        for key, limit in limits:
            if not Guesses(session).reserve(key, limit=limit, within=WITHIN, at=clock.now()):
                raise TooManyGuesses()


def _account(email: str) -> str:
    return hashed(f"account {email}")


def _source(address: str) -> str:
    return hashed(f"source {address}")
