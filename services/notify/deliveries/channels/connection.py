"""One connection to an SMTP server, in which no step takes longer than it may."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import structlog

from services.kit import clock
from services.notify.deliveries.channels.replies import Reply, Step, fault_of
from services.notify.deliveries.errors import (
    ChannelMisconfigured,
    ChannelUnavailable,
    LetterRefused,
    OutcomeUnknown,
    Undelivered,
)

log = structlog.get_logger()

MOST_REPLY_BYTES = 64 * 1024
SHORTEST_WAIT = 0.001  # 0 would mean: do not wait at all

Security = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """Seconds for each step, and in all for opening a connection and for a letter: less than a lease (domain.LEASE)."""

    connect: float = 5.0
    greeting: float = 10.0
    command: float = 10.0
    content: float = 20.0
    end: float = 60.0  # the server may look for viruses now; what is cut off here may have arrived
    letter: float = 90.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where mail is handed in, and how."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    hello: str = "localhost"
    timeouts: Timeouts = field(default_factory=Timeouts)
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


class Connection(smtplib.SMTP):
    """The library's connection, with a deadline for each answer: its own would begin anew with each byte."""

    def __init__(self, server: Server) -> None:
        super().__init__(local_hostname=server.hello, timeout=server.timeouts.connect)
        self._server, self._received = server, b""
        self._host = server.host  # whose name the certificate has to have
        self._letter_ends = self._step_ends = float("inf")
        self.opened_at = self.used_at = clock.monotonic()
        self.letters = 0

    def open(self) -> None:
        """Connect, greet, encrypt and log in. Raises ChannelUnavailable, ChannelMisconfigured."""
        server, seconds = self._server, self._server.timeouts
        self._letter_ends = clock.monotonic() + seconds.letter
        with self._faults(Step.CONNECT):
            self.sock = self._connected()
        with self._within(Step.GREETING, seconds.greeting):
            _check(Step.GREETING, *self.getreply())
        with self._within(Step.HELLO, seconds.command):
            self.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            with self._within(Step.TLS, seconds.command):
                self._encrypt()
        if server.user:
            with self._within(Step.LOGIN, seconds.command * 2):  # a question and an answer
                self.login(server.user, server.password)

    def _connected(self) -> socket.socket:
        made = socket.create_connection((self._server.host, self._server.port), self._server.timeouts.connect)
        if self._server.security != "tls":
            return made
        try:
            return self._server.tls.wrap_socket(made, server_hostname=self._server.host)
        except Exception:
            made.close()
            raise

    def _encrypt(self) -> None:
        if not self.has_extn("starttls"):
            raise ChannelMisconfigured()  # never in the clear because somebody on the way took the offer out
        self.starttls(context=self._server.tls)
        if self._received:
            raise ChannelMisconfigured()  # what somebody put in before the encryption would be read as the server's
        self.ehlo()

    def deliver(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand in one mail. Raises Retryable, Permanent; after OutcomeUnknown it may have arrived."""
        seconds = self._server.timeouts
        self._letter_ends = clock.monotonic() + seconds.letter
        with self._within(Step.SENDER, seconds.command):
            options = self._options(recipient, content)
            _check(Step.SENDER, *self.docmd("MAIL", f"FROM:<{sender}>{options}"))
        with self._within(Step.RECIPIENT, seconds.command):
            _check(Step.RECIPIENT, *self.docmd("RCPT", f"TO:<{recipient}>"))
        with self._within(Step.DATA, seconds.command):
            code, text = self.docmd("DATA")
            if code != 354:
                raise _refusal(Step.DATA, code, text)
        with self._within(Step.DATA, seconds.content):
            self.send(_dotted(content))
        with self._within(Step.END, seconds.end):
            _check(Step.END, *self.getreply())
        self.used_at, self.letters = clock.monotonic(), self.letters + 1

    def _options(self, recipient: str, content: bytes) -> str:
        options = "" if content.isascii() else " BODY=8BITMIME"
        if recipient.isascii():
            return options
        if not self.has_extn("smtputf8"):
            raise LetterRefused()
        self.command_encoding = "utf-8"
        return f"{options} SMTPUTF8"

    def reset(self) -> bool:
        """Forget a letter that was refused half way. False where the server no longer answers."""
        return self._asked(self.rset)

    def answers(self) -> bool:
        """Whether the server still has the connection."""
        return self._asked(self.noop)

    def _asked(self, command: object) -> bool:
        self._letter_ends = float("inf")
        try:
            with self._within(Step.HELLO, self._server.timeouts.command):
                return bool(command()[0] == 250)  # type: ignore[operator]  # one of the library's untyped methods
        except ChannelUnavailable:
            return False

    @contextmanager
    def _within(self, step: Step, seconds: float) -> Iterator[None]:
        """Give the step so many seconds, and no more than the letter has left."""
        self._step_ends = min(clock.monotonic() + seconds, self._letter_ends)
        with self._faults(step):
            if self.sock is not None:
                self.sock.settimeout(self._left())
            yield

    def _left(self) -> float:
        return max(self._step_ends - clock.monotonic(), SHORTEST_WAIT)

    @contextmanager
    def _faults(self, step: Step) -> Iterator[None]:
        """Sort what the library and the network raise."""
        try:
            yield
        except smtplib.SMTPResponseException as refusal:
            text = refusal.smtp_error
            raised = _refusal(step, refusal.smtp_code, text if isinstance(text, bytes) else text.encode())
            raise raised from None  # the text of the answer may name a person
        except (OSError, smtplib.SMTPException, ValueError) as error:  # time-outs and broken connections are OSErrors
            raise _broken(step, error) from None

    def getreply(self) -> tuple[int, bytes]:
        """The next answer, all its lines. Raises TimeoutError when the step's time is over, however it drips."""
        lines: list[bytes] = []
        while True:
            line = self._line()
            lines.append(line[4:].strip(b" \t\r\n"))
            if not line[:3].isdigit():
                return -1, b""
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)
            if sum(map(len, lines)) > MOST_REPLY_BYTES:
                raise smtplib.SMTPServerDisconnected("endless answer")

    def _line(self) -> bytes:
        while b"\n" not in self._received:
            if self._step_ends <= clock.monotonic():
                raise TimeoutError
            if len(self._received) > MOST_REPLY_BYTES or self.sock is None:
                raise smtplib.SMTPServerDisconnected("no line")
            self.sock.settimeout(self._left())
            chunk = self.sock.recv(8192)
            if not chunk:
                raise smtplib.SMTPServerDisconnected("closed")
            self._received += chunk
        line, _, self._received = self._received.partition(b"\n")
        return line


