"""What stands beside a candidate, as pool and placements say it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.kit.schemas import ResponseModel
from services.scheme.levels import LEVELS

Sibling = Literal["placements", "pool"]


class KnownField(ResponseModel):
    field: str
    level: Annotated[int, Field(ge=1, le=LEVELS)]


class OfferedDays(ResponseModel):
    """Days, both ends included."""

    start: date
    end: date


class ProfileRead(ResponseModel):
    """The public part of a profile, as pool shows it to you."""

    name: Annotated[str | None, Field(description="Where the expert chose to be named; the reading is logged")]
    fields: list[KnownField]
    skills: list[str]
    languages: list[str]
    wanted_learning: list[str]
    windows: list[OfferedDays]
    percentage: int
    county: Annotated[str | None, Field(description="Hidden where few share it")]
    remote: bool
    sector: Annotated[str | None, Field(description="Hidden where few bodies share it")]
    level: Annotated[str | None, Field(description="Kind of home agency; hidden with the sector")]


class ContactRead(ResponseModel):
    """The newest candidacy of the expert and the need."""

    candidacy_id: UUID
    reference: Annotated[str, Field(description="What people call the case")]
    kind: Annotated[str, Field(description="Who began: an `application`, or an `invitation`")]
    state: Annotated[str, Field(description="The candidacy's, such as `invited` or `declined`")]
    updated_at: Annotated[datetime, Field(description="When the candidacy last changed")]


Profile = Annotated[ProfileRead | None, Field(description="With `include=profile`")]
Contacted = Annotated[
    ContactRead | None,
    Field(description="With `include=contacted`: whether you, as host, have had to do with the expert for this need"),
]
