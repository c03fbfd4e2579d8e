"""Seals what a login form carries, so that only the page we gave this browser can be posted."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Self

from services.kit import clock

FORM_SECONDS = 900


def seal_key(passphrase: str) -> bytes:
    """A key of its own for forms, the same in every replica."""
    return hmac.new(passphrase.encode(), b"login form", hashlib.sha256).digest()


@dataclass(frozen=True, kw_only=True)
class FormSeal:
    """Seals for one browser (its cookie) and one authorization request, nothing beyond `until` (seconds since 1970)."""

    key: bytes
    bound_to: str
    until: int | None = None

    def going_on_from(self, token: str) -> Self:
        """For what follows a form: who has logged in already has as long as that form had, and no longer."""
        ends, subject = self._read(token) or (None, "")
        return replace(self, until=ends) if subject else self

    def sealed(self, *, subject: str = "", seconds: int = FORM_SECONDS) -> str:
        """A form's token. `subject` is who has logged in already; empty on the first page, whose time is its own."""
        ends = int(clock.now().timestamp()) + seconds
        ends = min(ends, self.until) if subject and self.until is not None else ends
        payload = json.dumps([ends, subject]).encode()
        return f"{_encoded(payload)}.{_encoded(self._mac(payload))}"

    def opened(self, token: str) -> str | None:
        """The subject of a token we sealed for this browser and request a short while ago, else None."""
        ends, subject = self._read(token) or (None, None)
        return subject if ends is not None and ends > clock.now().timestamp() else None

    def _read(self, token: str) -> tuple[int, str] | None:
        try:
            payload, mac = (_decoded(part) for part in token.split("."))
        except ValueError:
            return None
        if not hmac.compare_digest(mac, self._mac(payload)):
            return None
        ends, subject = json.loads(payload)
        return int(ends), str(subject)

    def _mac(self, payload: bytes) -> bytes:
        return hmac.new(self.key, payload + b"\0" + self.bound_to.encode(), hashlib.sha256).digest()


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part.encode("ascii") + b"=" * (-len(part) % 4))
