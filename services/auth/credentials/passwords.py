"""Proves by password whose an account is, with a bound on guessing; hashes with Argon2id, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit, record_refusal
from services.auth.credentials.domain import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_guessable
from services.auth.credentials.errors import GuessablePassword, WrongPassword
from services.auth.limits.service import Way, give_back, is_known, take_places, ways_to_account
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from services.kit.errors import Busy, Invalid
from services.kit.text import composed

COMMON_WORDS = Path(__file__).resolve().parents[1] / "data" / "common_words.txt"


AT_ONCE = 4  # each takes 19 MiB and a processor for about 20 ms


WAIT_SECONDS = 1.0  # then the request is shed


# OWASP's minimum for Argon2id: m=19 MiB, t=2, p=1
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)


_places = BoundedSemaphore(AT_ONCE)


_nobody = _hasher.hash("the account that is not there")


def hash_password(password: str) -> str:
    """Slow on purpose: never inside a transaction. Raises Busy where too many hash at once."""
    with _Place():
        return _hasher.hash(password)


def hash_new_password(password: str, *, words: Sequence[str]) -> str:
    """The hash of a password somebody chose. `words` are their own. Raises Invalid, GuessablePassword, Busy."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(("/password", "too_short"))
    if is_guessable(password, common=_common(), words=words):
        raise GuessablePassword(("/password", "guessable_password"))
    return hash_password(password)


@cache
def _common() -> frozenset[str]:
    """Words that common passwords are made of, in three languages: our own collection, no list of leaked passwords."""
    return frozenset(COMMON_WORDS.read_text(encoding="utf-8").split())


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one. Takes as long where there is no account, so that nobody can tell."""
    with _Place():
        try:
            _hasher.verify(password_hash or _nobody, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


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
    right = is_right(_typed(attempt.password), person.password_hash if person else None)
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


def _typed(password: str) -> str:
    """Composed as the new passwords are (schemas.py), whichever keyboard it was typed on; nobody's where too long."""
    try:
        return composed(password, most=LONGEST_PASSWORD)
    except ValueError:
        return ""


def _place_for(database: Database, settings: AuthSettings, attempt: Attempt) -> Way:
    anybody, known = ways_to_account(settings, email=attempt.email, source=attempt.source)
    with database.read() as session:
        is_known_here = is_known(session, browser=attempt.browser, email=attempt.email)
    return take_places(database, *([anybody, known] if is_known_here else [anybody]))


class _Place:
    """One of the places for hashing. Raises Busy where none comes free in time."""

    def __enter__(self) -> None:
        if not _places.acquire(timeout=WAIT_SECONDS):
            raise Busy()

    def __exit__(self, *_error: object) -> None:
        _places.release()
