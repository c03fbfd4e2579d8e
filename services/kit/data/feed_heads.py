"""Where the feeds end, read so cheaply that every process may look twice a second."""

from dataclasses import dataclass

from sqlalchemy import Integer, String, column, select, table

from services.kit.data.database import Database
from services.kit.data.statements import Statement

_COLUMNS = column("epoch", String), column("events", Integer), column("states", Integer)
_HEADS = Statement[tuple[str, int, int]](select(*_COLUMNS).select_from(table("feed_head")))


@dataclass(frozen=True, kw_only=True)
class Heads:
    """The numbers of the newest entries of both feeds. The row changes in the transaction of the entries."""

    epoch: str
    events: int
    states: int

    @property
    def last_event(self) -> str:
        """The position behind which there is no event."""
        return f"{self.epoch}.{self.events}"


def feed_heads(database: Database) -> Heads:
    """Read the one row. Raises Busy."""
    with database.snapshot() as snapshot:
        ((epoch, events, states),) = snapshot.all(_HEADS)
    return Heads(epoch=epoch, events=events, states=states)
