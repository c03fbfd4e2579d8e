"""What can go wrong with signing keys; reported at the command line, never over HTTP.

KeyRefused
├── NotKnownYet
└── WrongPassphrase
"""

from datetime import datetime


class KeyRefused(Exception):
    """What was asked of the signing keys cannot be done now."""


class NotKnownYet(KeyRefused):
    """The next key is too new: a verifier may still use a set without it."""

    def __init__(self, signs_from: datetime) -> None:
        super().__init__(f"the next key is not known to everybody yet; it can sign from {signs_from.isoformat()}")


class WrongPassphrase(KeyRefused):
    """A private key does not open with the passphrase."""

    def __init__(self, kid: str) -> None:
        super().__init__(f"the passphrase does not open key {kid}")
