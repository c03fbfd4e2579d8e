"""Hashes and checks passwords with Argon2id, a few at a time."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.auth.domain.passwords import SHORTEST_PASSWORD, is_guessable
from services.auth.errors import GuessablePassword
from services.kit.errors import Busy, Invalid

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


class _Place:
    """One of the places for hashing. Raises Busy where none comes free in time."""

    def __enter__(self) -> None:
        if not _places.acquire(timeout=WAIT_SECONDS):
            raise Busy()

    def __exit__(self, *_error: object) -> None:
        _places.release()
