"""Hashes passwords with Argon2id, a few at a time, and proves by password whose an account is; bounds guessing."""

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
from services.auth.credentials.memory import give_memory_back
from services.auth.limits.service import Gates, account_gates, give_back, is_known_browser, take_places
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from services.kit.errors import Busy, Invalid
from services.kit.text import composed

COMMON_WORDS = Path(__file__).resolve().parents[1] / "data" / "common_words.txt"
_MOST_CONCURRENT = 4  # each hash takes 19 MiB and a processor for about 20 ms
_WAIT_SECONDS = 1.0  # for a slot; after that the request is shed

give_memory_back()

# OWASP's minimum for Argon2id: m=19 MiB, t=2, p=1
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
_slots = BoundedSemaphore(_MOST_CONCURRENT)
_dummy_hash = _hasher.hash("the account that is not there")


def hash_password(password: str) -> str:
    """Hash a password. Slow on purpose, so never inside a transaction. Raises Busy where too many hash at once."""
    with HashingSlot():
        return _hasher.hash(password)


def hash_new_password(password: str, *, words: Sequence[str]) -> str:
    """Hash a password somebody chose. `words` are those of their name and address.

    Raises Invalid for a short one, GuessablePassword, Busy.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(("/password", "too_short"))
    if is_guessable(password, common=_common(), words=words):
        raise GuessablePassword(("/password", "guessable_password"))
    return hash_password(password)


@cache
def _common() -> frozenset[str]:
    """Words that common passwords consist of, in three languages: our own collection, no list of leaked passwords."""
    return frozenset(COMMON_WORDS.read_text(encoding="utf-8").split())


def _is_correct(password: str, password_hash: str | None) -> bool:
    """True where the password is the hashed one. Without a hash it takes as long, so time reveals no account."""
    with HashingSlot():
        try:
            _hasher.verify(password_hash or _dummy_hash, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """An address and a password that somebody gave, from a network address and perhaps a known browser."""

    email: str
    password: str
    source: str
    browser: str = ""
    client_id: str | None = None


def prove_password(database: Database, settings: AuthSettings, attempt: Attempt) -> Person:
    """Return the person whose account and password these are.

    Raises WrongPassword, also for a disabled account, and TooManyGuesses. Without such an account it does the same
    work in the same order, so that neither the response nor its time reveals which accounts there are. A guess over
    the bound is neither checked nor entered in the audit: endless guesses would fill it.
    """
    with database.read() as session:
        person = People(session).find_by_email(attempt.email)
    gates = _turn_for(database, settings, attempt, account=person.email if person else attempt.email)
    correct = _is_correct(_typed(attempt.password), person.password_hash if person else None)
    about = ("person", person.id) if person else None
    if person is None or not correct or person.disabled_at is not None:
        by = Actor(client_id=attempt.client_id)
        record_refusal(database, Action.LOGIN_PASSWORD, by, about=about, result=WrongPassword.code)
        raise WrongPassword()
    with database.write() as session:
        give_back(session, gates)
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


def _turn_for(database: Database, settings: AuthSettings, attempt: Attempt, *, account: str) -> Gates:
    """Take a turn at the account's gates; a known browser has a gate of its own. Raises TooManyGuesses.

    `account` is the primary address: guesses by any of the person's addresses go through the same gates.
    """
    anybody, known = account_gates(settings, email=account, source=attempt.source)
    with database.read() as session:
        is_known_here = is_known_browser(session, browser=attempt.browser, email=account)
    return take_places(database, *([anybody, known] if is_known_here else [anybody]))


class HashingSlot:
    """One of the slots for hashing. Raises Busy where none becomes free in time."""

    def __enter__(self) -> None:
        if not _slots.acquire(timeout=_WAIT_SECONDS):
            raise Busy()

    def __exit__(self, *_error: object) -> None:
        _slots.release()
