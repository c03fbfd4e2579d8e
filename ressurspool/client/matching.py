"""matching, as its callers see it: who fits what, and why."""

from datetime import date, datetime

from ressurspool.client.transport import Read, Transport

SCALE = 10_000  # the highest score


class Factor(Read):
    factor: str
    value: float
    weight: float
    contribution: int


class Why(Read):
    code: str
    text: str


class AsOf(Read):
    """How far the index had come when it answered: positions in the state feeds of pool and needs."""

    experts: str
    needs: str
    at: datetime


class Counts(Read):
    considered: int
    eligible: int
    excluded: dict[str, int] = {}


class Candidate(Read):
    expert_id: str
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


class Explanation(Read):
    """Why one expert fits a need, or why not."""

    need_id: str
    expert_id: str
    eligible: bool
    against: list[Why] = []
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


class MatchingClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def candidates(self, need_id: str, *, limit: int = 20) -> Candidates:
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates", Candidates, {"limit": limit})

    def explain(self, need_id: str, expert_id: str) -> Explanation:
        return self._transport.get(f"/matching/v1/needs/{need_id}/candidates/{expert_id}", Explanation)

    def opportunities(self, expert_id: str) -> Opportunities:
        return self._transport.get(f"/matching/v1/experts/{expert_id}/opportunities", Opportunities)
