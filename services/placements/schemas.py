"""The wire of placements."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from services.kit.schemas import Asked, Resource, Shown
from services.kit.text import Line, Prose
from services.placements import domain
from services.placements.domain import OPEN, CandidacyKind, CandidacyState, Party, PlacementState, Reason, Verdict
from services.placements.models import Candidacy, Decision, Placement


def _filled(text: str) -> str:
    if not text:
        raise ValueError("blank")
    return text


Side = Literal[Party.HOME, Party.HOST]
Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]
Deadline = Annotated[AwareDatetime, Field(description="With its zone; 14 days from now where left out")]


class Terms(Asked):
    """What the three say yes to. `end` is the last day; the stay takes two to three whole calendar months."""

    start: Day
    end: Day
    percentage: Annotated[int, Field(ge=20, le=100, description="Of full time")]
    place: Line
    tasks: Annotated[Prose, AfterValidator(_filled)]
    unit: Line | None = None
    learning_goals: Prose | None = None
    payer: Annotated[
        Side | None, Field(description="Who goes on paying the salary; left out: as the home agency's policy says")
    ] = None
    employer: Annotated[Side, Field(description="Who is the employer during the stay")] = Party.HOME

    def terms(self, *, payer: str) -> domain.Terms:
        """`payer`: who pays where nothing is said."""
        said = self.model_dump(include=set(Terms.model_fields))
        return domain.Terms(**said | {"payer": self.payer or payer})


class CandidacyCreate(Asked):
    kind: Annotated[CandidacyKind, Field(description="An application by the expert, an invitation by the host")]
    expert_id: UUID
    need_id: UUID
    offer: Annotated[Terms | None, Field(description="Invitation only: with it, accepting is enough")] = None
    message: Prose = ""
    answer_by: Annotated[Deadline | None, Field(description="Invitation only")] = None


class OfferCreate(Terms):
    """Full terms: accepting them is the employee's decision, and a host coordinator's offer is the host's.

    The latter where the coordinator's token may decide (`placements:decide`); else the host's yes is waited for.
    """

    answer_by: Deadline | None = None


class AcceptanceCreate(Asked):
    terms_version: Annotated[int, Field(ge=1, le=10**6)]


class Explained(Asked):
    reason: Reason
    note: Prose = ""


class DecisionCreate(Asked):
    """One party's yes or no to one version of the terms. A no needs its reason."""

    decision: Verdict
    terms_version: Annotated[int, Field(ge=1, le=10**6)]
    reason: Reason | None = None
    note: Prose = ""


class TermsUpdate(Terms):
    """The terms as they are to be. Contacts are not part of what is decided on: changing them voids nothing."""

    home_contact: Line | None = None
    host_contact: Line | None = None


class TermsRead(Shown):
    start: date
    end: date
    percentage: int
    place: str
    tasks: str
    unit: str | None
    learning_goals: str | None
    payer: str
    employer: str


class CandidacyRead(Resource):
    """How far an expert and a need have come with each other."""

    place: ClassVar[str] = "/v1/candidacies/{id}"

    kind: CandidacyKind
    state: CandidacyState
    need_id: UUID
    expert_id: UUID
    host_org: str
    home_org: Annotated[str | None, Field(description="Shown to the host while it knows the employee")]
    created_at: datetime
    message: Annotated[str | None, Field(description="Between the employee and the host")]
    terms: TermsRead | None
    terms_version: int | None
    terms_hash: str | None
    answer_by: datetime | None
    seat_no: int | None
    placement_id: UUID | None
    reason: Reason | None
    note: str | None
    legal: Annotated[list[str], Field(description="What you may do now")]

    @classmethod
    def of(
        cls,
        candidacy: Candidacy,
        *,
        parties: frozenset[Party],
        seat_no: int | None,
        placement_id: UUID | None,
        legal: list[str],
    ) -> Self:
        """The candidacy as these parties see it."""
        content, ended = candidacy.model_dump(), candidacy.state not in {*OPEN, CandidacyState.ACCEPTED}
        if not parties & {Party.EMPLOYEE, Party.HOME}:
            content["home_org"] = None if ended or not candidacy.disclosed else candidacy.home_org
            content["message"] = None if ended else candidacy.message
        if not parties & {Party.EMPLOYEE, Party.HOST}:
            content["message"] = content["note"] = None
        return cls(**content | {"seat_no": seat_no, "placement_id": placement_id, "legal": legal})


class DecisionRead(Shown):
    party: Party
    decision: Verdict
    terms_version: int
    at: datetime
    delegated: Annotated[bool, Field(description="By somebody a coordinator let decide this once")]


class PlacementRead(Resource):
    """The stay: its terms, who has said yes to them and whose yes is waited for."""

    place: ClassVar[str] = "/v1/placements/{id}"

    state: PlacementState
    candidacy_id: UUID
    need_id: UUID
    expert_id: UUID
    home_org: str
    host_org: str
    created_at: datetime
    terms: TermsRead
    terms_version: int
    terms_hash: str
    home_contact: str | None
    host_contact: str | None
    decide_by: datetime
    decisions: Annotated[list[DecisionRead], Field(description="Those on earlier versions of the terms are void")]
    waiting_for: list[Party]
    within_endorsement: Annotated[bool, Field(description="Whether the terms lie inside what home endorsed")]
    reason: Reason | None
    note: str | None
    legal: Annotated[list[str], Field(description="What you may do now")]

    @classmethod
    def of(
        cls, placement: Placement, *, decisions: Sequence[Decision], waiting_for: list[Party], legal: list[str]
    ) -> Self:
        inside = domain.within_endorsement(placement.current_terms, placement.endorsement)
        found = {"decisions": decisions, "waiting_for": waiting_for, "within_endorsement": inside, "legal": legal}
        return cls(**placement.model_dump() | found)
