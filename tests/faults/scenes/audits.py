"""What the audit of a service says after a fault."""

from contextlib import closing

from sqlalchemy import MetaData, func, select

from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.kit.data.statements import Statement
from services.kit.data.tables import tables_for

_TABLES = tables_for(MetaData())
_AUDITED = _TABLES.audit_trail.c.event
_COUNTS = Statement[tuple[int, int, int]](  # one statement: the service may still be at work
    select(
        select(func.count()).select_from(_TABLES.outbox).scalar_subquery(),
        select(func.count(_AUDITED)).scalar_subquery(),
        select(func.count(_AUDITED.distinct())).scalar_subquery(),
    )
)


def assert_every_event_audited_once(url: str) -> int:
    """Each event has one row of the audit, and the chain is whole. Returns how many events there are."""
    with closing(Database(url, MetaData())) as database:
        return assert_audited_once(database)


def assert_audited_once(database: Database) -> int:
    """The same of a database that is open."""
    with database.snapshot() as snapshot:
        ((events, rows, different),) = snapshot.all(_COUNTS)
    assert events == rows == different
    assert verify_chain(database).fault is None
    return events
