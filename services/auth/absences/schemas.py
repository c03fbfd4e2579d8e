"""Requests and responses for absences."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from services.auth.absences.models import Absence
from services.kit.schemas import RequestModel, Resource, ResponseModel


class AbsenceCreate(RequestModel):
    """The days you are away, in Norway."""

    start: Annotated[date, Field(description="The first day; today at the earliest, at most a year from now")]
    end: Annotated[date, Field(description="The last day; at most a year after the first")]


class AbsenceRead(Resource):
    """Days on which you do not act as coordinator for the body."""

    place: ClassVar[str] = "/v1/me/absences/{id}"

    orgnr: str
    start: date
    end: date
    announced_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, absence: Absence) -> Self:
        return cls(**absence.model_dump())


class AbsenceWarning(ResponseModel):
    """Something to see to, in the reader's language."""

    code: Literal["no-substitute"]
    text: str


class AbsenceAnnounced(AbsenceRead):
    warnings: Annotated[list[AbsenceWarning], Field(description="What to see to before you go; empty: nothing")]
