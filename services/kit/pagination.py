"""Pages of a list: an opaque cursor over a stable order."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from services.kit.errors import InvalidCursor

MAX_LIMIT = 100
DEFAULT_LIMIT = 20

T = TypeVar("T")
R = TypeVar("R", bound=BaseModel)


class Listed(BaseModel, Generic[R]):
    """A page as it is sent. `next` is the cursor of the following page, null on the last."""

    items: list[R]
    next: str | None


@dataclass(frozen=True, kw_only=True)
class Paging:
    """Which page is asked for: at most `limit` things after the one the cursor names."""

    limit: int
    after: tuple[datetime, UUID] | None

    @classmethod
    def of(cls, *, cursor: str | None, limit: int) -> "Paging":
        return cls(limit=limit, after=None if cursor is None else _opened(cursor))


@dataclass(frozen=True, kw_only=True)
class Found(Generic[T]):
    """A page as it was found."""

    items: Sequence[T]
    next: str | None


def page_of(
    session: Session, query: Select[Any], *, paging: Paging, by: tuple[Any, Any], newest_first: bool = False
) -> Found[T]:
    """The page of `query` in the order of `by`: a moment and an id, as columns of the listed thing."""
    if paging.after is not None:
        query = query.where(_beyond(by, paging.after, newest_first=newest_first))
    order = [column.desc() for column in by] if newest_first else by
    rows: list[T] = list(session.scalars(query.order_by(*order).limit(paging.limit + 1)))
    more = len(rows) > paging.limit
    kept = rows[: paging.limit]
    return Found(items=kept, next=_closed(*(getattr(kept[-1], column.key) for column in by)) if more else None)


def _beyond(by: tuple[Any, Any], last: tuple[datetime, UUID], *, newest_first: bool) -> ColumnElement[bool]:
    moment, key = by
    past = (moment < last[0], key < last[1]) if newest_first else (moment > last[0], key > last[1])
    beyond: ColumnElement[bool] = past[0] | ((moment == last[0]) & past[1])
    return beyond


def _closed(moment: datetime, key: UUID) -> str:
    return base64.urlsafe_b64encode(json.dumps([moment.isoformat(), str(key)]).encode()).decode().rstrip("=")


def _opened(cursor: str) -> tuple[datetime, UUID]:
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        opened = datetime.fromisoformat(moment), UUID(key)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise InvalidCursor(("/cursor", "cursor")) from None
    if opened[0].tzinfo is None:
        raise InvalidCursor(("/cursor", "cursor"))
    return opened
