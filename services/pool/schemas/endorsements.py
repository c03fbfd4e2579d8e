"""Endorsements as they are sent and returned."""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from services.kit.percentages import Percentage
from services.kit.schemas import Day, RequestModel, Resource, ResponseModel
from services.kit.text import Prose
from services.pool.models import Expert
from services.scheme.months import LONGEST_STAY


class EndorsementCreate(RequestModel):
    """The home agency's standing permission and its conditions."""

    valid_until: Day
    max_months: Annotated[int, Field(ge=1, le=12)] = LONGEST_STAY
    max_percentage: Percentage = 100
    note: Annotated[Prose, Field(description="For the employee and your agency's coordinators")] = ""


class EndorsementUpdate(EndorsementCreate):
    pass


class EndorsementRead(ResponseModel):
    valid_until: date
    max_months: int
    max_percentage: int


class OwnEndorsementRead(EndorsementRead):
    """The endorsement as the employee and the home agency see it."""

    note: str


class OpenCases(ResponseModel):
    """What is not agreed yet, and ends with the endorsement; what is agreed stands."""

    candidacies: Annotated[int, Field(description="Open applications, invitations and offers")]
    placements: Annotated[int, Field(description="Placements that wait for a yes")]


class EndorsementDetails(Resource):
    """A live endorsement, and what would end with it today."""

    place: ClassVar[str] = "/v1/experts/{id}/endorsement"

    valid_until: date
    max_months: int
    max_percentage: int
    note: str
    ends: Annotated[OpenCases | None, Field(description="What revoking it, or its end, would end; null: not known now")]
    unavailable: Annotated[list[Literal["placements"]], Field(description="Services that did not answer")]

    @classmethod
    def of(cls, expert: Expert, *, ends: OpenCases | None) -> Self:
        content = expert.model_dump() | {"valid_until": expert.endorsed_until, "note": expert.endorsement_note or ""}
        return cls(**content | {"ends": ends, "unavailable": [] if ends else ["placements"]})
