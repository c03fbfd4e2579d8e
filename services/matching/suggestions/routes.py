"""Suggestions over HTTP."""

from dataclasses import replace

from fastapi import APIRouter, Response

from services.kit.data.pagination import DEFAULT_LIMIT
from services.kit.errors import NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.matching.counties.dependencies import ToldCounties
from services.matching.engine.errors import IndexEmpty
from services.matching.index.dependencies import CurrentSnapshot
from services.matching.profiles.dependencies import AskedBeside
from services.matching.suggestions import replay, service
from services.matching.suggestions.dependencies import (
    Anybody,
    AskedCandidate,
    CandidateHandles,
    ChosenScoring,
    ExpertMyself,
    Host,
    HostedNeed,
    KnownNeed,
    Limit,
    Log,
    OwnExpert,
    Recent,
    ShownSuggestion,
    ShownTo,
    SuggestionsToRead,
    logged_response,
)
from services.matching.suggestions.errors import TooManySuggestions
from services.matching.suggestions.schemas import (
    CandidatesRead,
    ExplanationRead,
    OpportunitiesRead,
    ScoringRead,
    SuggestionRead,
)
from services.matching.suggestions.service import Asked

router = APIRouter()

_NAMED = {"description": "Names this answer: `/v1/suggestions/{id}` makes it again", "schema": {"type": "string"}}
_SEEKING = problems(NotPermitted, NotFound, TooManySuggestions, IndexEmpty) | {
    200: {"headers": {"Suggestion-Id": _NAMED}}
}


@router.get("/v1/needs/{need_id}/candidates", response_model=CandidatesRead, tags=["candidates"], responses=_SEEKING)
def list_candidates(
    *,
    caller: Host,
    need: HostedNeed,
    snapshot: CurrentSnapshot,
    log: Log,
    recent: Recent,
    handles: CandidateHandles,
    scoring: ChosenScoring,
    counties: ToldCounties,
    beside: AskedBeside,
    limit: Limit = DEFAULT_LIMIT,
) -> Response:
    """Find the experts that fit your need best, each with the reasons.

    `score` is the share of what your need asks for (0–10,000; `/v1/scoring` has the weights): what it does not ask
    for counts for nobody. Experts of equal score stand in the order of their ids. `handle` is what you call a
    candidate of this need among yourselves. With `include` each line has the public part of the profile, and whether
    you have had to do with the expert for this need; `counts.conditions` says what keeps the others out, and how many
    more would fit without it, in steps of five people of three bodies or more.

    `as_of` says how far the index has come; while it is being built the answer is 503 `index-empty` and not a shorter
    list. The need has to be published (404 before). The list is logged as shown, and the header `Suggestion-Id` names
    it: `/v1/suggestions/{id}` makes the same answer again, without what siblings said.

    With `perspective` and `weights` you shift what counts, for this answer only and within the bounds of
    `/v1/scoring`; `scoring` then says what was used and that it `differs`. Where few experts share field and county,
    an agency is told of their place for few counties; in others they are left out (`counts.withheld`). Your own body's
    people are neither listed nor counted.
    """
    asked = Asked(scoring=scoring, limit=limit, conditions=beside.conditions)
    logged = service.list_candidates(
        log, recent, caller, snapshot, need, asked=asked, counties=counties, handles=handles
    )
    return logged_response(replace(logged, answer=beside.added_to(logged.answer)))


@router.get(
    "/v1/needs/{need_id}/candidates/{expert_id}",
    response_model=ExplanationRead,
    tags=["candidates"],
    responses=_SEEKING,
)
def explain_candidate(
    *,
    caller: Host,
    need: HostedNeed,
    expert: AskedCandidate,
    snapshot: CurrentSnapshot,
    log: Log,
    scoring: ChosenScoring,
    counties: ToldCounties,
) -> Response:
    """Ask why an expert is suggested for your need, or why not.

    `against` names every condition that fails. Where it is empty the expert is among the candidates, though perhaps
    further down than the list you read. `nearest_miss` says from when the expert would qualify, where time mends all
    that stands against. `eligible` is null where only the county could decide and it is not told to you. Your own
    body's people are there for its coordinators only (404).
    """
    logged = service.explain_to_host(log, caller, snapshot, need, expert, scoring=scoring, counties=counties)
    return logged_response(logged)


@router.get(
    "/v1/experts/{expert_id}/opportunities",
    response_model=OpportunitiesRead,
    tags=["opportunities"],
    responses=_SEEKING | problems(PersonRequired),
)
def list_opportunities(
    *,
    caller: ExpertMyself,
    expert: OwnExpert,
    snapshot: CurrentSnapshot,
    log: Log,
    limit: Limit = DEFAULT_LIMIT,
) -> Response:
    """Find the needs that fit you best, each with the reasons. Only the expert may ask.

    The same conditions and score as for a host: you are among a need's candidates exactly where the need is among
    your opportunities. Your profile has to be endorsed (404 before).
    """
    return logged_response(service.list_opportunities(log, caller, snapshot, expert, limit=limit))


@router.get(
    "/v1/experts/{expert_id}/opportunities/{need_id}",
    response_model=ExplanationRead,
    tags=["opportunities"],
    responses=_SEEKING | problems(PersonRequired),
)
def explain_opportunity(
    *,
    caller: ExpertMyself,
    expert: OwnExpert,
    need: KnownNeed,
    snapshot: CurrentSnapshot,
    log: Log,
) -> Response:
    """Ask why you are suggested for a need, or why not. Only the expert may ask.

    The same as its host is told of you. Where a reason is wrong, correct your profile, or what your employer endorsed;
    the answer's `Suggestion-Id` names what you were told.
    """
    return logged_response(service.explain_to_expert(log, caller, snapshot, need, expert))


@router.get("/v1/scoring", tags=["scoring"], responses=problems(NotPermitted))
def show_scoring(caller: Anybody) -> ScoringRead:
    """Read how suggestions are made: conditions, weights, similarities, and the version they belong to.

    Sex, age, ethnicity, religion, disability, leave and orientation are never inputs, nor is any free text.
    """
    return service.show_scoring()


@router.get("/v1/suggestions/{suggestion_id}", tags=["candidates"], responses=problems(NotPermitted, NotFound))
def show_suggestion(
    caller: ShownTo, shown: ShownSuggestion, suggestions: SuggestionsToRead, handles: CandidateHandles
) -> SuggestionRead:
    """See again what you were shown, as it was then: the same answer, made anew from what was kept.

    For whoever it was shown to, acting for the same body, and for brokers. Kept for 24 months by default.
    """
    return replay.show_suggestion(suggestions, shown, handles)
