"""The log of suggestions: each line holds what an answer was made of, so that it can be made again later.

A line holds ids, scores and counts. The states of those shown are kept beside it, each once under its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.kit.access.table import Caller
from services.matching.fit.digests import digest_of
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import VERSION, score_of
from services.matching.fit.states import ExpertState, NeedState
from services.matching.suggestions.answers import Basis
from services.matching.suggestions.models import Kind, Suggestion
from services.matching.suggestions.repository import Suggestions
from vocabulary import load

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
    """Log what is shown and what it was made of: codes and pseudonymous ids, never who an expert is."""
    others = [pair.need.coded() if kind is Kind.OPPORTUNITIES else pair.expert.coded() for pair in pairs]
    asker = [] if kind is Kind.EXPLANATION else [expert.coded()] if expert is not None else []
    about = [] if need is None else [need.coded()]
    states = {digest_of(state): state for state in (*others, *asker, *about)}
    suggestions.add_states(states)
    inputs = _inputs(basis) | {
        "about": [digest_of(state) for state in (*about, *asker)],
        "shown": [digest_of(state) for state in others],
    }
    return suggestions.add(
        Suggestion(
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
    )


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
