"""The response for a departure."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from services.auth.bodies.domain import BodyState
from services.auth.bodies.models import Organisation
from services.kit.schemas import ResponseModel


class DepartureRead(ResponseModel):
    """How far a body is on its way out of the scheme: nobody asked, one coordinator did, or it has left."""

    orgnr: str
    state: Literal["none", "asked", "left"]
    asked_by: Annotated[UUID | None, Field(description="The coordinator who asked; another one confirms")]
    asked_at: datetime | None

    @classmethod
    def of(cls, body: Organisation) -> Self:
        state = "left" if body.state == BodyState.LEFT else "asked" if body.leaving_asked_at else "none"
        asked_by = UUID(body.leaving_asked_by) if body.leaving_asked_by else None
        return cls(orgnr=body.orgnr, state=state, asked_by=asked_by, asked_at=body.leaving_asked_at)
