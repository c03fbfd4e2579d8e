"""The log of suggestions: each line holds what an answer was made of, so that it can be made again later.

A line holds ids, scores and counts. The states of those shown are kept beside it, each once under its digest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.database import Database, once_committed
from services.kit.data.group_commit import GroupCommit
from services.kit.ids import new_id
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import VERSION, Scored
from services.matching.fit.states import ExpertState, NeedState
from services.matching.suggestions.answers import Basis
from services.matching.suggestions.errors import TooManySuggestions
from services.matching.suggestions.models import Kind
from services.matching.suggestions.repository import READER_AND_SUBJECT, Latest, Line, Suggestions, find_latest
from services.matching.suggestions.shown_today import ShownToday
from vocabulary import load

SAME_ANSWER = timedelta(hours=1)
FRESHNESS = frozenset({"heard_at", "lag"})  # of the inputs, what changes by itself
DAY = timedelta(days=1)
MOST_A_DAY = 1000  # different answers to one reader: the log is kept for months
RETRY_SECONDS = 3600
MOST_LATELY = 1000  # answers of some KB that are compared with the next one to the same question

A = TypeVar("A")
State = ExpertState | NeedState


@dataclass(frozen=True, kw_only=True)
class Logged(Generic[A]):
    """An answer, and the id of its line in the log, from which it can be made again."""

    id: UUID
    answer: A


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line with the states it was made of, by their digests."""

    line: Line
    states: Mapping[str, State]

    @property
    def question(self) -> tuple[Any, ...]:
        """Who asked, and about what."""
        return tuple(self.line[name] for name in READER_AND_SUBJECT)


@dataclass(frozen=True, kw_only=True)
class SuggestionLog:
    """The log of a process: `database` is where it is, `group` commits entries that come at once together."""

    database: Database
    group: GroupCommit
    shown_today: ShownToday
    lately: dict[tuple[Any, ...], tuple[Any, ...]] = field(default_factory=dict)

    def add(self, entry: Entry) -> UUID:
        """The id of the entry's line once it is committed. Raises TooManySuggestions."""
        return self._find_repeated(entry) or self.group.write(partial(self.add_in, entry=entry))

    def _find_repeated(self, entry: Entry) -> UUID | None:
        """The line of a repeated answer of which nothing needs to be written. The database decides, and is asked only
        where the same answer was the last one that this process gave."""
        key, content = entry.question, _content(entry.line)
        if self.lately.get(key) != content:
            if len(self.lately) >= MOST_LATELY:
                self.lately.clear()
            self.lately[key] = content
            return None
        now = entry.line["at"]
        if self.shown_today.lacking(entry.states, day=now.date()):
            return None
        with self.database.snapshot() as snapshot:
            return _repeated(partial(find_latest, snapshot), entry.line)

    def add_in(self, session: Session, entry: Entry) -> UUID:
        """The same in a transaction of the caller's.

        The same answer to the same reader within the hour is the line there is: only how fresh the index was may
        differ. Raises TooManySuggestions for a reader with a thousand different ones in a day.
        """
        suggestions = Suggestions(session)
        repeated = _repeated(suggestions.find_latest, entry.line)
        if repeated is None:
            _refuse_too_many(suggestions, entry.line)
            suggestions.add_line(entry.line)
        self._keep(suggestions, entry.states, at=entry.line["at"])
        added: UUID = entry.line["id"]
        return repeated or added

    def _keep(self, suggestions: Suggestions, states: Mapping[str, State], *, at: datetime) -> None:
        day = at.date()
        lacking = self.shown_today.lacking(states, day=day)
        suggestions.add_states({digest: states[digest].coded() for digest in lacking}, at=at)
        once_committed(suggestions.session, partial(self.shown_today.remember, lacking, day=day))


def entry_of(
    caller: Caller,
    kind: Kind,
    shown: Sequence[Scored],
    basis: Basis,
    *,
    need: NeedState | None = None,
    expert: ExpertState | None = None,
) -> Entry:
    """What is shown and what it was made of: codes and pseudonymous ids, never who an expert is."""
    others: list[State] = [one.pair.need if kind is Kind.OPPORTUNITIES else one.pair.expert for one in shown]
    asker: list[State] = [] if kind is Kind.EXPLANATION else [expert] if expert is not None else []
    about: list[State] = [] if need is None else [need]
    inputs = _inputs(basis) | {
        "about": [state.digest for state in (*about, *asker)],
        "shown": [state.digest for state in others],
    }
    line = {
        "id": new_id(),
        "at": clock.now(),
        "kind": kind,
        "need_id": None if need is None else need.id,
        "expert_id": None if expert is None else expert.id,
        "scoring_version": VERSION,
        "vocabulary_version": load().version,
        "positions": {"experts": basis.as_of.experts, "needs": basis.as_of.needs},
        "inputs": inputs,
        "ranking": [{"id": shown_id(kind, one.pair), "score": one.score} for one in shown],
        "caller_sub": caller.sub,
        "caller_client": caller.client_id,
        "caller_org": caller.org,
    }
    return Entry(line=line, states={state.digest: state for state in (*others, *asker, *about)})


def _repeated(find: Callable[..., Latest | None], line: Line) -> UUID | None:
    """The line of the same answer to the same reader, where it is the newest about this."""
    latest = find(line, since=line["at"] - SAME_ANSWER)
    return latest.id if latest is not None and _content(latest._asdict()) == _content(line) else None


def _content(line: Line) -> tuple[Any, ...]:
    inputs = {name: value for name, value in line["inputs"].items() if name not in FRESHNESS}
    return line["scoring_version"], line["vocabulary_version"], inputs, line["ranking"]


def _refuse_too_many(suggestions: Suggestions, line: Line) -> None:
    """Raises TooManySuggestions."""
    if suggestions.count_of(line, since=line["at"] - DAY) >= MOST_A_DAY:
        limit = f'"suggestions";r=0;t={RETRY_SECONDS}'
        policy = f'"suggestions";q={MOST_A_DAY};w={round(DAY.total_seconds())}'
        raise TooManySuggestions(seconds=RETRY_SECONDS, policy=policy, limit=limit)


def _inputs(basis: Basis) -> dict[str, Any]:
    return {
        "on": basis.on.isoformat(),
        "heard_at": basis.as_of.at.isoformat(),
        "lag": basis.as_of.lag.model_dump(),
        "weights": dict(basis.scoring.weights),
        "perspective": basis.scoring.perspective,
        "counted": dict(basis.counted),
        "place_told": basis.place_told,
    }


def shown_id(kind: Kind, pair: Pair) -> str:
    return pair.need.id if kind is Kind.OPPORTUNITIES else pair.expert.id
