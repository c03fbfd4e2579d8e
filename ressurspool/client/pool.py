"""Calls of pool: expert profiles and the home agency's endorsement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ressurspool.client.lists import Asked, parameters_of
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Parameters, Read, Sent, Transport
from ressurspool.client.words import Act, Clearance, Explained, FieldLevel, FieldShown, Period, PeriodShown


class Waiting(Read):
    """Whose move it is, and what they are to do."""

    code: str
    text: str


class Endorsement(Read):
    valid_until: date
    max_months: int
    max_percentage: int
    note: str | None = None  # for the employee and the home agency


class Expert(Read):
    """A profile as far as the reader may see it: other agencies see no name until it is disclosed to them."""

    id: str
    version: int
    state: str
    shown_as: str = "pseudonymous"
    name: str | None = None
    title: str | None = None
    about: str | None = None
    home_org: str | None = None
    fields: list[FieldShown] = []
    skills: list[str] = []
    languages: list[str] = []
    windows: list[PeriodShown] = []
    percentage: int | None = None
    county: str | None = None
    remote: bool | None = None
    wanted_learning: list[str] = []
    clearance: str | None = None
    named: bool | None = None
    alerts: bool | None = None
    sector: str | None = None
    level: str | None = None
    endorsement: Endorsement | None = None
    waiting_for: Waiting | None = None  # for the employee and the home agency, as all below
    busy: list[PeriodShown] = []  # taken by stays that are agreed
    paused_until: date | None = None
    reason: str | None = None  # why it was returned, paused or withdrawn
    note: str | None = None
    legal: list[str] = []


class Profiles(Read):
    profiles: list[Expert]


class AccessEntry(Read):
    at: datetime
    reader: str
    reader_org: str | None
    client_id: str


class Concept(Read):
    id: str
    labels: dict[str, str]


class Fields(Read):
    version: str
    fields: list[Concept]
    skills: list[Concept]


class County(Concept):
    number: str


class FormerCounty(Read):
    id: str
    name: str
    successors: list[str]


class Counties(Read):
    version: str
    counties: list[County]
    former: list[FormerCounty]


class Profile(Sent):
    """A profile as an expert writes it. One field, one window and a percentage are enough."""

    name: str
    title: str
    fields: list[FieldLevel]
    windows: list[Period]
    percentage: int
    languages: list[str] = ["nb"]
    skills: list[str] = []
    wanted_learning: list[str] = []
    county: str | None = None
    remote: bool = False
    clearance: Clearance = "none"
    about: str = ""
    named: bool = False
    alerts: bool = False


class SignUp(Profile):
    submit: bool = False


class EndorsementDraft(Sent):
    """The home agency's standing permission, with its limits."""

    valid_until: date
    max_months: int = 3
    max_percentage: int = 100
    note: str = ""


class OpenCases(Read):
    """What is not agreed yet, and ends with an endorsement."""

    candidacies: int
    placements: int


class EndorsementDetails(Read):
    """A live endorsement; `ends` is None while placements, named in `unavailable`, does not answer."""

    version: int
    valid_until: date
    max_months: int
    max_percentage: int
    note: str
    ends: OpenCases | None = None
    unavailable: list[str] = []


class Pause(Explained):
    until: date | None = None


class Disclosure(Read):
    """That one's name is shown to a host, and until when."""

    candidacy_id: str
    host_org: str
    need_id: str
    ends_at: datetime


class Export(Read):
    """All the pool holds about one (GDPR articles 15 and 20)."""

    experts: list[dict[str, Any]]
    disclosures: list[Disclosure]
    access_log: list[AccessEntry]


class Names(Read):
    names: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class WantedExperts:
    """Which experts of the pool a list shows. A field has its narrower ones.

    `percentage` and `months` are the least that an expert offers; `first` and `last` the days of a period of which they
    offer one.
    """

    field: Collection[str] = ()
    skill: Collection[str] = ()
    language: str | None = None
    county: str | None = None
    remote: bool | None = None
    percentage: int | None = None
    months: int | None = None
    first: date | None = None
    last: date | None = None
    level: str | None = None
    sector: str | None = None

    def parameters(self) -> Parameters:
        return parameters_of(self)


@dataclass(frozen=True, kw_only=True)
class WantedAtHome(Asked):
    """Which of their agency's profiles a list shows. `q` are words of titles, and of the names of fields and skills."""

    q: str | None = None
    field: Collection[str] = ()


class PoolClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def sign_up(self, profile: SignUp) -> Expert:
        return self._transport.post("/pool/v1/experts", Expert, profile)

    def browse(self, wanted: WantedExperts | None = None, *, field: str | None = None) -> Listed[Expert]:
        """Endorsed experts who are available, without names."""
        asked = wanted or WantedExperts(field=[field] if field else ())
        return self._transport.listed("/pool/v1/experts", Expert, asked.parameters())

    def at_home(
        self, wanted: WantedAtHome | None = None, *, state: str | None = None, named: bool = False
    ) -> Listed[Expert]:
        """The profiles of one's own agency; those in state "submitted" wait for its coordinator.

        With `named` each has its employee's name, which the employee sees in their access log.
        """
        asked = wanted or WantedAtHome(states=[state] if state else ())
        included = {"include": "names" if named else None}
        return self._transport.listed("/pool/v1/home/experts", Expert, {**asked.parameters(), **included})

    def expert(self, expert_id: str) -> Expert:
        return self._transport.get(f"/pool/v1/experts/{expert_id}", Expert)

    def profiles(self, expert_ids: Collection[str]) -> Profiles:
        """The public part of several profiles, of the endorsed experts one may know of."""
        return self._transport.get("/pool/v1/profiles", Profiles, {"experts": ",".join(expert_ids)})

    def mine(self) -> Expert:
        return self._transport.get("/pool/v1/me/expert", Expert)

    def access_log(self) -> Listed[AccessEntry]:
        """Who read my named profile."""
        return self._transport.listed("/pool/v1/me/access-log", AccessEntry)

    def export(self) -> Export:
        """Take home all the pool holds about oneself."""
        return self._transport.get("/pool/v1/me/export", Export)

    def names(self, expert_ids: Collection[str]) -> Names:
        """The names of several experts, as far as one may know them. Each is logged as a reading of the profile."""
        return self._transport.get("/pool/v1/names", Names, {"experts": ",".join(expert_ids)})

    def fields(self) -> Fields:
        return self._transport.get("/pool/v1/fields", Fields)

    def counties(self) -> Counties:
        """The counties a profile or a need may name, and what became of the former ones."""
        return self._transport.get("/pool/v1/counties", Counties)

    def audit(self, expert_id: str) -> Listed[Act]:
        """What was done to an expert and who did it, the newest first."""
        return self._transport.listed("/pool/v1/audit", Act, {"subject": expert_id})

    def change(self, expert_id: str, profile: Profile, *, version: int) -> Expert:
        return self._transport.change("PUT", f"/pool/v1/experts/{expert_id}", Expert, profile, version=version)

    def submit(self, expert_id: str) -> Expert:
        return self._verb(expert_id, "submission")

    def endorse(self, expert_id: str, endorsement: EndorsementDraft) -> Expert:
        return self._verb(expert_id, "endorsement", endorsement)

    def endorsement(self, expert_id: str) -> EndorsementDetails:
        """A live endorsement, and how much would end with it."""
        return self._transport.get(f"/pool/v1/experts/{expert_id}/endorsement", EndorsementDetails)

    def prolong(self, expert_id: str, endorsement: EndorsementDraft, *, version: int) -> Expert:
        """Replace a live endorsement of a profile that was read in that version. Nothing ends."""
        path = f"/pool/v1/experts/{expert_id}/endorsement"
        return self._transport.change("PUT", path, Expert, endorsement, version=version)

    def revoke_endorsement(self, expert_id: str) -> Expert:
        return self._transport.delete(f"/pool/v1/experts/{expert_id}/endorsement", Expert)

    def send_back(self, expert_id: str, why: Explained) -> Expert:
        return self._verb(expert_id, "return", why)

    def pause(self, expert_id: str, pause: Pause) -> Expert:
        return self._verb(expert_id, "pause", pause)

    def resume(self, expert_id: str) -> Expert:
        return self._transport.delete(f"/pool/v1/experts/{expert_id}/pause", Expert)

    def withdraw(self, expert_id: str, why: Explained) -> Expert:
        return self._verb(expert_id, "withdrawal", why)

    def renew(self, expert_id: str) -> Expert:
        return self._verb(expert_id, "renewal")

    def _verb(self, expert_id: str, verb: str, body: Sent | None = None) -> Expert:
        return self._transport.post(f"/pool/v1/experts/{expert_id}/{verb}", Expert, body)
