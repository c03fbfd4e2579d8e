"""What the forms of offers, and of other terms for one, ask for."""

from typing import Annotated

from pydantic import Field

from ressurspool.client.cases import NewTermsProposal, Offer, Party
from services.web.forms.fields import Day, FormModel, Number

Prose = Annotated[str, Field(max_length=4000)]


class ProposalForm(FormModel):
    """Other days or another percentage. What is left blank stays as it is."""

    terms_version: int
    start: Day | None = None
    end: Day | None = None
    percentage: Number | None = None
    note: Prose = ""

    def proposal(self) -> NewTermsProposal:
        return NewTermsProposal.model_validate(self.model_dump(exclude_none=True))


class OfferForm(FormModel):
    """An offer's terms. What is left out is decided by the API, such as who pays."""

    start: Day
    end: Day
    percentage: Number
    place: Annotated[str, Field(max_length=200)]
    tasks: Prose
    unit: Annotated[str, Field(max_length=200)] | None = None
    learning_goals: Prose | None = None
    payer: Party | None = None
    employer: Party = "home"

    def offer(self) -> Offer:
        return Offer.model_validate(self.model_dump(exclude_none=True))


class InvitationForm(FormModel):
    """An invitation of somebody who is not known yet, with an offer."""

    need_id: str
    expert_id: str
    message: Prose = ""
    offer: OfferForm
