"""Handles: what people call a candidate of a need."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, so no words; nothing that is read as another
LENGTH, GROUP = 8, 4  # two of the hundred in a list are called the same once in fifty million lists
HANDLE = f"^[{LETTERS}]{{{GROUP}}}-[{LETTERS}]{{{GROUP}}}$"


@dataclass(frozen=True, kw_only=True)
class Handles:
    """Makes handles: the same of one expert for one need of one host, and unlike any of theirs elsewhere.

    Without the key nobody learns whose it is, or whether two are one person's.
    """

    key: bytes

    @classmethod
    def of(cls, secret: str) -> "Handles":
        return cls(key=hmac.new(secret.encode(), b"candidate handle", sha256).digest())

    def handle(self, *, host: str, need_id: str, expert_id: str) -> str:
        digest = hmac.new(self.key, f"{host} {need_id} {expert_id}".encode(), sha256).digest()
        number, letters = int.from_bytes(digest), ""
        for _ in range(LENGTH):
            number, letter = divmod(number, len(LETTERS))
            letters += LETTERS[letter]
        return f"{letters[:GROUP]}-{letters[GROUP:]}"
