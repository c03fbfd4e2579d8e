"""Makes an answer again from what the suggestion log holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import VERSION, Factor, Scored, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.schemas import AsOf
from services.matching.suggestions.answers import (
    Basis,
    candidate_lines,
    candidates_read,
    explanation_read,
    opportunities_read,
)
from services.matching.suggestions.domain import Handles
from services.matching.suggestions.models import Kind, Suggestion
from services.matching.suggestions.repository import Suggestions
from services.matching.suggestions.schemas import (
    CandidatesRead,
    ExplanationRead,
    OpportunitiesRead,
    Replay,
    ShownLine,
    SuggestionRead,
)
from services.matching.suggestions.suggestion_log import shown_id
from services.scheme.perspectives import Perspective
from vocabulary import load

Answer = CandidatesRead | OpportunitiesRead | ExplanationRead


def show_suggestion(suggestions: Suggestions, line: Suggestion, handles: Handles) -> SuggestionRead:
    """What was shown, and the answer made again from the log."""
    replay, answer = _replayed(suggestions, line, handles)
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


def _replayed(suggestions: Suggestions, line: Suggestion, handles: Handles) -> tuple[Replay, Answer | None]:
    digests = [*line.inputs.get("about", ()), *line.inputs.get("shown", ())]
    states = suggestions.find_states(digests)
    if "shown" not in line.inputs or not states.keys() >= set(digests):
        return Replay.FORGOTTEN, None
    if (line.scoring_version, line.vocabulary_version) != (VERSION, load().version):
        return Replay.SUPERSEDED, None
    basis, kind = _basis(line), Kind(line.kind)
    shown = [Scored.of(pair, basis.scoring.weights) for pair in _pairs(line, states)]
    order = sorted(shown, key=lambda one: (-one.score, shown_id(kind, one.pair)))
    again = [{"id": shown_id(kind, one.pair), "score": one.score} for one in order]
    return Replay.SAME if again == line.ranking else Replay.DIFFERS, _answer(line, states, shown, basis, handles)


def _answer(line: Suggestion, states: Mapping[str, Any], shown: list[Scored], basis: Basis, handles: Handles) -> Answer:
    about = states[line.inputs["about"][0]]
    if line.kind == Kind.OPPORTUNITIES:
        return opportunities_read(ExpertState.of(about), shown, basis)
    if line.kind == Kind.EXPLANATION:
        return explanation_read(NeedState.of(about), shown[0], basis)
    return candidates_read(NeedState.of(about), candidate_lines(shown, handles), basis)


def _pairs(line: Suggestion, states: Mapping[str, Any]) -> list[Pair]:
    basis, about = _basis(line), states[line.inputs["about"][0]]
    others = [states[digest] for digest in line.inputs["shown"]]
    if line.kind == Kind.OPPORTUNITIES:
        met = [(ExpertState.of(about), NeedState.of(other)) for other in others]
    else:
        need = basis.scoring.applied_to(NeedState.of(about))
        met = [(ExpertState.of(other), need) for other in others]
    return [Pair(expert=expert, need=need, on=basis.on, vocabulary=load()) for expert, need in met]


def _basis(line: Suggestion) -> Basis:
    logged, chosen = line.inputs, line.inputs["perspective"]
    return Basis(
        on=date.fromisoformat(logged["on"]),
        as_of=AsOf.model_validate({**line.positions, "at": logged["heard_at"], "lag": logged["lag"]}),
        scoring=Scoring(
            weights={Factor(name): weight for name, weight in logged["weights"].items()},
            perspective=None if chosen is None else Perspective(chosen),
        ),
        counted=logged["counted"],
        place_told=logged["place_told"],
    )