def _check(step: Step, code: int, text: bytes) -> None:
    if not 200 <= code < 300:
        raise _refusal(step, code, text)


def _refusal(step: Step, code: int, text: bytes) -> Undelivered:
    reply = Reply.of(code, text)
    fault = fault_of(step, reply)
    fault.reply = str(reply)
    write = log.error if isinstance(fault, ChannelMisconfigured) else log.info
    write("smtp_refused", step=step, reply=fault.reply, reason=fault.code)
    return fault


def _broken(step: Step, error: Exception) -> Undelivered:
    """The fault of a connection that broke, was too slow, or cannot be as the settings want it."""
    unsupported = isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError)
    if unsupported or type(error) is smtplib.SMTPException:  # the last: no way to log in that both know
        fault: Undelivered = ChannelMisconfigured()
    else:
        fault = OutcomeUnknown() if step is Step.END else ChannelUnavailable()
    write = log.error if isinstance(fault, ChannelMisconfigured) else log.warning
    write("smtp_broken", step=step, kind=type(error).__name__, reason=fault.code)
    return fault


def _dotted(content: bytes) -> bytes:
    """The mail as DATA takes it (RFC 5321 §4.5.2): lines end in CRLF, a first full stop is doubled, one alone ends."""
    lines = content.split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b".\r\n"
