"""The wire of suggestions."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.kit.schemas import ResponseModel
from services.matching.fit.conditions import Condition
from services.matching.fit.pairs import SCALE
from services.matching.fit.scoring import Factor
from services.matching.index.schemas import AsOf
from services.matching.profiles.schemas import Contacted, Profile, Sibling
from services.matching.suggestions.domain import HANDLE
from services.matching.suggestions.models import Kind
from services.scheme.perspectives import Perspective

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[
    int,
    Field(ge=0, le=SCALE, description="What the factors contribute, of what those that are asked for can at most"),
]
Told = Annotated[
    int | None, Field(description="In whole steps (`step`); null below one, or of fewer than three bodies")
]


class ScoringUsed(ResponseModel):
    """Which scoring made the answer, and the perspective the need asks for."""

    version: str
    vocabulary: str
    perspective: Perspective | None
    weights: Annotated[dict[Factor, Share], Field(description="What each factor counted")]
    differs: Annotated[bool, Field(description="Whether perspective or weights were chosen for this answer")]


class Reason(ResponseModel):
    """A stable code, and its text in the reader's language."""

    code: str
    text: str


class ConditionRead(ResponseModel):
    """What a condition keeps out: alone or with others, and alone, who would fit without it."""

    condition: Condition
    text: str
    excludes: Told
    more_without: Told


class Counts(ResponseModel):
    """How many there were, how many fit, and with `include=conditions` what kept the others out."""

    considered: int
    eligible: int
    withheld: Annotated[int, Field(description="Left out because their county is not told for this need")] = 0
    step: Annotated[int, Field(description="Counts of `conditions` are in whole multiples of this")]
    conditions: Annotated[
        list[ConditionRead] | None, Field(description="All of them, whatever they keep out; null where not asked for")
    ]
    notes: Annotated[list[Reason], Field(description="What is odd about the need, or was not told")]


class FactorRead(ResponseModel):
    """One factor: `value` and `weight` from 0 to 1, `contribution` in ten-thousandths.

    The contributions, added up, divided by the weights of what is `asked`, added up, are the score.
    """

    factor: Factor
    asked: Annotated[bool, Field(description="Whether the need asks for it at all; else it counts for nobody")]
    value: Share | None
    weight: Share
    contribution: int


class Suggested(ResponseModel):
    """What a candidate and an opportunity have in common."""

    rank: Annotated[int, Field(ge=1)]
    score: Score
    factors: list[FactorRead]
    reasons: list[Reason]
    earliest_start: date


class Candidate(Suggested):
    expert_id: UUID
    handle: Annotated[
        str,
        Field(
            pattern=HANDLE,
            description="What people call the candidate of this need; other needs and bodies have other handles",
        ),
    ]
    profile: Profile = None
    contacted: Contacted = None


class Opportunity(Suggested):
    need_id: UUID


class CandidatesRead(ResponseModel):
    """The experts that fit a need best."""

    need_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    counts: Counts
    candidates: list[Candidate]
    unavailable: Annotated[
        list[Sibling], Field(description="Who was asked and gave no answer, or may not be asked with your token")
    ] = []


class OpportunitiesRead(ResponseModel):
    """The needs that fit an expert best."""

    expert_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    counts: Counts
    opportunities: list[Opportunity]


class NearestMissRead(ResponseModel):
    """The earliest start with which everything would hold, and what would have to change for it."""

    start: date
    changes: list[Reason]


class ExplanationRead(ResponseModel):
    """Why an expert is suggested for a need, or why not. The score stands also where a condition fails."""

    need_id: UUID
    expert_id: UUID
    as_of: AsOf
    scoring: ScoringUsed
    eligible: Annotated[bool | None, Field(description="Null where the county decides and is not told")]
    score: Score
    factors: list[FactorRead]
    reasons: list[Reason]
    against: list[Reason]
    nearest_miss: Annotated[NearestMissRead | None, Field(description="Null where no later day mends it")]
    earliest_start: date | None


class ShownLine(ResponseModel):
    """A line of what was shown: the expert's or need's id, in the order shown."""

    id: UUID
    score: Score


class Replay(StrEnum):
    """What became of an attempt to make the answer again from what was kept."""

    SAME = "same"
    DIFFERS = "differs"
    SUPERSEDED = "superseded"
    FORGOTTEN = "forgotten"


class SuggestionRead(ResponseModel):
    """What was shown, when and to whom, and the same answer made again.

    `same`: made anew from the kept inputs, it has the order and the scores that were shown. `superseded`: scoring or
    vocabulary are of another version now, so only `shown` is told. `forgotten`: the inputs are not kept any more.
    """

    id: UUID
    at: datetime
    kind: Kind
    shown_to: str
    client_id: str
    org: str | None
    scoring_version: str
    vocabulary_version: str
    shown: list[ShownLine]
    replay: Replay
    answer: CandidatesRead | OpportunitiesRead | ExplanationRead | None


class WeightRead(ResponseModel):
    factor: Factor
    weight: Share
    lowest: Annotated[Share, Field(description="What a host may shift it down to for one query")]
    highest: Annotated[Share, Field(description="What a host may shift it up to for one query")]
    text: str


class SimilarityRead(ResponseModel):
    """How near two professional fields count. One above 0 for one field of the need is enough."""

    same: Share
    parent_or_child: Share
    sibling: Share
    related: Share
    same_area: Annotated[Share, Field(description="A field at most two steps above both")]
    unrelated: Share


class ScoringRead(ResponseModel):
    """All that a score is made of; anybody can add one up again."""

    version: str
    vocabulary: str
    scale: Annotated[int, Field(description="The highest score")]
    weights: list[WeightRead]
    similarity: SimilarityRead
    conditions: Annotated[list[Condition], Field(description="What is required before anything is scored")]
    perspectives: list[Perspective]
