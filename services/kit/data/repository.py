"""The base of every repository: add, refuse duplicates, look up."""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Select, Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.kit.errors import ServiceError

T = TypeVar("T")
R = TypeVar("R")


class Repository(Generic[T]):
    """All queries about one kind of thing. `get` raises, `find` returns None, `list` and `add` do as they say."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, thing: T, *, unless: ServiceError | None = None) -> T:
        """Insert it now. Raises `unless` where the database's own rules refuse it."""
        self.session.add(thing)
        self.flush(unless=unless)
        return thing

    def flush(self, *, unless: ServiceError | None = None) -> None:
        """Write what was changed so far. Raises `unless` where the database's own rules refuse it."""
        try:
            self.session.flush()
        except IntegrityError as error:
            raise (unless or error) from error

    def one_or(self, error: ServiceError, query: Select[Any]) -> T:
        """The one thing of `query`. Raises `error` where there is none."""
        found: T | None = self.session.scalars(query).one_or_none()
        if found is None:
            raise error
        return found


def insert_into(session: Session, table: Any) -> Any:
    """An INSERT that knows ON CONFLICT: both databases spell it alike, and SQLAlchemy has it apart."""
    return _insertion_on(session.get_bind().dialect.name, table)


def _insertion_on(dialect: str, table: Any) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def insert_absent(session: Session, rows: Sequence[Mapping[str, Any]], *, key: Column[Any]) -> Set[Any]:
    """Insert rows, but those that the table has already. Returns the `key` of each that was inserted.

    A row that is there twice is inserted once, and so is one that any number of concurrent calls insert.
    """
    if not rows:
        return set()
    statement = _insertion_of_absent(key.table, key, session.get_bind().dialect.name)
    return set(session.execute(statement, rows).scalars())


@cache
def _insertion_of_absent(table: Table, key: Column[Any], dialect: str) -> Any:
    return _insertion_on(dialect, table).on_conflict_do_nothing().returning(key)


def took_effect(session: Session, insertion: Any) -> bool:
    """Whether an INSERT … ON CONFLICT DO NOTHING inserted its row. True for exactly one of any concurrent ones.

    The returned row says so: psycopg's row count of an INSERT may be -1 whatever happened.
    """
    return session.execute(insertion.returning(literal(1))).first() is not None


def referred_to(query: Select[R]) -> Select[R]:
    """Locked, as what others refer to: against all who lock it too, and not against new rows that refer to it.

    With FOR UPDATE these would wait: for whoever removes a member and waits for what they hold, say, who is removed.
    """
    return query.with_for_update(key_share=True)  # FOR NO KEY UPDATE


def changed(session: Session, statement: Any) -> int:
    """How many rows a conditional UPDATE changed: what decides a race."""
    count: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]  # Result of DML
    return count
