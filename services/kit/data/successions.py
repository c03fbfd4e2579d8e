"""Public bodies whose place another has taken: stores which, and moves rows from the one to the other."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlmodel import Field, SQLModel, col

from services.kit.data.repository import changed, insert_into


class SuccessionColumns(SQLModel):
    """A body whose place another has taken, followed over auth's feed. No successor is a predecessor too."""

    predecessor: str = Field(primary_key=True, max_length=9)
    successor: str = Field(max_length=9)


class Successions:
    """Which body has taken whose place, in a service's own table with those columns."""

    def __init__(self, session: Session, table: type[SuccessionColumns]) -> None:
        self._session = session
        self._table = table

    def save(self, predecessor: str, successor: str) -> None:
        """Store it. Bodies whose place `predecessor` had taken are now succeeded by `successor`."""
        table = self._table
        followed = update(table).where(col(table.successor) == predecessor)
        self._session.execute(followed.values(successor=successor))
        statement = insert_into(self._session, table).values(predecessor=predecessor, successor=successor)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["predecessor"], set_={"successor": successor})
        )

    def current(self, orgnr: str) -> str:
        """The number of the body that has taken this one's place; its own where none has."""
        query = select(col(self._table.successor)).where(col(self._table.predecessor) == orgnr)
        return self._session.scalars(query).one_or_none() or orgnr

    def list_all(self) -> Sequence[tuple[str, str]]:
        """Predecessor and successor of each, in the order of the predecessors' numbers."""
        query = select(col(self._table.predecessor), col(self._table.successor))
        return [(row[0], row[1]) for row in self._session.execute(query.order_by(col(self._table.predecessor)))]


def count_rows(session: Session, column: Any, *conditions: ColumnElement[bool], orgnr: str) -> int:
    """How many rows have that organisation number in `column`."""
    query = select(func.count()).where(column == orgnr, *conditions)
    return session.scalar(query) or 0


def move_rows(session: Session, column: Any, *conditions: ColumnElement[bool], predecessor: str, successor: str) -> int:
    """Put the successor's number in the place of the predecessor's; a row's `version` goes up. Returns how many rows.

    `column` is a table's column of organisation numbers. Objects that the session has loaded are not refreshed.
    """
    attribute: InstrumentedAttribute[str] = column
    values: dict[Any, Any] = {attribute: successor}
    version = getattr(attribute.class_, "version", None)
    if version is not None:
        values[version] = version + 1
    moved = update(attribute.class_).where(attribute == predecessor, *conditions).values(values)
    return changed(session, moved)
