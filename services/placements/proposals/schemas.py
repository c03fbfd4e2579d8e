"""Terms proposals as they are sent and returned."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.kit.percentages import Percentage
from services.kit.schemas import RequestModel, ResponseModel
from services.kit.text import Prose
from services.placements.proposals.domain import ProposalState, legal_for_proposal
from services.placements.proposals.models import TermsProposal
from services.placements.terms import domain
from services.placements.terms.schemas import Day
from services.scheme.parties import Party
from services.scheme.reasons import Reason


class TermsProposalCreate(RequestModel):
    """What is to be otherwise in the terms that were read. What is left out stays as it is."""

    terms_version: Annotated[int, Field(ge=1, le=10**6, description="The version that it answers")]
    start: Day | None = None
    end: Day | None = None
    percentage: Percentage | None = None
    note: Prose = ""

    def terms_from(self, current: domain.Terms) -> domain.Terms:
        """The current terms with what is asked for."""
        asked = self.model_dump(include={"start", "end", "percentage"}, exclude_none=True)
        return replace(current, **asked)


class TermsProposalRead(ResponseModel):
    """Other dates or another percentage that the employee asks for, or a no to them."""

    id: UUID
    state: ProposalState
    start: date
    end: date
    percentage: int
    note: Annotated[str | None, Field(description="Between the employee and those who are asked")]
    created_at: datetime
    reason: Annotated[Reason | None, Field(description="Why it was declined")]
    answer: Annotated[str | None, Field(description="What whoever declined it says about it")]
    legal: Annotated[list[str], Field(description="What you may do with it now")]

    @classmethod
    def of(cls, proposal: TermsProposal, parties: Set[Party], *, may: Set[str]) -> Self:
        """The proposal as a reader of these parties sees it, who `may` use these verbs."""
        content, to_offer = proposal.model_dump(), proposal.to_offer
        if to_offer and not parties & {Party.EMPLOYEE, Party.HOST}:
            content["note"] = content["answer"] = None
        legal = legal_for_proposal(ProposalState(proposal.state), parties, to_offer=to_offer)
        return cls(**content | {"legal": [verb for verb in legal if verb in may]})


Shown = Annotated[
    TermsProposalRead | None,
    Field(description="With what the employee answers these terms: it waits for an answer, or was declined"),
]
