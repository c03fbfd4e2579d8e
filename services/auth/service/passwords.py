"""Hashes and checks passwords with Argon2id, a few at a time."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.kit.errors import Busy

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
