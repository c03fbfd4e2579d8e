"""Rows of any table, made of what its columns take."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4, uuid5

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Uuid
from sqlmodel import SQLModel

from services.kit.data.tables import UtcDateTime, table_of
from tests.lists.case import LATER

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def rows_of(model: type[SQLModel], many: range, **fixed: Any) -> Iterator[Mapping[str, Any]]:
    """Rows with these values, one for each row where it is an id or a text of a list; other columns get anything.

    A moment is later in each row than in the one before, an id or a text differs from all others.
    """
    columns = [column for column in table_of(model).columns if column.name not in fixed]
    for turn, number in enumerate(many):
        yield {name: _of_turn(value, turn) for name, value in fixed.items()} | {
            column.name: _anything(column, number) for column in columns
        }


def _of_turn(value: Any, turn: int) -> Any:
    return value[turn] if isinstance(value, list) and value and isinstance(value[0], UUID | str | datetime) else value


def _anything(column: Column[Any], number: int) -> Any:
    if column.nullable:
        return None
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return moment(number)
    if isinstance(kind, Date):
        return date(2027, 1, 1)
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer):
        return 1
    if isinstance(kind, JSON):
        return []
    return uuid4() if isinstance(kind, Uuid) else uuid4().hex[: getattr(kind, "length", None)]


def numbered(kind: object, number: int) -> UUID:
    """An id that rows of two tables share."""
    return uuid5(UUID(int=0), f"{kind} {number}")


def moment(number: int) -> datetime:
    """The moments in the row of this number."""
    return BEGAN + timedelta(seconds=number)


SINCE = f"updated_since={quote(moment(LATER.start).isoformat())}"  # finds the rows of LATER
