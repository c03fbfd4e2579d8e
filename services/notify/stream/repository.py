"""The marks of many inboxes and audiences, in one look."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Select, Table, bindparam, func, select
from sqlalchemy.orm import Session

from services.kit.data.tables import table_of
from services.notify.inbox.models import Message
from services.notify.stream.domain import Mark, Marks
from services.notify.tasks.models import Task

_MESSAGES, _TASKS = table_of(Message), table_of(Task)


def _marks(table: Table, owner: str, ends: str) -> Select[str, int, int, datetime]:
    """The marks of owners with something that has not ended: what was read or closed long ago is not looked at."""
    whose, mark = table.c[owner], (func.count(), func.sum(table.c.version), func.max(table.c.updated_at))
    still = (whose.in_(bindparam("owners", expanding=True)), table.c[ends].is_(None))
    return select(whose, *mark).where(*still).group_by(whose)


_INBOXES = _marks(_MESSAGES, "person_id", "read_at")
_AUDIENCES = _marks(_TASKS, "audience", "closed_at")


def marks_of(session: Session, people: Collection[str], audiences: Collection[str]) -> Marks:
    return Marks(inboxes=_found(session, _INBOXES, people), audiences=_found(session, _AUDIENCES, audiences))


def _found(session: Session, query: Select[str, int, int, datetime], owners: Collection[str]) -> Mapping[str, Mark]:
    rows = session.execute(query, {"owners": sorted(owners)}).all() if owners else []
    return {row[0]: (row[1], int(row[2]), row[3]) for row in rows}
