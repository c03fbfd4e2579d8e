"""Random identifiers and secrets."""

import hashlib
import secrets
from uuid import UUID, uuid4


def new_id() -> UUID:
    """Random (RFC 9562 version 4): a time-ordered id would reveal when somebody signed up."""
    return uuid4()


def new_epoch() -> str:
    """The name of one unbroken life of a database's feeds."""
    return secrets.token_hex(4)


def new_secret() -> str:
    """256 bits, for single-use links and client secrets; only its hash is stored."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is stored of our own 256-bit secrets; they need no slow hash, since nobody can guess them."""
    return hashlib.sha256(secret.encode()).hexdigest()
