"""Real SMTP servers for tests: aiosmtpd, which keeps what it is given, and one that fails at a step."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from services.notify.deliveries.channels.connection import Server, Timeouts
from services.notify.deliveries.channels.replies import Step
from services.notify.deliveries.channels.smtp import Smtp

SENDER = "ressurspool@ressurspool.example"
QUICK = Timeouts(connect=2.0, greeting=0.3, command=0.3, content=1.0, end=0.3, letter=5.0)
USER, PASSWORD = "notify", "a password of the provider"


@dataclass(kw_only=True)
class Received:
    """A mail as it arrived."""

    sender: str
    recipients: list[str]
    content: bytes
    options: list[str]

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.content)["Message-ID"])


@dataclass(kw_only=True)
class Mailbox:
    """aiosmtpd's handler: keeps mails, and every command it was sent. `refusals` are its answers by recipient."""

    refusals: Mapping[str, str] = field(default_factory=dict)
    most_a_session: int = 1_000_000  # mails, then it closes
    answers: Callable[[], str | None] = lambda: None  # to every sender, unless it is None
    received: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    sessions: set[Any] = field(default_factory=set)

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's names
        self, server: Any, session: Any, envelope: Envelope, address: str, mail_options: list[str]
    ) -> str:
        self.commands.append("MAIL")
        session.mails = getattr(session, "mails", 0) + 1
        if session.mails > self.most_a_session:
            return "421 4.7.0 that was enough"
        if answer := self.answers():
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's names
        self, server: Any, session: Any, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        self.commands.append("RCPT")
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's names
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.sessions.add(session.peer)
        mail = Received(
            sender=str(envelope.mail_from),
            recipients=list(envelope.rcpt_tos),
            content=envelope.content,
            options=list(envelope.mail_options),
        )
        self.received.append(mail)
        return "250 2.0.0 queued"


def _login(_server: SMTP, _session: object, _envelope: object, _mechanism: str, given: Any) -> AuthResult:
    right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)  # the answer is left to the server


@contextmanager
def smtp_server(mailbox: Mailbox, *, tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[int]:
    """aiosmtpd on a free port. With `tls` it demands STARTTLS and a login."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    given: dict[str, Any] = {"enable_SMTPUTF8": True, "decode_data": False, **options}
    if tls is not None:
        given |= {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": _login}
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **given)
    controller.start()
    try:
        yield port
    finally:
        _close_channels()
        controller.stop()


def smtp_at(port: int, **changes: Any) -> Smtp:
    """Our channel to a server of this machine."""
    bounces_to = changes.pop("bounces_to", "")
    server = Server(**{"host": "127.0.0.1", "port": port, "security": "none", "timeouts": QUICK, **changes})
    smtp = Smtp(server, sender=SENDER, bounces_to=bounces_to)
    _MADE.append(smtp)
    return smtp


_MADE: list[Smtp] = []


def _close_channels() -> None:
    """Close what the channels of this test keep open: it would be a warning, which is an error here."""
    while _MADE:
        _MADE.pop().close_idle(after=0)


_ANSWERS = {"EHLO": "250 here", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 go on", "RSET": "250 OK"}
_STEPS = {"EHLO": Step.HELLO, "MAIL": Step.SENDER, "RCPT": Step.RECIPIENT, "DATA": Step.DATA}


@dataclass(kw_only=True)
class Failing:
    """A server that fails at a step: with an answer, by hanging up (`""`), or by saying nothing at all (None).

    What it was given whole is in `received`, whatever it answered then. With `drips` it answers a byte at a time.
    """

    step: Step
    answer: str | None
    drips: bool = False
    received: list[bytes] = field(default_factory=list)
    connects: int = 0
    ends: Event = field(default_factory=Event)

    def serve(self, listening: socket.socket) -> None:
        while not self.ends.is_set():
            with suppress(OSError):
                connection, _ = listening.accept()
                self.connects += 1
                with connection, suppress(OSError, _HungUp):
                    connection.settimeout(5)
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        self._say(connection, Step.GREETING, "220 here")
        for line in lines:
            verb = line[:4].decode("ascii", "replace").upper().strip()
            if verb == "QUIT":
                return
            self._say(connection, _STEPS.get(verb, Step.CONNECT), _ANSWERS.get(verb, "500 what?"))
            if verb == "DATA" and self.step is not Step.DATA:
                content = list(iter(lines.readline, b".\r\n"))
                self.received.append(b"".join(content))
                self._say(connection, Step.END, "250 queued")

    def _say(self, connection: socket.socket, step: Step, usual: str) -> None:
        if step is not self.step:
            connection.sendall(f"{usual}\r\n".encode())
            return
        if self.drips:
            while not self.ends.is_set():
                connection.sendall(b"2")
                self.ends.wait(0.05)
        if self.answer is None:
            connection.recv(1)  # until the client has had enough
        if not self.answer:
            raise _HungUp
        connection.sendall(f"{self.answer}\r\n".encode())


class _HungUp(Exception):
    """The server closes the connection."""


@contextmanager
def failing_server(failing: Failing) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=failing.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            _close_channels()
            failing.ends.set()
            with suppress(OSError):
                socket.create_connection(listening.getsockname(), timeout=1).close()
            thread.join(3)
