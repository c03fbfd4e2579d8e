"""Every query about events that were handled."""

from collections.abc import Iterable, Set

from services.kit.data.repository import Repository, insert_absent
from services.kit.data.tables import table_of
from services.notify.events.models import HandledEvent

_EVENTS = table_of(HandledEvent)


class HandledEvents(Repository[HandledEvent]):
    """The events that had their effect."""

    def record(self, event_ids: Iterable[str]) -> Set[str]:
        """Record that events have their effect now. Returns those that had not had it before."""
        rows = [{"event_id": event_id} for event_id in dict.fromkeys(event_ids)]
        return insert_absent(self.session, rows, key=_EVENTS.c.event_id)
