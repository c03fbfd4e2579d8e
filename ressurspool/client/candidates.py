"""What matching says of candidates and opportunities: scores, reasons, and what stands beside them."""

from datetime import date, datetime
from typing import Literal

from ressurspool.client.transport import Read
from ressurspool.client.words import FieldShown, PeriodShown

SCALE = 10_000  # the highest score
Beside = Literal["profile", "contacted", "conditions"]


class Factor(Read):
    """`value` is None where the need does not ask for it; then it contributes nothing."""

    factor: str
    asked: bool = True
    value: float | None
    weight: float
    contribution: int


class Why(Read):
    code: str
    text: str


class AsOf(Read):
    """How current the index was: its positions in the state feeds of pool and needs."""

    experts: str
    needs: str
    at: datetime


class Condition(Read):
    """What a condition keeps out, and alone; None where they are too few to be told."""

    condition: str
    text: str
    excludes: int | None
    more_without: int | None


class Counts(Read):
    """Those of the conditions are in whole multiples of `step`."""

    considered: int
    eligible: int
    step: int = 1
    conditions: list[Condition] | None = None


class PublicProfile(Read):
    """The public part of a profile."""

    name: str | None = None
    fields: list[FieldShown] = []
    skills: list[str] = []
    languages: list[str] = []
    wanted_learning: list[str] = []
    windows: list[PeriodShown] = []
    percentage: int
    county: str | None = None
    remote: bool
    sector: str | None = None
    level: str | None = None


class Contact(Read):
    """The newest candidacy of the expert and the need."""

    candidacy_id: str
    reference: str
    kind: str
    state: str
    updated_at: datetime


class Candidate(Read):
    """`handle` is what people call the candidate of this need."""

    expert_id: str
    handle: str = ""
    profile: PublicProfile | None = None
    contacted: Contact | None = None
    rank: int
    score: int
    factors: list[Factor] = []
    reasons: list[Why] = []
    earliest_start: date | None = None


class Candidates(Read):
    need_id: str
    as_of: AsOf
    counts: Counts
    candidates: list[Candidate]
    unavailable: list[str] = []


class NearestMiss(Read):
    """When an expert would fit, and what would have to change."""

    start: date
    changes: list[Why]


class Explanation(Read):
    """Why one expert fits a need, or why not; `eligible` is None where only a hidden county decides it."""

    need_id: str
    expert_id: str
    eligible: bool | None
    against: list[Why] = []
    nearest_miss: NearestMiss | None = None
    reasons: list[Why] = []
    factors: list[Factor] = []
    score: int


class Opportunity(Read):
    need_id: str
    rank: int
    score: int
    reasons: list[Why] = []


class Opportunities(Read):
    expert_id: str
    opportunities: list[Opportunity] = []


class Suggestion(Read):
    """The record of one suggestion; `replay` says whether computing it again gives the same."""

    id: str
    at: datetime
    kind: str
    scoring_version: str
    vocabulary_version: str
    replay: str
