"""Pages of a list: an opaque cursor over a stable order."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import BindParameter, ColumnElement, Date, Integer, Select, func, select, tuple_, union
from sqlalchemy.orm import Session

from services.kit.errors import InvalidCursor

MAX_LIMIT = 100
DEFAULT_LIMIT = 20
MOST_COUNTED = 10_000  # a total beyond it is not told: who counts reads each row that is counted

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R", bound=BaseModel)


class Listed(BaseModel, Generic[R]):
    """A page as it is sent. `next` is the cursor of the following page, null on the last."""

    items: list[R]
    next: str | None


class Counted(Listed[R], Generic[R]):
    """A page as it is sent, with how many there are on all pages where `count` asks for it."""

    total: Annotated[
        int | None, Field(description=f"Only with `count`; null where there are more than {MOST_COUNTED:,}")
    ] = None


Place = datetime | date | None  # in the list: a moment, a day, or nothing where the id alone orders it


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """The page that a request asks for: at most `limit` things after the one the cursor names.

    `query` stands for the list with its filters and its order: a cursor of another one is refused.
    """

    limit: int
    after: tuple[Place, UUID | int] | None
    query: str = ""
    counted: bool = False

    @classmethod
    def of(cls, *, cursor: str | None, limit: int, query: str = "", counted: bool = False) -> "PageRequest":
        """Raises InvalidCursor for a cursor that no list made, or one that asked for something else."""
        after = None if cursor is None else _opened(cursor, query)
        return cls(limit=limit, after=after, query=query, counted=counted)

    def after_in(self, by: tuple[Any, ...]) -> tuple[Any, Any] | None:
        """What the cursor names, None without one. Raises InvalidCursor for one of a list in another order."""
        if self.after is None:
            return None
        numbered = isinstance(by[-1].type, Integer)
        if not _is_place_in(by, self.after[0]) or isinstance(self.after[1], int) != numbered:
            raise InvalidCursor(("/cursor", "cursor"))
        return self.after


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """A page of rows from the database."""

    items: Sequence[T]
    next: str | None
    counted: bool = False
    total: int | None = None  # on all pages, where it was counted and is not too many

    def each(self, show: Callable[[T], S]) -> "Page[S]":
        """The page with what `show` makes of each thing."""
        return self.with_items([show(one) for one in self.items])

    def with_items(self, items: Sequence[S]) -> "Page[S]":
        return Page(items=items, next=self.next, counted=self.counted, total=self.total)

    def with_total(self, found: int) -> "Page[T]":
        """The page with how many were found, of which one more than are counted says that there are too many."""
        total = found if found <= MOST_COUNTED else None
        return Page(items=self.items, next=self.next, counted=True, total=total)


def empty_page(paging: PageRequest) -> Page[Any]:
    return Page(items=[], next=None, counted=paging.counted, total=0 if paging.counted else None)


def page_of(
    session: Session, query: Select[Any], *, paging: PageRequest, by: tuple[Any, ...], newest_first: bool = False
) -> Page[T]:
    """The page of `query` in the order of `by`: a moment and an id, or an id or number alone, as columns of the thing.

    A cursor can be read by whoever gets it: order by the id alone where the moment is nobody's business.
    Raises InvalidCursor for a cursor of a list in the other order.
    """
    rows: list[T] = list(session.scalars(limited(query, paging=paging, by=by, newest_first=newest_first)))
    return closed_page(rows, paging=paging, by=by)


def closed_page(rows: list[T], *, paging: PageRequest, by: tuple[Any, ...]) -> Page[T]:
    """The page of the rows that `limited` finds: of things, or of tuples that begin with one."""
    more = len(rows) > paging.limit
    kept = rows[: paging.limit]
    if not more:
        return Page(items=kept, next=None)
    last = kept[-1][0] if isinstance(kept[-1], tuple) else kept[-1]
    return Page(items=kept, next=_closed(paging.query, *(getattr(last, column.key) for column in by)))


def page_of_any(
    session: Session,
    query: Select[Any],
    any_of: Sequence[ColumnElement[bool]],
    *,
    paging: PageRequest,
    by: tuple[Any, ...],
    newest_first: bool = False,
) -> Page[T]:
    """As `page_of`, of the rows for which any of the conditions holds; `by` ends with the primary key."""
    keys = keys_of_any(query, any_of, by=by)
    return page_of_keys(session, query, keys, paging=paging, by=by, newest_first=newest_first)


def keys_of_any(
    query: Select[*tuple[Any, ...]], any_of: Sequence[ColumnElement[bool]], *, by: tuple[Any, ...]
) -> list[Select[*tuple[Any, ...]]]:
    """The keys of the rows for which each of the conditions holds.

    Each is read from an index of its own, as far as the page goes. A database would read all rows of an OR, and sort
    them: 300 ms for a body with a million, where this takes one.
    """
    return [query.where(one).with_only_columns(*by) for one in any_of]


def page_of_keys(
    session: Session,
    query: Select[Any],
    keys: Sequence[Select[*tuple[Any, ...]]],
    *,
    paging: PageRequest,
    by: tuple[Any, ...],
    newest_first: bool = False,
) -> Page[T]:
    """As `page_of`, of the rows whose `by` any of `keys` finds, in that table or in one that is kept for finding."""
    if not keys:
        return Page(items=[], next=None)
    found = limited_by_keys(query, keys, paging=paging, by=by, newest_first=newest_first)
    return closed_page(list(session.scalars(found)), paging=paging, by=by)


def limited(query: Select[Any], *, paging: PageRequest, by: tuple[Any, ...], newest_first: bool = False) -> Select[Any]:
    """The rows of the page, and one more that says whether another follows."""
    last = paging.after_in(by)
    if last is not None:
        query = query.where(_beyond(by, last, newest_first=newest_first))
    order = [column.desc() for column in by] if newest_first else by
    return query.order_by(*order).limit(paging.limit + 1)


def limited_by_keys(
    query: Select[Any],
    keys: Sequence[Select[*tuple[Any, ...]]],
    *,
    paging: PageRequest,
    by: tuple[Any, ...],
    newest_first: bool = False,
) -> Select[Any]:
    """As `limited`, of the rows whose `by` any of `keys` finds: each as far as the page goes, and no row beyond it."""
    parts = [
        limited(one, paging=paging, by=tuple(one.selected_columns), newest_first=newest_first).subquery()
        for one in keys
    ]
    found = union(*(select(*part.c) for part in parts)).subquery()
    listed = [column.desc() for column in found.c] if newest_first else found.c
    page = select(list(found.c)[-1]).order_by(*listed).limit(paging.limit + 1)
    return limited(query.where(by[-1].in_(page)), paging=paging, by=by, newest_first=newest_first)


def _beyond(by: tuple[Any, ...], last: tuple[Any, Any], *, newest_first: bool) -> ColumnElement[bool]:
    # compared as one row, an index is read from there on; of an OR of the two columns all rows before would be read
    place, values = tuple_(*by), tuple_(*last[-len(by) :], types=[column.type for column in by])
    beyond: ColumnElement[bool] = place < values if newest_first else place > values
    return beyond


def counting(
    query: Select[*tuple[Any, ...]], keys: Sequence[Select[*tuple[Any, ...]]], *, by: tuple[Any, ...]
) -> Select[*tuple[Any, ...]]:
    """How many rows a list has, each once, and one more than are counted at most: no part reads further than that."""
    parts = [one.order_by(None).limit(MOST_COUNTED + 1) for one in keys or [query.with_only_columns(by[-1])]]
    ids = [select(list(part.subquery().c)[-1]) for part in parts]
    found = (ids[0] if len(ids) == 1 else union(*ids)).subquery()
    some = select(found.c[0]).limit(MOST_COUNTED + 1).subquery()
    return select(func.count().label("total")).select_from(some)


def unindexed(column: Any) -> ColumnElement[Any]:
    """The column's value as no index has it, where another one has to find the rows.

    A database would choose by what it guesses of their number, which a filter makes wrong.
    """
    value: ColumnElement[Any] = func.coalesce(column, column)
    return value


def _is_place_in(by: tuple[Any, ...], place: Any) -> bool:
    """Whether a cursor of a list in this order holds such a thing beside the id. A parameter stands for any."""
    if len(by) == 1:
        return place is None
    kind = date if isinstance(by[0].type, Date) else datetime
    return type(place) is kind or isinstance(place, BindParameter)


def _closed(query: str, *last: Place | UUID | int) -> str:
    values = [query, *(value.isoformat() if isinstance(value, date) else _key(value) for value in last)]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _key(value: UUID | int | None) -> str | int:
    return value if isinstance(value, int) else str(value)


def _opened(cursor: str, query: str) -> tuple[Place, UUID | int]:
    try:
        made_for, *places, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        (place,) = places or [None]
        after = (_place(place) if places else None), _number(key) if type(key) is int else UUID(key)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise InvalidCursor(("/cursor", "cursor")) from None
    if made_for != query:
        raise InvalidCursor(("/cursor", "cursor"))
    return after


def _number(key: int) -> int:
    """A number that a database can hold. Raises OverflowError."""
    if not 0 <= key < 2**63:
        raise OverflowError(key)
    return key


def _place(text: str) -> Place:
    """A day, or an aware moment that a database can hold.

    Raises ValueError, or OverflowError at the ends of the calendar.
    """
    if len(text) == len("2027-01-04"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
