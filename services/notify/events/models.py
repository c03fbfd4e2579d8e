"""The table of events that were handled."""

from sqlmodel import Field

from services.notify.tables import Table


class HandledEvent(Table, table=True):
    """An event that had its effect. A feed that starts a new epoch repeats old events."""

    __tablename__ = "heard_events"

    event_id: str = Field(primary_key=True, max_length=36)
