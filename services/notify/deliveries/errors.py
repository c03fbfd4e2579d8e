"""What can go wrong while a letter is sent.

Undelivered              recorded in the delivery; no caller gets it in a response
├── Retryable
│   └── ChannelUnavailable
└── Permanent
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
    """A letter was not delivered. `code` stands in the delivery as its reason."""

    code: ClassVar[str]


class Retryable(Undelivered):
    """The same letter may go through later."""


class Permanent(Undelivered):
    """The same letter will never go through."""


class ChannelUnavailable(Retryable):
    """The channel does not take letters now: disk full, server away."""

    code = "channel_unavailable"


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
