"""Purposes of mailed links, and the token of each."""

import base64
import hashlib
import hmac
from enum import StrEnum
from uuid import UUID


class Purpose(StrEnum):
    """What a single-use link that is mailed is for."""

    INVITATION = "invitation"
    PROPOSAL = "proposal"
    SIGN_UP = "sign_up"
    PASSWORD = "password"  # noqa: S105 -- a purpose's name
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a purpose's name
    DECISION = "decision"
    ADDRESS = "address"
    ACCOUNTS_JOINED = "accounts_joined"


def link_token(passphrase: str, letter_id: UUID) -> str:
    """The token of a letter's link: 256 bits, always the same, that nobody can compute without the passphrase."""
    key = hmac.new(passphrase.encode(), b"mailed link", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(hmac.new(key, letter_id.bytes, hashlib.sha256).digest()).decode().rstrip("=")
