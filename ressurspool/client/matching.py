"""matching, as its callers see it: who fits what, and why."""

from datetime import date, datetime
from typing import Any

from ressurspool.client.transport import Read, Transport


class Factor(Read):
    factor: str
    value: float
    weight: float
    contribution: float


class Why(Read):
    code: str
    text: str


class AsOf(Read):
    """How far the index had come when it answered."""

    experts: Any = None
    needs: Any = None
    at: datetime | None = None


class Counts(Read):
    considered: int
    eligible: int
    excluded: dict[str, int] = {}


class Candidate(Read):
    expert_id: str
    rank: int
    score: float
    factors: list[Factor] = []
    reasons: list[Why] = []
    earliest_start: date | None = None


class Candidates(Read):
    need_id: str
    as_of: AsOf
    counts: Counts
    candidates: list[Candidate]


class Explanation(Read):
    """Why one expert fits a need, or why not."""

    need_id: str
    expert_id: str
    eligible: bool
    against: list[Why] = []
    reasons: list[Why] = []
    factors: list[Factor] = []
    score: float | None = None


class Opportunity(Read):
    need_id: str
    rank: int
    score: float
    reasons: list[Why] = []


class Opportunities(Read):
    expert_id: str
    opportunities: list[Opportunity] = []


class MatchingClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def candidates(self, need_id: str, *, limit: int = 20) -> Candidates:
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates", Candidates, {"limit": limit})

    def explain(self, need_id: str, expert_id: str) -> Explanation:
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates/{expert_id}", Explanation)

    def opportunities(self, expert_id: str) -> Opportunities:
        return self._transport.get(f"/matching/v1/experts/{expert_id}/opportunities", Opportunities)
