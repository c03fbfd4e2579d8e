"""What the forms about candidates ask for: an invitation with an offer, and a note of the shortlist."""

from datetime import datetime, time
from typing import Annotated, Literal

from pydantic import Field

from ressurspool.client.cases import Terms
from services.scheme.days import OSLO
from services.web.forms.fields import Day, FormModel, Number


class OfferPart(FormModel):
    start: Day
    end: Day
    percentage: Number
    place: str
    tasks: str
    unit: str | None = None
    learning_goals: str | None = None


class InvitationForm(FormModel):
    offer: OfferPart
    message: str = ""
    answer_by: Day | None = None
    act: Literal["show", "change", "send"] = "show"

    @property
    def terms(self) -> Terms:
        return Terms(**self.offer.model_dump(exclude_none=True))

    @property
    def deadline(self) -> datetime | None:
        """The end of the day, in Norway."""
        return datetime.combine(self.answer_by, time(23, 59), OSLO) if self.answer_by else None


class NoteForm(FormModel):
    note: Annotated[str, Field(max_length=2000)] = ""
    version: int
    act: Literal["keep", "remove"] = "keep"
