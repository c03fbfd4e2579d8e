"""What the forms of a placement ask for. The names are the API's."""

from typing import Annotated

from pydantic import Field

from ressurspool.client.cases import Party
from ressurspool.client.words import Reason
from services.web.forms.fields import Day, FormModel, Number

Line = Annotated[str, Field(max_length=200)]
Prose = Annotated[str, Field(max_length=4000)]


class YesForm(FormModel):
    """A yes to the version of the terms that was shown."""

    terms_version: int


class NoForm(FormModel):
    terms_version: int
    reason: Reason
    note: Prose = ""


class ExplainedForm(FormModel):
    reason: Reason
    note: Prose = ""


class NothingForm(FormModel):
    """What is stated by sending it."""


class TermsForm(FormModel):
    """Other terms of what is not agreed yet. Blank contacts and texts are taken away."""

    version: int
    start: Day
    end: Day
    percentage: Number
    place: Line
    tasks: Prose
    unit: Line | None = None
    learning_goals: Prose | None = None
    payer: Party
    employer: Party
    home_contact: Line | None = None
    host_contact: Line | None = None


class ProposalForm(FormModel):
    """What the employee asks for instead."""

    terms_version: int
    start: Day | None = None
    end: Day | None = None
    percentage: Number | None = None
    note: Prose | None = None


class OfProposalForm(FormModel):
    """An answer to the proposal that was shown."""

    proposal: Annotated[str, Field(max_length=40)]


class ProposalNoForm(OfProposalForm):
    reason: Reason
    note: Prose = ""


class ExtensionForm(FormModel):
    end: Day
    note: Prose = ""


class DatesForm(FormModel):
    start: Day
    end: Day
    note: Prose = ""


class ContentForm(FormModel):
    percentage: Number
    place: Line
    tasks: Prose
    unit: Line | None = None
    learning_goals: Prose | None = None
    payer: Party
    employer: Party
    note: Prose = ""


class LeavingForm(FormModel):
    """An end before the time. Without a day it is the first one that the notice allows."""

    last_day: Day | None = None
    reason: Reason
    note: Prose = ""
