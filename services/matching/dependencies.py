"""What matching's routes are given."""

import re
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Query, Request, Response

from services.kit import clock
from services.kit.access import Caller, Permit, caller_for
from services.kit.errors import Invalid, NotFound
from services.kit.pagination import MAX_LIMIT
from services.kit.session import ReadSession, WriteSession
from services.matching import service
from services.matching.access import expert_relations, need_relations, suggestion_relations
from services.matching.domain import (
    WEIGHTS,
    ExpertState,
    Factor,
    Horizon,
    NeedState,
    Perspective,
    Scoring,
    out_of_bounds,
    shifted,
)
from services.matching.engine.index import Index, Snapshot
from services.matching.models import Suggestion
from services.matching.repository import Suggestions
from services.matching.service.presenting import FORMS

Host = Annotated[Caller, Depends(caller_for("list_candidates", "explain_candidate"))]
ExpertMyself = Annotated[Caller, Depends(caller_for("list_opportunities"))]
Analyst = Annotated[Caller, Depends(caller_for("show_coverage"))]
ShownTo = Annotated[Caller, Depends(caller_for("show_suggestion"))]
Anybody = Annotated[Caller, Depends(caller_for("show_scoring"))]


_WEIGHT = re.compile(r"([a-z_]+):(0(?:\.[0-9]{1,2})?|1(?:\.0{1,2})?)")
FULL = 100  # per cent
A = TypeVar("A")


class Showing:
    """The answer being made."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def kept(self, kept: service.Kept[A]) -> A:
        """Say where the same answer can be had again."""
        self._response.headers["Suggestion-Id"] = str(kept.id)
        return kept.answer


def current_snapshot(request: Request) -> Snapshot:
    """One moment of the index for the whole request. Raises IndexEmpty."""
    index: Index = request.app.state.index
    return index.snapshot()


CurrentSnapshot = Annotated[Snapshot, Depends(current_snapshot)]


def hosted_need(need_id: UUID, permit: Permit, snapshot: CurrentSnapshot) -> NeedState:
    """The need, where the caller asks for its host or across bodies. Raises NotFound."""
    need = snapshot.needs.states.get(str(need_id))
    if need is None:
        raise NotFound()
    permit.on(need_relations(permit.caller, need))
    return need


def known_expert(expert_id: UUID, snapshot: CurrentSnapshot) -> ExpertState:
    """An endorsed expert: every requester may know of these. Raises NotFound."""
    expert = snapshot.experts.states.get(str(expert_id))
    if expert is None:
        raise NotFound()
    return expert


def own_expert(permit: Permit, expert: Annotated[ExpertState, Depends(known_expert)]) -> ExpertState:
    """The caller's own profile. Raises NotFound for anybody else's."""
    permit.on(expert_relations(permit.caller, expert))
    return expert


def suggestion_log(session: WriteSession, response: Response) -> Suggestions:
    """Where what is shown is logged; an answer that is logged is not to be shown again from a cache."""
    response.headers["Cache-Control"] = "no-store"
    return Suggestions(session)


Log = Annotated[Suggestions, Depends(suggestion_log)]


def showing(response: Response) -> Showing:
    return Showing(response)


def chosen_scoring(
    perspective: Annotated[Perspective | None, Query(description="Instead of the need's own, for this answer")] = None,
    weights: Annotated[
        str | None,
        Query(
            max_length=200,
            description="Weights for this answer, such as `field:0.5,slack:0.05`, within the bounds of `/v1/scoring`; "
            "factors you leave out share the rest",
        ),
    ] = None,
) -> Scoring:
    """The published scoring, or the one a host chose. Raises Invalid, pointing at the weight."""
    if weights is None:
        return Scoring(weights=WEIGHTS, perspective=perspective)
    chosen = _parsed(weights)
    shares = shifted(chosen)
    outside = [factor for factor in out_of_bounds(shares) if factor in chosen] or out_of_bounds(shares)
    if outside:
        raise Invalid(*((f"/weights/{factor}", "weight_bounds") for factor in outside))
    if sum(shares.values()) != FULL:
        raise Invalid(("/weights", "weights_sum"))
    return Scoring(weights=shares, perspective=perspective)


def _parsed(weights: str) -> dict[Factor, int]:
    """The chosen weights in per cent. Raises Invalid."""
    matches = [_WEIGHT.fullmatch(part) for part in weights.split(",")]
    if not all(match is not None and match[1] in set(Factor) for match in matches):
        raise Invalid(("/weights", "weights_form"))
    chosen = {Factor(match[1]): round(float(match[2]) * FULL) for match in matches if match is not None}
    if len(chosen) != len(matches):
        raise Invalid(("/weights", "weights_form"))
    return chosen


def place_told(caller: Host, need: Annotated[NeedState, Depends(hosted_need)], log: Log, request: Request) -> bool:
    """Whether this answer may depend on where experts live whose county is hidden."""
    return service.tells_place(log, caller, need, request.app.state.settings)


def shown_suggestion(suggestion_id: UUID, permit: Permit, session: ReadSession) -> Suggestion:
    """What was shown, for whom it was shown to and for brokers. Raises NotFound."""
    shown = Suggestions(session).get(suggestion_id)
    permit.on(suggestion_relations(permit.caller, shown))
    return shown


def read_suggestions(session: ReadSession) -> Suggestions:
    return Suggestions(session)


def coverage_horizon(
    first: Annotated[
        str | None, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="The first month; this one if left out")
    ] = None,
    months: Annotated[int, Query(ge=1, le=12, description="How many months")] = 6,
) -> Horizon:
    start = clock.today() if first is None else date.fromisoformat(f"{first}-01")
    return Horizon.of(start, months=months)


def wanted_form(accept: Annotated[str | None, Header(description=" | ".join(FORMS))] = None) -> str:
    """The first of our forms that `Accept` names; JSON where it names none (RFC 9110 §12.5.1)."""
    named = [part.partition(";")[0].strip().lower() for part in (accept or "").split(",")]
    return next((form for form in named if form in FORMS), FORMS[0])


HostedNeed = Annotated[NeedState, Depends(hosted_need)]
KnownExpert = Annotated[ExpertState, Depends(known_expert)]
OwnExpert = Annotated[ExpertState, Depends(own_expert)]
SuggestionLog = Log
ChosenScoring = Annotated[Scoring, Depends(chosen_scoring)]
PlaceTold = Annotated[bool, Depends(place_told)]
ShownSuggestion = Annotated[Suggestion, Depends(shown_suggestion)]
KeptSuggestions = Annotated[Suggestions, Depends(read_suggestions)]
AskedHorizon = Annotated[Horizon, Depends(coverage_horizon)]
WantedForm = Annotated[str, Depends(wanted_form)]
Answering = Annotated[Showing, Depends(showing)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most, the best first")]
