"""The life of a signing key: known before it signs, and known until the last token it signed has ended.

docs/decisions/0025-signing-keys-before-and-after.md says where the times come from.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from services.kit.access.jwks import KEPT_SECONDS
from services.kit.access.tokens import LEEWAY_SECONDS, LONGEST_LIFE_SECONDS
from services.kit.state_machine import StateMachine


class KeyState(StrEnum):
    """upcoming: published, signs next. active: signs. retiring: signed until a while ago. The others are gone."""

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


# a verifier that cannot reach us believes in the set it has for an hour: whoever still does must have seen the key
KNOWN_BEFORE = timedelta(seconds=2 * KEPT_SECONDS)


# a process may sign with it a moment longer, and clocks of machines differ: a minute for both
KNOWN_AFTER = timedelta(seconds=LONGEST_LIFE_SECONDS + LEEWAY_SECONDS + 60)


def signs_from(published_at: datetime) -> datetime:
    """When an upcoming key may begin to sign without any verifier refusing what it signs."""
    return published_at + KNOWN_BEFORE
