"""What the forms about a body ask for."""

from typing import Annotated, Literal

from pydantic import Field

from ressurspool.client.policies import Department, PolicyDraft
from services.web.body.domain import code_of
from services.web.forms.fields import FormModel, Number


class DepartmentRow(FormModel):
    """A line of the form. Without a name the department is taken away; a new one has no code yet."""

    name: Annotated[str, Field(max_length=200)] = ""
    code: str = ""


class PolicyForm(FormModel):
    min_months: Number
    max_months: Number
    lending_cap: Number | None = None
    payer: Literal["home", "host"]
    notice_weeks: Number | None = None
    max_total_months: Number | None = None
    departments: list[DepartmentRow] = []
    version: int

    def draft(self) -> PolicyDraft:
        named = [row for row in self.departments if row.name]
        departments = [Department(code=row.code or code_of(row.name), name=row.name) for row in named]
        return PolicyDraft(**self.model_dump(exclude={"departments", "version"}), departments=departments)


class DomainForm(FormModel):
    domain: Annotated[str, Field(max_length=200)]


class MailboxForm(FormModel):
    """Without an address the body has none."""

    email: Annotated[str, Field(max_length=200)] | None = None
    language: Literal["nb", "nn", "en"] = "nb"
    version: int


class CodeForm(FormModel):
    code: Annotated[str, Field(max_length=40)]


class DepartureForm(FormModel):
    """`seen`: where the departure stood on the page whose button was pressed. To ask is not to confirm."""

    seen: Literal["none", "asked"]
