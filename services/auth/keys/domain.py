"""The life of a signing key: verifiers know it before it signs, and until the last token it signed has ended.

docs/decisions/0025-signing-keys-before-and-after.md says where the times come from.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from services.kit.access.jwks import KEPT_SECONDS
from services.kit.access.tokens import LEEWAY_SECONDS, LONGEST_LIFE_SECONDS
from services.kit.state_machine import StateMachine


class KeyState(StrEnum):
    """upcoming: published, signs next. active: signs. retiring: published, signs no more. The others are gone."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    RETIRING = "retiring"
    RETIRED = "retired"
    REVOKED = "revoked"


KEY_LIFE = StateMachine(
    {
        ("activate", KeyState.UPCOMING): KeyState.ACTIVE,
        ("relieve", KeyState.ACTIVE): KeyState.RETIRING,
        ("retire", KeyState.RETIRING): KeyState.RETIRED,
        ("revoke", KeyState.UPCOMING): KeyState.REVOKED,
        ("revoke", KeyState.ACTIVE): KeyState.REVOKED,
        ("revoke", KeyState.RETIRING): KeyState.REVOKED,
    },
    by_itself={"retire"},
)

PUBLISHED = (KeyState.UPCOMING, KeyState.ACTIVE, KeyState.RETIRING)
SIGNING = (KeyState.UPCOMING, KeyState.ACTIVE)  # those whose private part is kept; one of each at most

FRESH_SECONDS = 1  # how old a process's knowledge of the keys may be when it publishes them

# A verifier that cannot reach us goes on with its set for an hour: that set has to hold the key already.
KNOWN_BEFORE = timedelta(seconds=2 * KEPT_SECONDS)

# Another process may sign with the old key for a moment longer, and clocks differ: a minute for both.
KNOWN_AFTER = timedelta(seconds=LONGEST_LIFE_SECONDS + LEEWAY_SECONDS + 60)


def signs_from(published_at: datetime) -> datetime:
    """When an upcoming key may begin to sign without any verifier refusing what it signs."""
    return published_at + KNOWN_BEFORE
