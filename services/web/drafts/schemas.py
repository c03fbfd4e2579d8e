"""What the form of a need asks for."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ressurspool.client.matching import Conditions
from ressurspool.client.needs import NeedDraft
from ressurspool.client.words import Clearance, FieldLevel, Perspective
from services.web.forms.fields import Day, FormModel, Number
from services.web.forms.vocabulary import ProfessionalField, Skill, county_with


class FieldRow(FormModel):
    field: ProfessionalField
    level: Annotated[Number, Field(ge=1, le=3)]


class ConditionsForm(FormModel):
    """Of the same form, what decides who would fit. The rest may be blank still."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    fields: Annotated[list[FieldRow], Field(min_length=1)]
    languages: Annotated[list[str], Field(min_length=1)]
    earliest_start: Day
    latest_start: Day
    months: Number
    percentage: Number
    county: str | None = None
    municipality: str | None = None
    remote: bool = False
    clearance: Clearance = "none"

    @property
    def levels(self) -> list[FieldLevel]:
        return [FieldLevel(field=one.field, level=one.level) for one in self.fields]

    @property
    def place(self) -> str | None:
        """The county: the municipality's where one is chosen."""
        return (county_with(self.municipality) if self.municipality else None) or self.county

    def conditions(self) -> Conditions:
        given = self.model_dump(exclude={"fields", "municipality"})
        return Conditions(**given | {"county": self.place, "fields": self.levels})


class NeedForm(ConditionsForm):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    description: str = ""
    must_skills: list[Skill] = []
    nice_skills: list[Skill] = []
    places: Number = 1
    perspective: Perspective = "neutral"
    external_id: str | None = None
    act: Literal["save", "publish"] = "save"
    version: int = 0

    def draft(self) -> NeedDraft:
        """The county is the municipality's where one is chosen."""
        given = self.model_dump(exclude={"fields", "act", "version"})
        return NeedDraft(**given | {"county": self.place, "fields": self.levels})
