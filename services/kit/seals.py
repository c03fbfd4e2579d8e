"""Seals secrets that a service has to use itself, so that a copy of its database alone gives none away."""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class Seal:
    """Seals and opens, with a key for one purpose made of a passphrase. Every replica makes the same of it."""

    def __init__(self, passphrase: str, *, purpose: str) -> None:
        self._cipher = AESGCM(hmac.new(passphrase.encode(), purpose.encode(), hashlib.sha256).digest())

    def close(self, secret: bytes, *, owner: str) -> str:
        """The secret, sealed for its owner: put into another's row, it can't be opened."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, secret, owner.encode())).decode()

    def open(self, sealed: str, *, owner: str) -> bytes:
        """Raises InvalidTag where it was sealed with another passphrase, or for another owner."""
        stored = base64.b64decode(sealed)
        return self._cipher.decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], owner.encode())
