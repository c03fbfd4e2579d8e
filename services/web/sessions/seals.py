"""Seals what the database keeps: only the browser's cookie and the service's secret together open it."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken


class Seal:
    """Seals and signs with keys that follow from the service's secret and another, such as a cookie's value."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def seal(self, content: str, *, by: str) -> str:
        return self._fernet(by).encrypt(content.encode()).decode()

    def opened(self, sealed: str, *, by: str, seconds: int | None = None) -> str | None:
        """What was sealed; None where it was not sealed so, or longer ago than `seconds`."""
        try:
            return self._fernet(by).decrypt(sealed.encode(), ttl=seconds).decode()
        except (InvalidToken, ValueError):
            return None

    def signature(self, purpose: str, by: str) -> str:
        return self._derived(f"{purpose} {by}").hex()

    def is_signature(self, given: str, purpose: str, by: str) -> bool:
        return hmac.compare_digest(given.encode(), self.signature(purpose, by).encode())

    def _fernet(self, by: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._derived(f"seal {by}")))

    def _derived(self, text: str) -> bytes:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).digest()
