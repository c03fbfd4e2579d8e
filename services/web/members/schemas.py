"""What the forms about members ask for."""

from typing import Annotated, Literal

from pydantic import Field

from services.web.forms.fields import Day, FormModel

Email = Annotated[str, Field(max_length=200)]
Written = Literal["nb", "nn", "en"]


class MemberForm(FormModel):
    """Without a role the member keeps theirs: a coordinator gives and takes no other one."""

    role: Literal["employee", "requester", "coordinator"] | None = None
    department: str | None = None
    version: int


class InvitationForm(FormModel):
    email: Email
    role: Literal["employee", "requester", "coordinator"]
    language: Written = "nb"


class SubstituteForm(FormModel):
    email: Email
    until: Day
    language: Written = "nb"
