"""What routes of suggestions are given."""

from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from services.kit.access import Caller, Permit, caller_for
from services.kit.errors import NotFound
from services.kit.pagination import MAX_LIMIT
from services.kit.session import ReadSession, WriteSession
from services.matching import service
from services.matching.access import expert_relations, need_relations, suggestion_relations
from services.matching.dependencies.index import CurrentSnapshot
from services.matching.domain import ExpertState, NeedState
from services.matching.models import Suggestion
from services.matching.repository import Suggestions
from services.matching.service import Counties

Host = Annotated[Caller, Depends(caller_for("list_candidates", "explain_candidate"))]
ExpertMyself = Annotated[Caller, Depends(caller_for("list_opportunities", "explain_opportunity"))]
ShownTo = Annotated[Caller, Depends(caller_for("show_suggestion"))]
A = TypeVar("A")


class Showing:
    """The answer being made."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def kept(self, kept: service.Kept[A]) -> A:
        """Say where the same answer can be had again."""
        self._response.headers["Suggestion-Id"] = str(kept.id)
        return kept.answer


def known_need(need_id: UUID, snapshot: CurrentSnapshot) -> NeedState:
    """A published need: every employee may know of these. Raises NotFound."""
    need = snapshot.needs.states.get(str(need_id))
    if need is None:
        raise NotFound()
    return need


def hosted_need(permit: Permit, need: Annotated[NeedState, Depends(known_need)]) -> NeedState:
    """The need, where the caller asks for its host or across bodies. Raises NotFound."""
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


def counties(session: WriteSession, request: Request) -> Counties:
    return Counties(Suggestions(session), request.app.state.settings)


ToldCounties = Annotated[Counties, Depends(counties)]


def place_told(caller: Host, need: Annotated[NeedState, Depends(hosted_need)], told: ToldCounties) -> bool:
    """Whether this answer may depend on where experts live whose county is hidden."""
    return told.tells(caller, need)


def shown_suggestion(suggestion_id: UUID, permit: Permit, session: ReadSession) -> Suggestion:
    """What was shown, for whom it was shown to and for brokers. Raises NotFound."""
    shown = Suggestions(session).get(suggestion_id)
    permit.on(suggestion_relations(permit.caller, shown))
    return shown


async def read_suggestions(session: ReadSession) -> Suggestions:
    return Suggestions(session)


KnownNeed = Annotated[NeedState, Depends(known_need)]
HostedNeed = Annotated[NeedState, Depends(hosted_need)]
KnownExpert = Annotated[ExpertState, Depends(known_expert)]
OwnExpert = Annotated[ExpertState, Depends(own_expert)]
SuggestionLog = Log
PlaceTold = Annotated[bool, Depends(place_told)]
ShownSuggestion = Annotated[Suggestion, Depends(shown_suggestion)]
KeptSuggestions = Annotated[Suggestions, Depends(read_suggestions)]
Keeping = Annotated[Showing, Depends(showing)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most, the best first")]
