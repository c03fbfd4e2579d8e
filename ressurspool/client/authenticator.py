"""Computes the codes of a second factor, as an authenticator app does (RFC 6238)."""

import base64
import hmac
import time
from collections.abc import Callable

STEP_SECONDS = 30
DIGITS = 6


class Authenticator:
    """Holds a base32 secret, given or read from the page that enrols an authenticator; returns each code once.

    `last_step` is the time step of the last code. The server takes a code up to one step early, so of three logins
    within half a minute the third waits.
    """

    def __init__(
        self,
        secret: str = "",
        *,
        last_step: int = 0,
        pause: Callable[[float], object] = time.sleep,
        time_of: Callable[[], float] = time.time,
    ) -> None:
        self.secret = secret
        self.last_step = last_step
        self._pause = pause
        self._time_of = time_of

    def __call__(self, begun: str | None) -> str:
        """The next code. `begun` is the secret that the page shows while it enrols; it replaces the one held."""
        self.secret = begun or self.secret
        self.last_step = max(self._step(), self.last_step + 1)
        if self.last_step > self._step() + 1:
            self._pause((self.last_step - 1) * STEP_SECONDS - self._time_of())
        return _code(base64.b32decode(self.secret), self.last_step)

    def _step(self) -> int:
        return int(self._time_of()) // STEP_SECONDS


def _code(key: bytes, step: int) -> str:
    """The code of a time step (RFC 4226 §5.3), with HMAC-SHA-1, as authenticators do."""
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"
