"""Messages as they are sent and returned."""

from datetime import datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.kit.schemas import RequestModel, Resource
from services.kit.text import FilledNote
from services.placements.messages.models import Message
from services.scheme.parties import Party


class MessageCreate(RequestModel):
    text: FilledNote


class MessageRead(Resource):
    """What one side wrote to the other. It names nobody: an employee who is not known yet stays unknown."""

    place: ClassVar[str] = "/v1/candidacies/{candidacy_id}/messages/{id}"

    candidacy_id: UUID
    number: Annotated[int, Field(description="From 1 to 20, of both sides together")]
    side: Annotated[Party, Field(description="Who wrote it: the employee, or somebody of the host")]
    text: str
    at: datetime

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls(**message.model_dump(), version=1)  # nobody changes what they wrote
