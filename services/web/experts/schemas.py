"""What a coordinator's forms about a profile ask for."""

from typing import Annotated

from pydantic import Field

from ressurspool.client.words import Reason
from services.web.forms.fields import Day, FormModel, Number

Note = Annotated[str, Field(max_length=4000)]


class EndorsementForm(FormModel):
    valid_until: Day
    max_months: Number
    max_percentage: Number
    note: Note = ""
    prolongs: bool = False  # whether there was one when the page was shown
    version: int


class ReturnForm(FormModel):
    reason: Reason
    note: Note = ""
