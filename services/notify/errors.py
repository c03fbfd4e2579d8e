"""What can go wrong in notify.

Undelivered              while sending; never seen by a caller
├── Retryable
│   └── ChannelUnavailable
└── Permanent
    ├── GaveUp
    ├── LetterLapsed
    ├── LetterRefused
    ├── PersonUnknown
    └── TurnedOff
Unaddressed              an event does not say whom it concerns; it is parked
"""

from typing import ClassVar


class Undelivered(Exception):
    """A letter was not delivered. `code` stands in the delivery as its reason."""

    code: ClassVar[str]


class Retryable(Undelivered):
    """The same letter may go through later."""


class Permanent(Undelivered):
    """It never will."""


class ChannelUnavailable(Retryable):
    """The channel does not take letters now: disk full, server away."""

    code = "channel_unavailable"


class GaveUp(Permanent):
    """It was tried as often as is reasonable."""

    code = "gave_up"


class LetterLapsed(Permanent):
    """auth no longer wants the letter sent: its link was used or has run out."""

    code = "letter_lapsed"


class LetterRefused(Permanent):
    """The channel cannot carry this letter: an address it does not understand, say."""

    code = "letter_refused"


class PersonUnknown(Permanent):
    """auth knows nobody of that id, or no longer."""

    code = "person_unknown"


class TurnedOff(Permanent):
    """The person turned mail off after the letter was queued."""

    code = "turned_off"


class Unaddressed(ValueError):
    """An event that concerns somebody does not say whom."""
