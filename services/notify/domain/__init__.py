"""Rules of notifying: which event opens and closes whose task, who is told of it, and how a letter is sent."""

from services.notify.domain.news import EVERYWHERE, News
from services.notify.domain.rules import RULES, Rule, Tell
from services.notify.domain.sending import (
    LEASE,
    MAX_TRIES,
    DeliveryState,
    Errand,
    Letter,
    LetterErrand,
    Outcome,
    after_failure,
)
from services.notify.domain.tasks import (
    DECIDING,
    KIND_OF_PARTY,
    TASKS,
    Audience,
    Call,
    Kind,
    Party,
    call_for,
    day_of,
    due_of,
    waiting_for,
)

__all__ = [
    "DECIDING",
    "EVERYWHERE",
    "KIND_OF_PARTY",
    "LEASE",
    "MAX_TRIES",
    "RULES",
    "TASKS",
    "Audience",
    "Call",
    "DeliveryState",
    "Errand",
    "Kind",
    "Letter",
    "LetterErrand",
    "News",
    "Outcome",
    "Party",
    "Rule",
    "Tell",
    "after_failure",
    "call_for",
    "day_of",
    "due_of",
    "waiting_for",
]
