"""What can go wrong while a letter is sent.

Undelivered              recorded in the delivery; no caller gets it in a response
├── Retryable
│   ├── ChannelUnavailable
│   │   └── ChannelMisconfigured
│   ├── Deferred
│   ├── MailboxFull
│   ├── OutcomeUnknown
│   └── RefusedByPolicy
└── Permanent
    ├── AddressRefused
    ├── AddressSuppressed
    ├── GaveUp
    ├── LetterLapsed
    ├── LetterRefused
    ├── NothingNew
    ├── PersonUnknown
    ├── TaskDone
    └── TurnedOff
"""

from typing import ClassVar


class Undelivered(Exception):
    """A letter was not delivered. `code` stands in the delivery as its reason, `reply` beside it."""

    code: ClassVar[str]
    reply: str | None = None  # the codes of the server's answer, without its text


class Retryable(Undelivered):
    """The same letter may go through later."""


class Permanent(Undelivered):
    """The same letter will never go through."""


class ChannelUnavailable(Retryable):
    """The channel does not take letters now, whichever: disk full, server away."""

    code = "channel_unavailable"


class ChannelMisconfigured(ChannelUnavailable):
    """The server refuses us, whatever the letter: a wrong password, a certificate, a sender it does not take."""

    code = "channel_misconfigured"


class Deferred(Retryable):
    """The server asks to try this letter again later, as greylisting does."""

    code = "deferred"


class MailboxFull(Retryable):
    """The person's mailbox holds no more."""

    code = "mailbox_full"


class OutcomeUnknown(Retryable):
    """The whole letter was sent, and no answer came. It may have arrived; it is sent again with the same Message-ID."""

    code = "outcome_unknown"


class RefusedByPolicy(Retryable):
    """The server has a rule against this letter, or against us: nothing that the address is to blame for."""

    code = "refused_by_policy"


class AddressRefused(Permanent):
    """The server knows no such address."""

    code = "address_refused"


class AddressSuppressed(Permanent):
    """The address refused mail before, so nothing is sent to it."""

    code = "address_suppressed"


class GaveUp(Permanent):
    """The letter was tried as often as is reasonable."""

    code = "gave_up"


class LetterLapsed(Permanent):
    """auth no longer wants the letter sent: its link was used or has run out."""

    code = "letter_lapsed"


class LetterRefused(Permanent):
    """The channel cannot carry this letter: an address it does not understand, say."""

    code = "letter_refused"


class NothingNew(Permanent):
    """All that was to stand in a digest was read, or is no longer wanted."""

    code = "nothing_new"


class PersonUnknown(Permanent):
    """auth knows nobody of that id, or no longer."""

    code = "person_unknown"


class TaskDone(Permanent):
    """What a reminder reminds of is done, or can no longer be done."""

    code = "task_done"


class TurnedOff(Permanent):
    """The person turned mail off after the letter was queued."""

    code = "turned_off"
