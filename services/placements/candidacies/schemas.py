"""Candidacies as they are sent and returned."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.kit.schemas import RequestModel, Resource, ResponseModel, UpdatedAt
from services.kit.text import Note, Prose
from services.placements.candidacies.domain import OPEN, CandidacyKind, CandidacyState, keeps_shortlist
from services.placements.candidacies.models import Candidacy
from services.placements.deviations.domain import shown_without_endorsement
from services.placements.deviations.schemas import Deviations
from services.placements.names.schemas import Names
from services.placements.placements.models import Placement
from services.placements.proposals.schemas import Shown, TermsProposalRead
from services.placements.terms.schemas import Terms, TermsRead
from services.scheme.aspects import Aspect
from services.scheme.parties import Party
from services.scheme.reasons import Reason

Deadline = Annotated[AwareDatetime, Field(description="With its zone; 14 days from now where left out")]


class CandidacyCreate(RequestModel):
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


class AcceptanceCreate(RequestModel):
    terms_version: Annotated[int, Field(ge=1, le=10**6)]


class OpenCasesRead(ResponseModel):
    """What is open about an expert: candidacies, and placements that wait for a yes."""

    candidacies: int
    placements: int


class ShortlistUpdate(RequestModel):
    note: Annotated[Note, Field(description="For the host alone; it is erased when the candidacy is over")] = ""


class ShortlistRead(Resource):
    """Whether a candidacy is on its host's shortlist. `id` is the candidacy's; version 0 is what nobody touched."""

    place: ClassVar[str] = "/v1/candidacies/{id}/shortlist"

    at: Annotated[datetime | None, Field(description="Since when it is on the list; null where it is not")]
    note: str | None

    @classmethod
    def of(cls, candidacy: Candidacy) -> Self:
        note, at = candidacy.shortlist_note, candidacy.shortlisted_at
        return cls(id=candidacy.id, version=candidacy.shortlist_version, at=at, note=note)


class Shortlisted(ResponseModel):
    """The host's own note of a candidacy that is on its shortlist."""

    at: datetime
    note: str


class CaseRead(ResponseModel):
    """What a candidacy or a placement is about, in short."""

    id: UUID
    reference: Annotated[str, Field(description="A short name of the case, for people")]
    need_id: UUID
    expert_id: UUID
    host_org: str
    home_org: Annotated[str | None, Field(description="Shown to the host while it knows the employee")]
    start: Annotated[date | None, Field(description="The first day of the terms; null where there are none yet")]
    end: date | None
    percentage: int | None

    @classmethod
    def of(cls, case: Candidacy | Placement, parties: frozenset[Party]) -> Self:
        """The case as these parties see it."""
        known = not isinstance(case, Candidacy) or knows_home(case, parties)
        days = {name: (case.terms or {}).get(name) for name in ("start", "end", "percentage")}
        return cls.model_validate(case.model_dump() | days | {"home_org": case.home_org if known else None})


class CasesRead(ResponseModel):
    """The cases that were asked for, without those in which the reader is no party."""

    cases: list[CaseRead]


class ContactRead(ResponseModel):
    """The newest candidacy of an expert for a need."""

    candidacy_id: UUID
    expert_id: UUID
    reference: Annotated[str, Field(description="A short name of the case, for people")]
    kind: CandidacyKind
    state: CandidacyState
    updated_at: UpdatedAt

    @classmethod
    def of(cls, candidacy: Candidacy) -> Self:
        return cls.model_validate(candidacy.model_dump() | {"candidacy_id": candidacy.id})


class ContactsRead(ResponseModel):
    """The newest candidacies, of those experts that the host has had to do with for the need."""

    contacts: Annotated[list[ContactRead], Field(description="One for each such expert")]


class CandidacyRead(Resource):
    """How far an expert and a need have come with each other."""

    place: ClassVar[str] = "/v1/candidacies/{id}"

    reference: Annotated[
        str, Field(description="A short name of the case for people; the same for candidacy and placement")
    ]
    kind: CandidacyKind
    state: CandidacyState
    need_id: UUID
    expert_id: UUID
    host_org: str
    home_org: Annotated[str | None, Field(description="Shown to the host while it knows the employee")]
    created_at: datetime
    updated_at: UpdatedAt
    message: Annotated[str | None, Field(description="Between the employee and the host")]
    terms: TermsRead | None
    terms_version: int | None
    terms_hash: str | None
    deviations: Deviations
    terms_proposal: Shown
    answer_by: Annotated[datetime | None, Field(description="Whoever's turn it is answers by then, or it expires")]
    need_changed_since_offer: Annotated[list[Aspect], Field(description="What of the need is not as it was then")]
    seat_no: int | None
    placement_id: UUID | None
    ended_at: Annotated[
        datetime | None, Field(description="When it came to its end; null for ends from before this was noted")
    ]
    reason: Reason | None
    note: str | None
    shortlist: Annotated[
        Shortlisted | None, Field(description="Shown to the host alone: it is on its shortlist, with this note")
    ]
    names: Names = None
    legal: Annotated[list[str], Field(description="What you may do now")]

    @classmethod
    def of(
        cls,
        candidacy: Candidacy,
        *,
        parties: frozenset[Party],
        seat_no: int | None,
        placement_id: UUID | None,
        proposal: TermsProposalRead | None,
        legal: list[str],
    ) -> Self:
        """The candidacy as these parties see it."""
        content, ended = candidacy.model_dump(), _is_over(candidacy)
        if not knows_home(candidacy, parties):
            content["home_org"] = None
        if not parties & {Party.EMPLOYEE, Party.HOME}:
            if not knows_home(candidacy, parties) and candidacy.deviations is not None:
                content["deviations"] = shown_without_endorsement(candidacy.deviations)
            content["message"] = None if ended else candidacy.message
        if not parties & {Party.EMPLOYEE, Party.HOST}:
            content["message"] = content["note"] = None
        content["shortlist"] = _shortlisted(candidacy) if keeps_shortlist(parties) else None
        found = {"seat_no": seat_no, "placement_id": placement_id, "terms_proposal": proposal, "legal": legal}
        return cls(**content | found)


def knows_home(candidacy: Candidacy, parties: frozenset[Party]) -> bool:
    """Whether these parties are shown the home agency: the host is while it knows the employee."""
    return bool(parties & {Party.EMPLOYEE, Party.HOME}) or (candidacy.disclosed and not _is_over(candidacy))


def _shortlisted(candidacy: Candidacy) -> Shortlisted | None:
    at, note = candidacy.shortlisted_at, candidacy.shortlist_note
    return None if at is None else Shortlisted(at=at, note=note or "")


def _is_over(candidacy: Candidacy) -> bool:
    return candidacy.state not in {*OPEN, CandidacyState.ACCEPTED}
