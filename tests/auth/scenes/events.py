"""Events in auth's feed."""

from typing import Any

from services.kit.data.database import Database
from services.kit.events.feed import events_page


def emitted(database: Database, *kinds: str) -> list[dict[str, Any]]:
    """The events of these types, in the feed's order, as a sibling service reads them."""
    page = events_page(database, after="", limit=1000, source="/auth", orgnr=None)
    return [event for event in page.items if event["type"] in kinds]
