"""Every query about the log of suggestions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, select, update
from sqlmodel import col

from services.kit.data.repository import Repository, insert_into
from services.kit.data.snapshot import Snapshot, snapshot_in
from services.kit.data.statements import Statement
from services.kit.errors import NotFound
from services.matching.suggestions.models import ShownState, Suggestion

A_DAY = timedelta(days=1)  # a new showing is recorded once a day: the retention is counted in months

Line = Mapping[str, Any]  # the values of a line by column; of a statement below, by parameter


class Latest(NamedTuple):
    """A line's id, and what makes it the same answer as another."""

    id: UUID
    scoring_version: str
    vocabulary_version: str
    inputs: Mapping[str, Any]
    ranking: Sequence[Mapping[str, Any]]


def find_latest(snapshot: Snapshot, line: Line, *, since: datetime) -> Latest | None:
    """As the repository's, where nothing is written."""
    found = snapshot.find(_LATEST, **_asked(line, since))
    return None if found is None else Latest(*found)


class Suggestions(Repository[Suggestion]):
    """The log of what was shown, and the states it was made of. Lines are added; only whose they are changes."""

    def pass_on(self, from_id: str, to: str) -> None:
        """Let a person read what the account that ended in theirs was shown."""
        self.session.execute(update(Suggestion).where(col(Suggestion.caller_sub) == from_id).values(caller_sub=to))

    def get(self, suggestion_id: UUID) -> Suggestion:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Suggestion).where(col(Suggestion.id) == suggestion_id))

    @property
    def _connection(self) -> Connection:
        """These statements are about columns: the session would look for objects in each."""
        return self.session.connection()

    def find_latest(self, line: Line, *, since: datetime) -> Latest | None:
        """Content of the newest line of the same kind about the same, shown to the same reader since then."""
        return find_latest(snapshot_in(self._connection), line, since=since)

    def count_of(self, line: Line, *, since: datetime) -> int:
        """How many lines the line's reader has since then."""
        return self._connection.scalar(_COUNT, _asked(line, since)) or 0

    def add_line(self, line: Line) -> None:
        self._connection.execute(_INSERT, line)

    def add_states(self, states: Mapping[str, dict[str, Any]], *, at: datetime) -> None:
        """Add each state under its digest. A state that is there already gets a new time of showing, once a day."""
        if not states:
            return
        rows = [  # always in one order, so that two requests never deadlock
            {"digest": digest, "subject_id": state["id"], "state": state, "last_shown_at": at}
            for digest, state in sorted(states.items())
        ]
        statement = insert_into(self.session, _STATES)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["digest"],
                set_={"last_shown_at": statement.excluded.last_shown_at},
                where=_STATES.c.last_shown_at < datetime.combine(at.date(), time.min, at.tzinfo),
            ),
            rows,
        )

    def find_states(self, digests: Collection[str]) -> Mapping[str, dict[str, Any]]:
        query = select(ShownState).where(col(ShownState.digest).in_(digests))
        return {shown.digest: shown.state for shown in self.session.scalars(query)}

    def forget(self, *, before: datetime) -> None:
        """Delete what was last shown before that moment."""
        self.session.execute(delete(Suggestion).where(col(Suggestion.at) < before))
        long_ago = col(ShownState.last_shown_at) < before - A_DAY
        self.session.execute(delete(ShownState).where(long_ago))


_LINES = Suggestion.metadata.tables["suggestions"]
_STATES = ShownState.metadata.tables["shown_states"]
_READER, _SUBJECT = ("caller_client", "caller_org"), ("kind", "need_id", "expert_id")
READER_AND_SUBJECT = ("caller_sub", *_READER, *_SUBJECT)


def _since(*names: str) -> ColumnElement[bool]:
    """Of one reader since a moment. Values may be absent; the reader's `sub` is not, and has an index."""
    same = (_LINES.c[name].is_not_distinct_from(bindparam(name)) for name in names)
    return and_(_LINES.c.caller_sub == bindparam("caller_sub"), _LINES.c.at > bindparam("since"), *same)


_LATEST = Statement[tuple[Any, ...]](
    select(*(_LINES.c[name] for name in Latest._fields))
    .where(_since(*_READER, *_SUBJECT))
    .order_by(_LINES.c.at.desc())
    .limit(1)
)
_INSERT = insert(_LINES)
_COUNT = select(func.count()).select_from(_LINES).where(_since(*_READER))


def _asked(line: Line, since: datetime) -> dict[str, Any]:
    return {name: line[name] for name in READER_AND_SUBJECT} | {"since": since}
