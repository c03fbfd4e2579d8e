"""Placements as they are sent and returned."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.kit.schemas import Resource, UpdatedAt
from services.kit.text import Line
from services.placements.amendments.schemas import LiveAmendment
from services.placements.decisions.models import Decision
from services.placements.decisions.schemas import DecisionRead
from services.placements.deviations.schemas import Deviations
from services.placements.names.schemas import Names
from services.placements.placements.domain import PlacementState
from services.placements.placements.models import Placement
from services.placements.policies.domain import Origin
from services.placements.proposals.schemas import Shown, TermsProposalRead
from services.placements.terms.domain import within_endorsement
from services.placements.terms.schemas import Terms, TermsRead
from services.scheme.doubts import Doubt
from services.scheme.parties import Party
from services.scheme.reasons import Reason


class TermsUpdate(Terms):
    """The terms as they are to be. Contacts are not part of what is decided on: changing them voids nothing."""

    home_contact: Line | None = None
    host_contact: Line | None = None


class PlacementRead(Resource):
    """The stay: its terms, who has said yes to them and whose yes is waited for."""

    place: ClassVar[str] = "/v1/placements/{id}"

    reference: Annotated[
        str, Field(description="A short name of the case for people; the same for candidacy and placement")
    ]
    state: PlacementState
    candidacy_id: UUID
    need_id: UUID
    expert_id: UUID
    home_org: str
    host_org: str
    created_at: datetime
    updated_at: UpdatedAt
    terms: TermsRead
    terms_version: int
    terms_hash: str
    deviations: Deviations
    terms_proposal: Shown
    home_contact: str | None
    host_contact: str | None
    decide_by: datetime
    decisions: Annotated[list[DecisionRead], Field(description="Those on earlier versions of the terms are void")]
    waiting_for: list[Party]
    within_endorsement: Annotated[bool, Field(description="Whether the terms lie inside what home endorsed")]
    notice_days: Annotated[int, Field(description="The notice that an early return or a recall takes")]
    notice_from: Annotated[
        Origin, Field(description="Whose notice that is: the scheme's or the home agency's policy's")
    ]
    max_total_months: Annotated[
        int | None,
        Field(description="The longest the stay may become with all extensions; null: as the scheme says at the time"),
    ]
    max_total_from: Annotated[Origin, Field(description="Whose limit that is")]
    notice_last_day: Annotated[
        date | None, Field(description="The last day for who gives notice today; null where the stay is over by then")
    ]
    ended_on: Annotated[date | None, Field(description="The last day of a stay that ends early, or has")]
    amendment: Annotated[LiveAmendment | None, Field(description="What is asked to change and not decided yet")]
    doubt: Annotated[Doubt | None, Field(description="Why home and host are asked whether the stay goes on")]
    ended_at: Annotated[
        datetime | None, Field(description="When it came to its end; null for ends from before this was noted")
    ]
    reason: Reason | None
    note: str | None
    names: Names = None
    legal: Annotated[list[str], Field(description="What you may do now")]

    @classmethod
    def of(
        cls,
        placement: Placement,
        *,
        decisions: Sequence[Decision],
        waiting_for: list[Party],
        legal: list[str],
        amendment: LiveAmendment | None,
        proposal: TermsProposalRead | None,
        notice_last_day: date | None,
    ) -> Self:
        """The placement as one of the three sees it."""
        inside = within_endorsement(placement.current_terms, placement.endorsement)
        found = {"decisions": decisions, "waiting_for": waiting_for, "within_endorsement": inside, "legal": legal}
        found |= {"amendment": amendment, "terms_proposal": proposal, "notice_last_day": notice_last_day}
        return cls(**placement.model_dump() | found)
