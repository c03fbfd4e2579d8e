"""The calls to auth, pool and needs. Declares only the fields that placements reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from pydantic import BaseModel

from services.kit import clock
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
    version: int
    places: int
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None
    remote: bool

    def facts(self) -> NeedFacts:
        return NeedFacts(**self.model_dump())


class BodyNames(BaseModel):
    """auth: GET /v1/organisation-names."""

    names: dict[str, dict[str, str]]


class Names(BaseModel):
    """needs: GET /v1/titles, pool: GET /v1/names."""

    names: dict[UUID, str]


KEPT_SECONDS = 600.0  # names of bodies are public and hardly change
KEPT_BODIES = 2_000  # more than there are in Norway's public sector with needs of their own
_EXPERT_FIELDS = {"expert_id", "person_id", "home_org", "state", "version", "percentage"}


class Peers:
    """Asks auth, pool and needs with this service's own token, and for people's names with the caller's."""

    def __init__(self, siblings: Siblings) -> None:
        self._pool = siblings.peer("pool")
        self._needs = siblings.peer("needs")
        self._auth = siblings.peer("auth")
        self._kept: dict[str, tuple[Mapping[str, str], float]] = {}

    def find_expert(self, expert_id: UUID) -> ExpertFacts | None:
        found = self._pool.find(f"/v1/experts/{expert_id}/standing", ExpertStanding)
        return found.facts() if found else None

    def find_need(self, need_id: UUID) -> NeedFacts | None:
        found = self._needs.find(f"/v1/needs/{need_id}/standing", NeedStanding)
        return found.facts() if found else None

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """The titles of the needs that exist."""
        found = self._needs.find("/v1/titles", Names, params={"needs": _listed(need_ids)})
        return found.names if found else {}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, str]:
        """The names that whoever has this token may know."""
        found = self._pool.find("/v1/names", Names, bearer=bearer, params={"experts": _listed(expert_ids)})
        return found.names if found else {}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """The names of the bodies in three languages. auth is asked for those that were not asked for lately."""
        now = clock.monotonic()
        known = self._kept  # another thread may begin it anew
        kept = {orgnr: known[orgnr] for orgnr in orgnrs if orgnr in known}
        names = {orgnr: found for orgnr, (found, ends) in kept.items() if ends > now}
        missing = [orgnr for orgnr in orgnrs if orgnr not in names]
        if not missing:
            return names
        answer = self._auth.find("/v1/organisation-names", BodyNames, params={"orgnrs": ",".join(missing)})
        asked = answer.names if answer else {}
        if len(self._kept) > KEPT_BODIES:
            self._kept = {}
        self._kept.update({orgnr: (found, now + KEPT_SECONDS) for orgnr, found in asked.items()})
        return {**names, **asked}


def _listed(ids: Sequence[UUID]) -> str:
    return ",".join(map(str, ids))


def facts_of(peers: Peers, expert_id: UUID, need_id: UUID, *, absent: tuple[ServiceError, ServiceError]) -> Facts:
    """The facts about an expert and a need. Raises the first error of `absent` without the expert, else the second."""
    no_expert, no_need = absent
    expert, need = side_by_side(partial(peers.find_expert, expert_id), partial(peers.find_need, need_id))
    if expert is None:
        raise no_expert
    if need is None:
        raise no_need
    return Facts(expert=expert, need=need)
