"""Events as a sibling's feed returns them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from services.kit.events.follower import EventData, ReceivedEvent


def received(
    kind: str, subject: str | None = None, *, orgs: Sequence[str] = (), persons: Sequence[str] = (), **codes: Any
) -> ReceivedEvent:
    """An event of that type, valid by default."""
    data = EventData(version=1, orgs=list(orgs), persons=list(persons), codes=codes)
    subject = subject or str(uuid4())
    return ReceivedEvent(
        id=str(uuid4()), type=kind, subject=subject, time="2026-11-23T10:00:00Z", position="e.1", data=data
    )
