"""The calls to pool and needs. Declares only the fields that placements reads."""

from datetime import date
from functools import partial
from uuid import UUID

from pydantic import BaseModel

from services.kit.calls.siblings import Siblings
from services.kit.calls.side_by_side import side_by_side
from services.kit.errors import ServiceError
from services.placements.standings.domain import ExpertFacts, Facts, NeedFacts
from services.placements.terms.domain import Endorsement


class Window(BaseModel):
    """Days an expert offers."""

    start: date
    end: date


class ExpertStanding(BaseModel):
    """pool: GET /v1/experts/{id}/standing."""

    expert_id: UUID
    person_id: str
    home_org: str
    state: str
    version: int
    windows: list[Window]
    percentage: int
    endorsed_until: date | None
    max_months: int | None
    max_percentage: int | None

    def facts(self) -> ExpertFacts:
        windows = [(window.start, window.end) for window in self.windows]
        return ExpertFacts(**self.model_dump(include=_EXPERT_FIELDS), windows=windows, endorsement=self._endorsement())

    def _endorsement(self) -> Endorsement | None:
        if self.endorsed_until is None or self.max_months is None or self.max_percentage is None:
            return None
        return Endorsement(until=self.endorsed_until, max_months=self.max_months, max_percentage=self.max_percentage)


class NeedStanding(BaseModel):
    """needs: GET /v1/needs/{id}/standing."""

    need_id: UUID
    host_org: str
    state: str
    places: int
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None
    remote: bool

    def facts(self) -> NeedFacts:
        return NeedFacts(**self.model_dump())


_EXPERT_FIELDS = {"expert_id", "person_id", "home_org", "state", "version", "percentage"}


class Peers:
    """Asks pool and needs, with this service's own token."""

    def __init__(self, siblings: Siblings) -> None:
        self._pool = siblings.peer("pool")
        self._needs = siblings.peer("needs")

    def find_expert(self, expert_id: UUID) -> ExpertFacts | None:
        found = self._pool.find(f"/v1/experts/{expert_id}/standing", ExpertStanding)
        return found.facts() if found else None

    def find_need(self, need_id: UUID) -> NeedFacts | None:
        found = self._needs.find(f"/v1/needs/{need_id}/standing", NeedStanding)
        return found.facts() if found else None


def facts_of(peers: Peers, expert_id: UUID, need_id: UUID, *, absent: tuple[ServiceError, ServiceError]) -> Facts:
    """The facts about an expert and a need. Raises the first error of `absent` without the expert, else the second."""
    no_expert, no_need = absent
    expert, need = side_by_side(partial(peers.find_expert, expert_id), partial(peers.find_need, need_id))
    if expert is None:
        raise no_expert
    if need is None:
        raise no_need
    return Facts(expert=expert, need=need)
