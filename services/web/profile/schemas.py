"""What the forms of one's own profile ask for."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ressurspool.client.pool import Expert, Pause, Profile, SignUp
from ressurspool.client.words import Clearance, Explained
from services.web.forms.fields import Day, FormModel, Number

# those of the scheme's reasons that an employee may have
PauseReason = Literal["workload", "no_employer_permission", "not_available", "personal", "other"]
LeaveReason = Literal["workload", "no_employer_permission", "not_available", "no_longer_required", "personal", "other"]
Prose = Annotated[str, Field(max_length=4000)]


class FieldRow(FormModel):
    field: str
    level: int


class WindowRow(FormModel):
    start: Day
    end: Day


class ProfileForm(FormModel):
    """A profile as it is typed. `version` is the one that was read; without it, the profile is new."""

    name: Annotated[str, Field(max_length=200)]
    title: Annotated[str, Field(max_length=200)]
    fields: list[FieldRow]
    windows: list[WindowRow]
    percentage: Number
    languages: list[str]
    skills: list[str] = []
    wanted_learning: list[str] = []
    county: str | None = None
    remote: bool = False
    clearance: Clearance = "none"
    about: Prose = ""
    named: bool = False
    alerts: bool = False
    submit: bool = False
    version: int | None = None

    def profile(self) -> Profile:
        return Profile.model_validate(self.model_dump(exclude={"submit", "version"}))

    def sign_up(self) -> SignUp:
        return SignUp.model_validate(self.model_dump(exclude={"version"}))


class PauseForm(FormModel):
    reason: PauseReason
    until: Day | None = None
    note: Prose = ""

    def pause(self) -> Pause:
        return Pause(reason=self.reason, until=self.until, note=self.note)


class LeaveForm(FormModel):
    reason: LeaveReason
    note: Prose = ""

    def explained(self) -> Explained:
        return Explained(reason=self.reason, note=self.note)


def profile_of(expert: Expert) -> Profile:
    """The profile as it is now, to be sent back with a change."""
    return Profile.model_validate(expert.model_dump(include=set(Profile.model_fields)))


def typed_of(expert: Expert) -> dict[str, Any]:
    """The values of the form's fields, by name."""
    values: dict[str, Any] = expert.model_dump(
        include={"name", "title", "percentage", "languages", "skills", "county", "remote", "clearance", "about"}
    )
    values |= {"named": expert.named, "alerts": expert.alerts, "version": expert.version}
    for number, one in enumerate(expert.fields):
        values |= {f"fields/{number}/field": one.field, f"fields/{number}/level": one.level}
    for number, window in enumerate(expert.windows):
        values |= {f"windows/{number}/start": window.start, f"windows/{number}/end": window.end}
    return values | {f"wanted_learning/{number}": one for number, one in enumerate(expert.wanted_learning)}
