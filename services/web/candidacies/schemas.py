"""What the forms about a candidacy ask for."""

from typing import Annotated, Literal

from pydantic import Field

from ressurspool.client.words import Explained, Reason
from services.web.forms.fields import FormModel

Prose = Annotated[str, Field(max_length=4000)]

EmployeeReason = Literal[
    "not_available", "requirement_mismatch", "workload", "no_employer_permission", "person_taken", "personal", "other"
]
HostReason = Literal["other_candidate_selected", "requirement_mismatch", "no_longer_required", "workload", "other"]


class AnyNo(FormModel):
    """A no of either side. Which reasons each is offered is in the models below."""

    reason: Reason
    note: Prose = ""

    def explained(self) -> Explained:
        return Explained(reason=self.reason, note=self.note)


class EmployeeNo(AnyNo):
    reason: EmployeeReason


class HostNo(AnyNo):
    reason: HostReason


def codes_of(model: type[AnyNo]) -> list[str]:
    """The reasons that a form offers."""
    codes: list[str] = model.model_json_schema()["properties"]["reason"]["enum"]
    return codes


class AcceptanceForm(FormModel):
    terms_version: int


class MessageForm(FormModel):
    text: Prose


class ShortlistForm(FormModel):
    note: Prose = ""
    version: int


class VersionForm(FormModel):
    version: int
