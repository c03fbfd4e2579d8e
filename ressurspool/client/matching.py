"""Calls of matching: who fits which need, and why; plans and coverage."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal

from ressurspool.client.candidates import AsOf, Beside, Candidates, Explanation, Opportunities, Suggestion, Why
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Clearance, FieldLevel


class Cell(Read):
    """Supply and demand of a field in a region in a month; `supply` is None where the experts are too few to count."""

    field: str
    region: str
    month: str
    supply: int | None
    demand: int
    balance: str


class CrossSector(Read):
    field: str
    share: float | None


class Coverage(Read):
    as_of: AsOf
    months: list[str]
    labels: dict[str, str]
    cells: list[Cell]
    across_sectors: list[CrossSector]


class Pair(Sent):
    need_id: str
    expert_id: str


class ExcludedPair(Pair):
    reason: str


class Horizon(Sent):
    start: date
    end: date


class LendingCap(Sent):
    home: str
    most: int


class PlanOrder(Sent):
    """An order for a plan; it covers all your open needs where none are named."""

    objective: Literal["most_score", "most_placements", "stable"] = "most_placements"
    need_ids: list[str] | None = None
    horizon: Horizon | None = None
    lending_caps: list[LendingCap] = []
    fixed: list[Pair] = []
    excluded: list[ExcludedPair] = []
    in_a_row: int = 1


class Conditions(Sent):
    """The conditions of a need, to be tried before it is published."""

    fields: list[FieldLevel]
    languages: list[str] = ["nb"]
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None = None
    remote: bool = False
    clearance: Clearance = "none"


class FitCondition(Read):
    """How many a condition keeps out, and how many would fit without it; None where too few to tell."""

    condition: str
    text: str
    excludes: int | None = None
    more_without: int | None = None


class Fit(Read):
    """How many would fit, in whole multiples of `step`; None where too few to tell."""

    as_of: AsOf
    step: int
    considered: int | None = None
    fit: int | None = None
    withheld: int | None = None
    conditions: list[FitCondition]


class Plan(Read):
    """A plan: an assignment of experts to needs, complete once `state` is done."""

    id: str
    state: str
    progress: int
    objective: str
    needs: int
    places: int | None
    placements: int | None
    score: int | None
    summary: list[Why]
    created_at: datetime | None = None  # an older server does not say the following
    reason: str | None = None  # why it failed
    legal: list[str] = []  # what its reader may do with it


class Call(Read):
    """A ready-made request that carries an assignment out."""

    method: str
    path: str
    body: dict[str, str]


class Assignment(Read):
    need_id: str
    expert_id: str
    score: int
    start: date
    end: date
    reasons: list[Why] = []
    against: list[Why] = []
    call: Call | None = None


class Gap(Read):
    """Places of a need that stay empty in a plan, and why."""

    need_id: str
    places: int
    because: str
    text: str


class Weight(Read):
    factor: str
    weight: float
    lowest: float
    highest: float
    text: str


class Scoring(Read):
    """How suggestions are made: the conditions, the weights, and the version they belong to."""

    version: str
    vocabulary: str
    scale: int
    weights: list[Weight]
    similarity: dict[str, float]
    conditions: list[str]
    perspectives: list[str]


class MatchingClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def candidates(self, need_id: str, *, limit: int = 20, include: Collection[Beside] = ()) -> Candidates:
        """The best experts for a need, with `include` what stands beside them too."""
        asked = {"limit": limit} | ({"include": ",".join(include)} if include else {})
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates", Candidates, asked)

    def explain(self, need_id: str, expert_id: str) -> Explanation:
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates/{expert_id}", Explanation)

    def opportunities(self, expert_id: str) -> Opportunities:
        return self._transport.get(f"/matching/v1/experts/{expert_id}/opportunities", Opportunities)

    def explain_opportunity(self, expert_id: str, need_id: str) -> Explanation:
        return self._transport.get(f"/matching/v1/experts/{expert_id}/opportunities/{need_id}", Explanation)

    def suggestion(self, suggestion_id: str) -> Suggestion:
        return self._transport.get(f"/matching/v1/suggestions/{suggestion_id}", Suggestion)

    def fit(self, conditions: Conditions) -> Fit:
        """How many would fit a need before it is published, and what excludes the others."""
        return self._transport.post("/matching/v1/fit", Fit, conditions)

    def scoring(self) -> Scoring:
        return self._transport.get("/matching/v1/scoring", Scoring)

    def coverage(self, *, months: int = 6) -> Coverage:
        return self._transport.get("/matching/v1/coverage", Coverage, {"months": months})

    def ask_for_plan(self, order: PlanOrder) -> Plan:
        return self._transport.post("/matching/v1/plans", Plan, order)

    def plans(self) -> Listed[Plan]:
        """The plans of one's own body, for a broker all, the newest first."""
        return self._transport.listed("/matching/v1/plans", Plan)

    def plan(self, plan_id: str) -> Plan:
        return self._transport.get(f"/matching/v1/plans/{plan_id}", Plan)

    def cancel_plan(self, plan_id: str) -> Plan:
        return self._transport.post(f"/matching/v1/plans/{plan_id}/cancellation", Plan)

    def assignments(self, plan_id: str) -> Listed[Assignment]:
        return self._transport.listed(f"/matching/v1/plans/{plan_id}/assignments", Assignment)

    def gaps(self, plan_id: str) -> Listed[Gap]:
        return self._transport.listed(f"/matching/v1/plans/{plan_id}/gaps", Gap)
