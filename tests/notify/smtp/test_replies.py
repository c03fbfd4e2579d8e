"""What each answer of a server means."""

import pytest

from services.notify.deliveries.channels.replies import Reply, Step, fault_of
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

BEFORE = (Step.GREETING, Step.HELLO, Step.TLS, Step.LOGIN, Step.SENDER)
OF_THE_LETTER = (Step.RECIPIENT, Step.DATA, Step.END)
CASES: list[tuple[tuple[Step, ...], str, type[Undelivered]]] = [
    ((*BEFORE, *OF_THE_LETTER), "421 4.3.2 closing", ChannelUnavailable),
    ((*BEFORE, *OF_THE_LETTER), "-1 nothing readable", ChannelUnavailable),
    ((*BEFORE, *OF_THE_LETTER), "299 odd", ChannelUnavailable),
    (BEFORE, "451 later", ChannelUnavailable),
    (BEFORE, "454 4.7.0 temporary", ChannelUnavailable),
    (BEFORE, "550 5.7.1 who are you", ChannelMisconfigured),
    (BEFORE, "535 5.7.8 wrong password", ChannelMisconfigured),
    (OF_THE_LETTER, "503 5.5.1 bad sequence", ChannelMisconfigured),
    (OF_THE_LETTER, "530 5.7.0 log in first", ChannelMisconfigured),
    (OF_THE_LETTER, "553 5.1.8 sender's domain", ChannelMisconfigured),
    (OF_THE_LETTER, "450 4.2.0 greylisted, see you in five minutes", Deferred),
    (OF_THE_LETTER, "451 4.7.1 greylisting in action", Deferred),
    (OF_THE_LETTER, "452 4.3.1 our disk is full", Deferred),
    (OF_THE_LETTER, "452 4.2.2 over quota", MailboxFull),
    (OF_THE_LETTER, "452 full", MailboxFull),
    (OF_THE_LETTER, "552 5.2.2 over quota", MailboxFull),
    (OF_THE_LETTER, "552 full", MailboxFull),
    (OF_THE_LETTER, "550 5.2.2 over quota", MailboxFull),
    (OF_THE_LETTER, "552 5.3.4 too big", LetterRefused),
    (OF_THE_LETTER, "554 5.7.1 relay access denied", RefusedByPolicy),
    (OF_THE_LETTER, "550 5.1.1 no such user", AddressRefused),
    (OF_THE_LETTER, "550 5.2.1 disabled", AddressRefused),
    ((Step.RECIPIENT,), "550 no such user", AddressRefused),
    ((Step.RECIPIENT,), "501 5.5.4 that is no address", AddressRefused),
    ((Step.DATA, Step.END), "554 we think this is spam", LetterRefused),
]


@pytest.mark.parametrize(("step", "answer", "meant"), [(step, *case) for steps, *case in CASES for step in steps])
def test_means(step: Step, answer: str, meant: type[Undelivered]) -> None:
    code, _, text = answer.partition(" ")
    assert type(fault_of(step, Reply.of(int(code), text.encode()))) is meant


def test_of_the_text_only_the_codes_are_kept() -> None:
    assert str(Reply.of(550, b"5.1.1 <kari@kommune.example> unknown")) == "550 5.1.1"
    assert str(Reply.of(550, b"kari@kommune.example unknown")) == "550"
