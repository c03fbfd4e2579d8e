"""Keeps what an answer was made of, so that the same answer can be made again later.

A line of the log holds ids, scores and counts; the states of those shown lie beside it, each once under its digest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.kit.access import Caller
from services.matching.domain import (
    VERSION,
    ExpertState,
    Factor,
    NeedState,
    Pair,
    Perspective,
    Scoring,
    digest_of,
    score_of,
)
from services.matching.models import Kind, Suggestion
from services.matching.repository import Suggestions
from services.matching.schemas import (
    AsOf,
    CandidatesRead,
    ExplanationRead,
    OpportunitiesRead,
    Replay,
    ShownLine,
    SuggestionRead,
)
from services.matching.service.showing import Basis, candidates_read, explanation_read, opportunities_read
from vocabulary import load

A = TypeVar("A")
Answer = CandidatesRead | OpportunitiesRead | ExplanationRead


@dataclass(frozen=True, kw_only=True)
class Kept(Generic[A]):
    """An answer, and the line of the log it can be replayed from."""

    id: UUID
    answer: A


def keep(
    suggestions: Suggestions,
    caller: Caller,
    kind: Kind,
    pairs: Sequence[Pair],
    basis: Basis,
    *,
    need: NeedState | None = None,
    expert: ExpertState | None = None,
) -> Suggestion:
    """Log what is shown with what it was made of: codes and pseudonymous ids, never who an expert is."""
    others = [pair.need.coded() if kind is Kind.OPPORTUNITIES else pair.expert.coded() for pair in pairs]
    asker = [] if kind is Kind.EXPLANATION else [expert.coded()] if expert is not None else []
    about = [] if need is None else [need.coded()]
    states = {digest_of(state): state for state in (*others, *asker, *about)}
    suggestions.keep_states(states)
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
            ranking=[{"id": _shown(kind, pair), "score": score_of(pair, basis.scoring.weights)} for pair in pairs],
            caller_sub=caller.sub,
            caller_client=caller.client_id,
            caller_org=caller.org,
        )
    )


def show_suggestion(suggestions: Suggestions, line: Suggestion) -> SuggestionRead:
    """What was shown, and the answer made again from what was kept."""
    replay, answer = _replayed(suggestions, line)
    return SuggestionRead(
        id=line.id,
        at=line.at,
        kind=Kind(line.kind),
        shown_to=line.caller_sub,
        client_id=line.caller_client,
        org=line.caller_org,
        scoring_version=line.scoring_version,
        vocabulary_version=line.vocabulary_version,
        shown=[ShownLine(id=UUID(shown["id"]), score=shown["score"]) for shown in line.ranking],
        replay=replay,
        answer=answer,
    )


def _replayed(suggestions: Suggestions, line: Suggestion) -> tuple[Replay, Answer | None]:
    digests = [*line.inputs.get("about", ()), *line.inputs.get("shown", ())]
    states = suggestions.find_states(digests)
    if "shown" not in line.inputs or not states.keys() >= set(digests):
        return Replay.FORGOTTEN, None
    if (line.scoring_version, line.vocabulary_version) != (VERSION, load().version):
        return Replay.SUPERSEDED, None
    basis, pairs = _basis(line), _pairs(line, states)
    order = sorted(pairs, key=lambda pair: (-score_of(pair, basis.scoring.weights), _shown(Kind(line.kind), pair)))
    again = [{"id": _shown(Kind(line.kind), p), "score": score_of(p, basis.scoring.weights)} for p in order]
    return Replay.SAME if again == line.ranking else Replay.DIFFERS, _answer(line, states, pairs, basis)


def _answer(line: Suggestion, states: Mapping[str, Any], pairs: list[Pair], basis: Basis) -> Answer:
    about = states[line.inputs["about"][0]]
    if line.kind == Kind.OPPORTUNITIES:
        return opportunities_read(ExpertState.of(about), pairs, basis)
    if line.kind == Kind.EXPLANATION:
        return explanation_read(NeedState.of(about), pairs[0], basis)
    return candidates_read(NeedState.of(about), pairs, basis)


def _pairs(line: Suggestion, states: Mapping[str, Any]) -> list[Pair]:
    basis, about = _basis(line), states[line.inputs["about"][0]]
    others = [states[digest] for digest in line.inputs["shown"]]
    if line.kind == Kind.OPPORTUNITIES:
        met = [(ExpertState.of(about), NeedState.of(other)) for other in others]
    else:
        need = basis.scoring.applied_to(NeedState.of(about))
        met = [(ExpertState.of(other), need) for other in others]
    return [Pair(expert=expert, need=need, on=basis.on, vocabulary=load()) for expert, need in met]


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


def _basis(line: Suggestion) -> Basis:
    kept, chosen = line.inputs, line.inputs["perspective"]
    return Basis(
        on=date.fromisoformat(kept["on"]),
        as_of=AsOf.model_validate({**line.positions, "at": kept["heard_at"], "lag": kept["lag"]}),
        scoring=Scoring(
            weights={Factor(name): weight for name, weight in kept["weights"].items()},
            perspective=None if chosen is None else Perspective(chosen),
        ),
        counted=kept["counted"],
        place_told=kept["place_told"],
    )


def _shown(kind: Kind, pair: Pair) -> str:
    return pair.need.id if kind is Kind.OPPORTUNITIES else pair.expert.id
