"""What an SMTP server's answer means for a letter (RFC 5321 §4.2, with the enhanced codes of RFC 3463)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.notify.deliveries.errors import (
    AddressRefused,
    ChannelMisconfigured,
    ChannelUnavailable,
    Deferred,
    LetterRefused,
    MailboxFull,
    RefusedByPolicy,
    Undelivered,
)

CLOSING = 421  # at any step: the server closes the connection
_OURS = frozenset({500, 502, 503, 504, 530, 538})  # we speak wrongly, or have not logged in
_SENDERS = frozenset({"5.1.7", "5.1.8"})  # the sender's address is not good
_ENHANCED = re.compile(rb"([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9])")


class Step(StrEnum):
    """The steps of a letter's way."""

    CONNECT = "connect"
    GREETING = "greeting"
    HELLO = "hello"
    TLS = "tls"
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    END = "end"


OF_THE_LETTER = frozenset({Step.RECIPIENT, Step.DATA, Step.END})  # the steps before are the same for every letter


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer of the server. Its text may name a person, so only the codes are kept."""

    code: int
    enhanced: str = ""

    @classmethod
    def of(cls, code: int, text: bytes) -> "Reply":
        found = _ENHANCED.match(text)
        return cls(code=code, enhanced=found.group().decode() if found else "")

    def __str__(self) -> str:
        return f"{self.code} {self.enhanced}".strip()

    @property
    def detail(self) -> str:
        """The class and subject of the enhanced code; empty without one."""
        return self.enhanced.rpartition(".")[0]


def fault_of(step: Step, reply: Reply) -> Undelivered:
    """The error that a refusal is. What is the same for every letter is never one letter's fault."""
    if reply.code == CLOSING or not 400 <= reply.code < 600:
        return ChannelUnavailable()
    if step not in OF_THE_LETTER:
        return ChannelMisconfigured() if reply.code >= 500 else ChannelUnavailable()
    full = reply.enhanced[1:] == ".2.2" or (reply.code in {452, 552} and not reply.enhanced)
    if full:
        return MailboxFull()
    return Deferred() if reply.code < 500 else _refusal(step, reply)


def _refusal(step: Step, reply: Reply) -> Undelivered:
    if reply.code in _OURS or reply.enhanced in _SENDERS:
        return ChannelMisconfigured()
    if reply.detail == "5.7":
        return RefusedByPolicy()
    if reply.detail == "5.1" or reply.enhanced == "5.2.1" or (step is Step.RECIPIENT and reply.detail != "5.3"):
        return AddressRefused()
    return LetterRefused()
