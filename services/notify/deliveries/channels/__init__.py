"""The channels that letters are sent by."""

from typing import Protocol

from services.notify.deliveries.domain import Letter


class Channel(Protocol):
    """A way to send letters to people."""

    def send(self, letter: Letter) -> None:
        """Send the letter, unless one of the same delivery was sent before. Raises Retryable, Permanent."""
