"""The log of suggestions: each line holds what an answer was made of, so that it can be made again later.

A line holds ids, scores and counts. The states of those shown are kept beside it, each once under its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.kit.access.table import Caller
from services.matching.fit.digests import digest_of
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import VERSION, score_of
from services.matching.fit.states import ExpertState, NeedState
from services.matching.suggestions.answers import Basis
from services.matching.suggestions.errors import TooManySuggestions
from services.matching.suggestions.models import Kind, Suggestion
from services.matching.suggestions.repository import Suggestions
from vocabulary import load

SAME_ANSWER = timedelta(hours=1)
FRESHNESS = frozenset({"heard_at", "lag"})  # of the inputs, what changes by itself
DAY = timedelta(days=1)
MOST_A_DAY = 1000  # different answers to one reader: the log is kept for months
RETRY_SECONDS = 3600

A = TypeVar("A")


@dataclass(frozen=True, kw_only=True)
class Logged(Generic[A]):
    """An answer, and the id of its line in the log, from which it can be made again."""

    id: UUID
    answer: A


def log_suggestion(
    suggestions: Suggestions,
    caller: Caller,
    kind: Kind,
    pairs: Sequence[Pair],
    basis: Basis,
    *,
    need: NeedState | None = None,
    expert: ExpertState | None = None,
) -> Suggestion:
    """Log what is shown and what it was made of: codes and pseudonymous ids, never who an expert is.

    The same answer to the same reader within the hour is the line there is: only how fresh the index was may differ.
    Raises TooManySuggestions for a reader with a thousand different ones in a day.
    """
    others = [pair.need.coded() if kind is Kind.OPPORTUNITIES else pair.expert.coded() for pair in pairs]
    asker = [] if kind is Kind.EXPLANATION else [expert.coded()] if expert is not None else []
    about = [] if need is None else [need.coded()]
    states = {digest_of(state): state for state in (*others, *asker, *about)}
    suggestions.add_states(states)
    inputs = _inputs(basis) | {
        "about": [digest_of(state) for state in (*about, *asker)],
        "shown": [digest_of(state) for state in others],
    }
    line = Suggestion(
        kind=kind,
        need_id=None if need is None else need.id,
        expert_id=None if expert is None else expert.id,
        scoring_version=VERSION,
        vocabulary_version=load().version,
        positions={"experts": basis.as_of.experts, "needs": basis.as_of.needs},
        inputs=inputs,
        ranking=[{"id": shown_id(kind, pair), "score": score_of(pair, basis.scoring.weights)} for pair in pairs],
        caller_sub=caller.sub,
        caller_client=caller.client_id,
        caller_org=caller.org,
    )
    return _repeated(suggestions, line) or _added(suggestions, line)


def _repeated(suggestions: Suggestions, line: Suggestion) -> Suggestion | None:
    """The line of the same answer to the same reader, where it is the newest about this."""
    latest = suggestions.find_latest(line, since=line.at - SAME_ANSWER)
    return latest if latest is not None and _content(latest) == _content(line) else None


def _content(line: Suggestion) -> tuple[Any, ...]:
    inputs = {name: value for name, value in line.inputs.items() if name not in FRESHNESS}
    return line.scoring_version, line.vocabulary_version, inputs, line.ranking


def _added(suggestions: Suggestions, line: Suggestion) -> Suggestion:
    if suggestions.count_of(line, since=line.at - DAY) >= MOST_A_DAY:
        limit = f'"suggestions";r=0;t={RETRY_SECONDS}'
        policy = f'"suggestions";q={MOST_A_DAY};w={round(DAY.total_seconds())}'
        raise TooManySuggestions(seconds=RETRY_SECONDS, policy=policy, limit=limit)
    return suggestions.add(line)


def _inputs(basis: Basis) -> dict[str, Any]:
    return {
        "on": basis.on.isoformat(),
        "heard_at": basis.as_of.at.isoformat(),
        "lag": basis.as_of.lag.model_dump(),
        "weights": dict(basis.scoring.weights),
        "perspective": basis.scoring.perspective,
        "counted": basis.counted,
        "place_told": basis.place_told,
    }


def shown_id(kind: Kind, pair: Pair) -> str:
    return pair.need.id if kind is Kind.OPPORTUNITIES else pair.expert.id
