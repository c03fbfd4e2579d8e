"""Every query about events that were handled."""

from services.kit.data.repository import Repository
from services.notify.events.models import HandledEvent


class HandledEvents(Repository[HandledEvent]):
    """The events that had their effect."""

    def record(self, event_id: str) -> bool:
        """Record that an event has its effect now. False where it had its effect before."""
        if self.session.get(HandledEvent, event_id) is not None:
            return False
        self.session.add(HandledEvent(event_id=event_id))
        return True
