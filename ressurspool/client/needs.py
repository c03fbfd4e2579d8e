"""Calls of needs: the needs of agencies, from draft to closure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ressurspool.client.lists import Asked
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Act, Clearance, FieldLevel, FieldShown, Perspective


class PublicNeed(Read):
    """An open need as it is shown without a login."""

    id: str
    version: int
    host_org: str
    updated_at: datetime | None = None  # an older server has none
    title: str
    description: str
    fields: list[FieldShown]
    earliest_start: date
    latest_start: date


class Need(PublicNeed):
    """A need in full: for every employee while it is open, and for its own agency always."""

    state: str
    must_skills: list[str]
    nice_skills: list[str]
    languages: list[str]
    months: int
    percentage: int
    county: str | None
    municipality: str | None
    remote: bool
    places: int
    filled: int
    clearance: str
    perspective: str
    external_id: str | None = None
    outcome: str | None = None
    note: str | None = None
    legal: list[str] = []


class Municipality(Read):
    id: str
    county: str
    labels: dict[str, str]


class FormerMunicipality(Read):
    id: str
    name: str
    successors: list[str]


class Municipalities(Read):
    version: str
    municipalities: list[Municipality]
    former: list[FormerMunicipality]


class NeedDraft(Sent):
    title: str
    description: str = ""
    fields: list[FieldLevel]
    must_skills: list[str] = []
    nice_skills: list[str] = []
    languages: list[str] = ["nb"]
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None = None
    municipality: str | None = None
    remote: bool = False
    places: int = 1
    clearance: Clearance = "none"
    perspective: Perspective = "neutral"
    external_id: str | None = None


class NewNeed(NeedDraft):
    publish: bool = False


Outcome = Literal[
    "filled",
    "workload",
    "requirement_mismatch",
    "other_candidate_selected",
    "no_longer_required",
    "no_candidate_found",
    "no_response",
    "other",
]


class Closure(Sent):
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WantedPublic(Asked):
    """Which open needs are shown without a login: by what anybody is shown of them."""

    q: str | None = None
    field: Collection[str] = ()
    level: str | None = None
    sector: str | None = None


@dataclass(frozen=True, kw_only=True)
class WantedNeeds(Asked):
    """Which needs a list shows. `q` are words, each of which one in its texts or in the names of its codes begins with.

    A field has its narrower ones. `percentage` and `months` are the most that a need may take.
    """

    q: str | None = None
    field: Collection[str] = ()
    skill: Collection[str] = ()
    county: str | None = None
    remote: bool | None = None
    percentage: int | None = None
    months: int | None = None
    level: str | None = None
    sector: str | None = None


class NeedsClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def post(self, draft: NewNeed) -> Need:
        return self._transport.post("/needs/v1/needs", Need, draft)

    def open(self, wanted: WantedNeeds | None = None) -> Listed[Need]:
        """The open needs of every agency."""
        return self._transport.listed("/needs/v1/needs", Need, (wanted or WantedNeeds()).parameters())

    def municipalities(self, *, county: str | None = None) -> Municipalities:
        """The municipalities a need may name, of one county or all, and what became of the former ones."""
        return self._transport.get("/needs/v1/municipalities", Municipalities, {"county": county})

    def public(self, wanted: WantedPublic | None = None) -> Listed[PublicNeed]:
        """Open needs as they are shown without a login; needs no token."""
        return self._transport.listed("/needs/v1/public/needs", PublicNeed, (wanted or WantedPublic()).parameters())

    def ours(self, wanted: WantedNeeds | None = None) -> Listed[Need]:
        """The needs of one's own agency, in every state."""
        asked = (wanted or WantedNeeds()).parameters()
        return self._transport.listed("/needs/v1/needs", Need, {**asked, "mine": "true"})

    def need(self, need_id: str) -> Need:
        return self._transport.get(f"/needs/v1/needs/{need_id}", Need)

    def audit(self, need_id: str) -> Listed[Act]:
        """What was done to a need and who did it, the newest first."""
        return self._transport.listed("/needs/v1/audit", Act, {"subject": need_id})

    def change(self, need_id: str, draft: NeedDraft, *, version: int) -> Need:
        return self._transport.change("PUT", f"/needs/v1/needs/{need_id}", Need, draft, version=version)

    def publish(self, need_id: str) -> Need:
        return self._transport.post(f"/needs/v1/needs/{need_id}/publication", Need)

    def hold(self, need_id: str) -> Need:
        return self._transport.post(f"/needs/v1/needs/{need_id}/hold", Need)

    def resume(self, need_id: str) -> Need:
        return self._transport.delete(f"/needs/v1/needs/{need_id}/hold", Need)

    def close(self, need_id: str, closure: Closure) -> Need:
        return self._transport.post(f"/needs/v1/needs/{need_id}/closure", Need, closure)
