"""The wire of plans."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from services.kit.schemas import RequestModel, Resource, ResponseModel, distinct
from services.kit.text import Orgnr
from services.matching.engine.planning.solution import Shortfall
from services.matching.engine.planning.wishes import Objective
from services.matching.fit.conditions import Condition
from services.matching.plans.domain import MAX_IN_A_ROW, ExclusionReason, PlanState
from services.matching.suggestions.schemas import FactorRead, Reason, Score

MAX_LISTED = 6_000  # ids: what the 256 KB of a body hold
PlanDay = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]
# Systems send the long lists. Only the first fault of a list is returned: returning thousands would take seconds.
NeedIds = Annotated[list[UUID], Field(fail_fast=True, min_length=1, max_length=MAX_LISTED), AfterValidator(distinct)]


class HorizonAsked(RequestModel):
    """Every stay begins and ends within it. Both days are included."""

    start: PlanDay
    end: PlanDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("ends_before_start")
        return self


class CapAsked(RequestModel):
    """How many stays a home agency lends people for, in this plan."""

    home: Orgnr
    most: Annotated[int, Field(ge=0, le=10_000)]


class PairAsked(RequestModel):
    need_id: UUID
    expert_id: UUID

    @property
    def ids(self) -> tuple[str, str]:
        return str(self.need_id), str(self.expert_id)


class ExcludedPair(PairAsked):
    """A pair that must not be placed, and why."""

    reason: ExclusionReason


def _homes_once(caps: list[CapAsked]) -> list[CapAsked]:
    distinct([cap.home for cap in caps])
    return caps


class PlanCreate(RequestModel):
    """What to plan. Without `need_ids`: every open need of your body, for a broker those of all bodies."""

    objective: Objective = Objective.MOST_PLACEMENTS
    need_ids: Annotated[NeedIds | None, Field(description="Up to 6,000, which is what a body can hold")] = None
    horizon: HorizonAsked | None = None
    lending_caps: Annotated[
        list[CapAsked],
        Field(
            fail_fast=True, max_length=2_000, description="Brokers only: a host is not told who an expert's employer is"
        ),
        AfterValidator(_homes_once),
    ] = []
    fixed: Annotated[
        list[PairAsked], Field(fail_fast=True, max_length=1_000, description="Pairs the plan has to have")
    ] = []
    excluded: Annotated[list[ExcludedPair], Field(fail_fast=True, max_length=2_000)] = []
    in_a_row: Annotated[
        int, Field(ge=1, le=MAX_IN_A_ROW, description="How many stays one person may have, after each other")
    ] = 1

    @model_validator(mode="after")
    def _without_contradiction(self) -> Self:
        fixed = [pair.ids for pair in self.fixed]
        excluded = [pair.ids for pair in self.excluded]
        if len(set(fixed)) < len(fixed) or len(set(excluded)) < len(excluded):
            raise ValueError("repeated")
        if set(fixed) & set(excluded):
            raise ValueError("fixed_and_excluded")
        return self


class ReachedRead(ResponseModel):
    """What an objective comes to on the same market; `blocking_pairs` would rather have each other (null in a row)."""

    objective: Objective
    placements: int
    score: int
    blocking_pairs: int | None


class LossRead(ResponseModel):
    """How far the plan can be from the best there is, proven by `method`, in placements or points of score."""

    at_most: int
    share: Annotated[float, Field(description="Of the best possible; 0.002 is 0.2 %")]
    highest: Annotated[int, Field(description="No plan with these wishes can reach more; 0 where not asked")]
    method: Literal["duality", "stable", "lp"]
    pairs: Annotated[int, Field(description="How many pairs were weighed")]
    needs_cut: Annotated[int, Field(description="How many needs had more candidates than were weighed")]


class PlanRead(Resource):
    """A plan: where it stands, and when it is done what it comes to."""

    place: ClassVar[str] = "/v1/plans/{id}"

    state: PlanState
    progress: Annotated[int, Field(ge=0, le=100, description="Per cent")]
    objective: Objective
    needs: Annotated[int, Field(description="How many are planned for")]
    untold: Annotated[list[str], Field(description="Counties in which experts whose county is hidden are left out")]
    in_a_row: int
    created_at: datetime
    finished_at: datetime | None
    reason: Annotated[str | None, Field(description="Why it failed")]
    scoring_version: str | None
    vocabulary_version: str | None
    as_of: Annotated[dict[str, str], Field(description="The positions of the index it was made from")]
    places: Annotated[int | None, Field(description="How many there were to fill")]
    placements: int | None
    score: int | None
    compared: list[ReachedRead]
    loss: LossRead | None
    dropped: Annotated[list[dict[str, UUID]], Field(description="Fixed pairs that no longer fitted when it was made")]
    summary: Annotated[list[Reason], Field(description="The same in words, in the reader's language")]
    legal: list[str]


class CallRead(ResponseModel):
    """A call you may make, as you, if you want to; a plan never makes it."""

    method: Literal["POST"]
    path: str
    body: dict[str, Any]


class AssignmentRead(ResponseModel):
    """One person to one need. Score and factors are as planned; reasons are told of the two as they are now."""

    id: UUID
    need_id: UUID
    expert_id: UUID
    score: Score
    start: date
    end: date
    fixed: bool
    factors: list[FactorRead]
    reasons: list[Reason]
    against: Annotated[list[Reason], Field(description="What has come in the way since")]
    call: Annotated[CallRead | None, Field(description="The invitation; null where something is in the way")]


class GapRead(ResponseModel):
    """Places that stay empty, and the constraint that binds."""

    id: UUID
    need_id: UUID
    places: int
    because: Shortfall
    condition: Annotated[Condition | None, Field(description="What keeps out most, where nobody fits")]
    text: str
