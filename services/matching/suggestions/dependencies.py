"""What routes of suggestions are given."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import MAX_LIMIT
from services.kit.errors import NotFound
from services.kit.web.responses import as_json
from services.kit.web.session import ReadSession
from services.matching.access import expert_relations, may_know, need_relations, suggestion_relations
from services.matching.fit.scoring import WEIGHTS, Scoring
from services.matching.fit.states import ExpertState, NeedState
from services.matching.index.dependencies import CurrentSnapshot
from services.matching.suggestions.domain import Handles
from services.matching.suggestions.models import Suggestion
from services.matching.suggestions.recent_candidates import RecentCandidates
from services.matching.suggestions.repository import Suggestions
from services.matching.suggestions.suggestion_log import Logged, SuggestionLog
from services.matching.suggestions.weights import weights_of
from services.scheme.perspectives import Perspective

Host = Annotated[Caller, Depends(caller_for("list_candidates", "explain_candidate"))]
ExpertMyself = Annotated[Caller, Depends(caller_for("list_opportunities", "explain_opportunity"))]
ShownTo = Annotated[Caller, Depends(caller_for("show_suggestion"))]
Anybody = Annotated[Caller, Depends(caller_for("show_scoring"))]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most, the best first")]


def logged_response(logged: Logged[Any]) -> Response:
    """The answer, made once into the bytes that are sent. A cache must not repeat it: each showing is logged.

    A header names the line of the log, by which the same answer can be read again.
    """
    return as_json(logged.answer, {"Suggestion-Id": str(logged.id), "Cache-Control": "no-store"})


async def chosen_scoring(
    perspective: Annotated[
        Perspective | None,
        Query(
            description="Instead of the need's own, for this answer; counts nothing for experts whose sector and level "
            "are hidden in the pool"
        ),
    ] = None,
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
    return Scoring(weights=WEIGHTS if weights is None else weights_of(weights), perspective=perspective)


async def known_need(need_id: UUID, snapshot: CurrentSnapshot) -> NeedState:
    """A published need: every employee may know of these. Raises NotFound."""
    need = snapshot.needs.states.get(str(need_id))
    if need is None:
        raise NotFound()
    return need


KnownNeed = Annotated[NeedState, Depends(known_need)]


async def hosted_need(grants: CurrentGrants, need: KnownNeed) -> NeedState:
    """The need, where the caller asks for its host or across bodies. Raises NotFound."""
    grants.require(need_relations(grants.caller, need))
    return need


async def known_expert(expert_id: UUID, snapshot: CurrentSnapshot) -> ExpertState:
    """An endorsed expert: every requester may know of these. Raises NotFound."""
    expert = snapshot.experts.states.get(str(expert_id))
    if expert is None:
        raise NotFound()
    return expert


async def candidate(caller: Host, expert: Annotated[ExpertState, Depends(known_expert)]) -> ExpertState:
    """An expert whom the host may ask about. Raises NotFound."""
    if not may_know(caller, expert):
        raise NotFound()
    return expert


HostedNeed = Annotated[NeedState, Depends(hosted_need)]
KnownExpert = Annotated[ExpertState, Depends(known_expert)]
AskedCandidate = Annotated[ExpertState, Depends(candidate)]


async def own_expert(grants: CurrentGrants, expert: KnownExpert) -> ExpertState:
    """The caller's own profile. Raises NotFound for anybody else's."""
    grants.require(expert_relations(grants.caller, expert))
    return expert


async def suggestion_log(request: Request) -> SuggestionLog:
    """The log that every suggestion is written to."""
    log: SuggestionLog = request.app.state.suggestion_log
    return log


async def recent_candidates(request: Request) -> RecentCandidates:
    """The lists of candidates that this process found lately."""
    recent: RecentCandidates = request.app.state.recent_candidates
    return recent


async def handles(request: Request) -> Handles:
    """What candidates are called."""
    made: Handles = request.app.state.handles
    return made


def shown_suggestion(suggestion_id: UUID, grants: CurrentGrants, session: ReadSession) -> Suggestion:
    """A line of the log, for whoever was shown the suggestion and for brokers. Raises NotFound."""
    shown = Suggestions(session).get(suggestion_id)
    grants.require(suggestion_relations(grants.caller, sub=shown.caller_sub, org=shown.caller_org))
    return shown


async def suggestions_to_read(session: ReadSession) -> Suggestions:
    return Suggestions(session)


ChosenScoring = Annotated[Scoring, Depends(chosen_scoring)]
OwnExpert = Annotated[ExpertState, Depends(own_expert)]
Recent = Annotated[RecentCandidates, Depends(recent_candidates)]
CandidateHandles = Annotated[Handles, Depends(handles)]
Log = Annotated[SuggestionLog, Depends(suggestion_log)]
ShownSuggestion = Annotated[Suggestion, Depends(shown_suggestion)]
SuggestionsToRead = Annotated[Suggestions, Depends(suggestions_to_read)]
