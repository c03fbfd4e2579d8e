"""The channel that hands letters in at an SMTP server, over connections that are kept open."""

import smtplib
from collections import deque
from contextlib import suppress
from uuid import UUID

from services.kit import clock
from services.notify.deliveries.channels.connection import Connection, Server
from services.notify.deliveries.channels.mail import mail_of
from services.notify.deliveries.channels.recipients import recipient_of
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import ChannelUnavailable, OutcomeUnknown, Undelivered

MOST_LETTERS = 100  # over one connection: some servers refuse more
CHECK_SECONDS = 5.0  # a connection that was not used for longer is asked whether it still stands
IDLE_SECONDS = 30.0  # and after so many it is closed


class Smtp:
    """An SMTP server, for any number of threads. The Message-ID is the delivery's, however often it is sent."""

    def __init__(self, server: Server, *, sender: str, bounces_to: str = "") -> None:
        self._server, self._sender, self._bounces_to = server, sender, bounces_to
        self._idle: deque[Connection] = deque()

    def send(self, letter: Letter) -> None:
        """Hand the letter in. Raises Retryable, Permanent; after OutcomeUnknown it may have arrived."""
        recipient_of(letter.to)  # one that no server could take costs no connection
        if (kept := self._kept()) is not None:
            try:
                return self._hand_in(kept, letter)
            except ChannelUnavailable:  # the server has closed it, as after so many letters, so perhaps all of them
                self.close_idle(after=0)
        return self._hand_in(self._opened(), letter)

    def _hand_in(self, connection: Connection, letter: Letter) -> None:
        recipient = recipient_of(letter.to)
        try:
            content = mail_of(letter, sender=self._sender, seven_bit=not connection.has_extn("8bitmime"))
            connection.deliver(self._return_path(letter.delivery_id), recipient, content)
        except (ChannelUnavailable, OutcomeUnknown):
            connection.close()
            raise
        except Undelivered:
            self._keep(connection, clean=connection.reset())
            raise
        except BaseException:
            connection.close()
            raise
        self._keep(connection, clean=connection.letters < MOST_LETTERS)

    def _return_path(self, delivery_id: UUID) -> str:
        """Where a letter returns that does not arrive. Where such mail is read, the address names the delivery."""
        if not self._bounces_to:
            return self._sender
        name, _, domain = self._bounces_to.rpartition("@")
        return f"{name}+{delivery_id.hex}@{domain}"

    def _opened(self) -> Connection:
        connection = Connection(self._server)
        try:
            connection.open()
        except BaseException:
            connection.close()
            raise
        return connection

    def _kept(self) -> Connection | None:
        """A connection that still stands, which the caller now has alone."""
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            idle = clock.monotonic() - connection.used_at
            if idle < CHECK_SECONDS or (idle < IDLE_SECONDS and connection.answers()):
                return connection
            connection.close()

    def _keep(self, connection: Connection, *, clean: bool) -> None:
        if clean:
            self._idle.append(connection)
        else:
            _quit(connection)

    def close_idle(self, *, after: float = IDLE_SECONDS) -> None:
        """Close connections that were not used for so many seconds, the oldest first."""
        while self._idle:
            try:
                connection = self._idle.popleft()
            except IndexError:
                return
            if clock.monotonic() - connection.used_at < after:
                self._idle.appendleft(connection)
                return
            _quit(connection)


def _quit(connection: Connection) -> None:
    with suppress(OSError, smtplib.SMTPException):
        connection.putcmd("QUIT")  # nobody waits for the answer
    connection.close()
