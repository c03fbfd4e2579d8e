"""The wire of suggestions."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.kit.schemas import Shown
from services.matching.domain import SCALE, Condition, Factor, Perspective

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[int, Field(ge=0, le=SCALE, description="What the factors contribute, added up")]
Failing = Annotated[dict[Condition, int], Field(description="How many fail a condition; one may fail several")]
FailingOnly = Annotated[dict[Condition, int], Field(description="How many fail this condition and no other")]


class Lag(Shown):
    """How many changes were left to follow at the last contact."""

    experts: int
    needs: int


class AsOf(Shown):
    """How far the index had come: positions in the state feeds of pool and needs, and when both were last heard of."""

    experts: str
    needs: str
    at: datetime
    lag: Lag


class ScoringUsed(Shown):
    """Which scoring made the answer, and the perspective the need asks for."""

    version: str
    vocabulary: str
    perspective: Perspective | None


class Counts(Shown):
    """How many there were, and what kept the others out; conditions that nobody fails are left out."""

    considered: int
    eligible: int
    excluded: Failing
    excluded_only: FailingOnly


class FactorRead(Shown):
    """One factor: `value` and `weight` from 0 to 1, `contribution` in points of the score."""

    factor: Factor
    value: Share
    weight: Share
    contribution: int


class Reason(Shown):
    """A stable code, and its text in the reader's language."""

    code: str
    text: str


class Suggested(Shown):
    """What a candidate and an opportunity have in common."""

    rank: Annotated[int, Field(ge=1)]
    score: Score
    factors: list[FactorRead]
    reasons: list[Reason]
    earliest_start: date


class Candidate(Suggested):
    expert_id: UUID


class Opportunity(Suggested):
    need_id: UUID


class CandidatesRead(Shown):
    """The experts that fit a need best."""

    need_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    counts: Counts
    candidates: list[Candidate]


class OpportunitiesRead(Shown):
    """The needs that fit an expert best."""

    expert_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    counts: Counts
    opportunities: list[Opportunity]


class ExplanationRead(Shown):
    """Why an expert is suggested for a need, or why not. The score stands also where a condition fails."""

    need_id: UUID
    expert_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    eligible: bool
    score: Score
    factors: list[FactorRead]
    reasons: list[Reason]
    against: list[Reason]
    earliest_start: date | None


class WeightRead(Shown):
    factor: Factor
    weight: Share
    text: str


class SimilarityRead(Shown):
    """How near two professional fields count. One above 0 for one field of the need is enough."""

    same: Share
    parent_or_child: Share
    sibling: Share
    related: Share
    unrelated: Share


class ScoringRead(Shown):
    """All that a score is made of; anybody can add one up again."""

    version: str
    vocabulary: str
    scale: Annotated[int, Field(description="The highest score")]
    weights: list[WeightRead]
    similarity: SimilarityRead
    conditions: Annotated[list[Condition], Field(description="What is required before anything is scored")]
    perspectives: list[Perspective]
