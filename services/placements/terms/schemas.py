"""Terms as they are sent and returned."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.kit.percentages import Percentage
from services.kit.schemas import RequestModel, ResponseModel
from services.kit.text import FilledProse, Line, Prose
from services.placements.terms import domain
from services.scheme.parties import Party, Side

Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]


class Terms(RequestModel):
    """What the three say yes to. `end` is the last day; the stay takes two to three whole calendar months."""

    start: Day
    end: Day
    percentage: Percentage
    place: Line
    tasks: FilledProse
    unit: Line | None = None
    learning_goals: Prose | None = None
    payer: Annotated[
        Side | None,
        Field(
            description="Who goes on paying the salary; left out: as the home agency's policy says, and the home "
            "agency as long as the host may not know which one it is"
        ),
    ] = None
    employer: Annotated[Side, Field(description="Who is the employer during the stay")] = Party.HOME

    def terms(self, *, payer: str) -> domain.Terms:
        """The terms. `payer` pays where the request names nobody."""
        content = self.model_dump(include=set(Terms.model_fields))
        return domain.Terms(**content | {"payer": self.payer or payer})


class TermsRead(ResponseModel):
    start: date
    end: date
    percentage: int
    place: str
    tasks: str
    unit: str | None
    learning_goals: str | None
    payer: str
    employer: str
