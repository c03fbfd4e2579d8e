"""Writes the audit: who did what to which thing. Each row is chained to the one before by its hash.

A row that is changed, moved or taken away later is found by walking the chain (`audit_check`).
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.orm import Session

from services.kit.data.pagination import Page, PageRequest, closed_page, limited
from services.kit.data.tables import KitTables


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a row says, but for its place in the chain: codes and ids, never names, addresses or free text."""

    time: datetime
    verb: str
    subject: str
    version: int
    event: int | None
    person: str | None
    client_id: str | None
    org: str | None
    parties: str
    let_by: str | None
    reason: str | None
    cause: str | None
    request_id: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class AuditRow(Act):
    """A row as it stands in the chain."""

    n: int
    previous: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A place in the chain: a row's number, and its hash."""

    n: int
    hash: str


HASHED = (
    "n", "time", "verb", "subject", "version", "event", "person", "client_id", "org", "parties", "let_by", "reason",
    "cause", "request_id", "digest", "previous",
)  # fmt: skip


def append_acts(connection: Connection, tables: KitTables, acts: Sequence[Act], *, last: Mark) -> None:
    """Insert rows behind `last`, under the feed lock.

    The database moves the chain's end in `feed_head` with each row, and refuses a row that does not follow it.
    """
    if acts:
        connection.execute(insert(tables.audit_trail), list(chained(map(vars, acts), last=last)))


def chained(acts: Iterator[Mapping[str, Any]], *, last: Mark) -> Iterator[dict[str, Any]]:
    """The rows of acts that follow `last`."""
    previous = last.hash
    for n, act in enumerate(acts, start=last.n + 1):
        row = {**act, "n": n, "previous": previous}
        row["hash"] = previous = hash_of([row[name] for name in HASHED])
        yield row


def hash_of(values: Sequence[Any]) -> str:
    """The hash of a row: SHA-256 of its values in the order of `HASHED`, as JSON."""
    return hashlib.sha256(_canonical(values)).hexdigest()


def digest_of(content: object) -> str:
    """SHA-256 of the columns of a model's object, in the canonical form; of anything else as it is.

    Columns that the model names as `undigested` are left out: whoever has the rest could guess a short text by it.
    """
    state = inspect(content, raiseerr=False)
    if state is not None:
        keys = {column.key for column in state.mapper.column_attrs} - getattr(content, "undigested", frozenset())
        content = {key: getattr(content, key) for key in keys}
    return hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(content: object) -> bytes:
    """JSON in ASCII with sorted names and no blanks; moments in UTC."""
    return _ENCODER.encode(content).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain)  # made once: a walk encodes millions


def list_acts(
    session: Session, tables: KitTables, subject: UUID, *, without: Collection[str] = (), paging: PageRequest
) -> Page[AuditRow]:
    """What was done to a thing but for some verbs, the newest first. Raises InvalidCursor."""
    trail = tables.audit_trail
    about = select(trail).where(trail.c.subject == str(subject), trail.c.verb.not_in(without))
    query = limited(about, paging=paging, by=(trail.c.n,), newest_first=True)
    rows = [AuditRow(**row) for row in session.execute(query).mappings()]
    return closed_page(rows, paging=paging, by=(trail.c.n,))
