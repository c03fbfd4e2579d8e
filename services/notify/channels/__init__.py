"""The ways letters leave."""

from typing import Protocol

from services.notify.domain import Letter


class Channel(Protocol):
    """Carries letters out of the house."""

    def send(self, letter: Letter) -> None:
        """Send it, unless a letter of the same delivery has been sent already. Raises Retryable, Permanent."""
