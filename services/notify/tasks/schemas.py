"""Responses about tasks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from services.kit.schemas import Resource, ResponseModel, UpdatedAt
from services.notify.abouts.schemas import About
from services.notify.events.domain import Party
from services.notify.tasks.domain import Call, Kind
from services.notify.tasks.models import PartyAnswer, Task


class CallRead(ResponseModel):
    """A ready-made request that does what the task asks for; the path is below the origin."""

    method: str
    path: str
    body: dict[str, Any] | None


class AnswerRead(ResponseModel):
    """What a party of the placement has decided."""

    party: Party
    decision: str
    terms_version: int
    at: datetime


class TaskRead(Resource):
    """Something that waits for you, or for your role in the body you act for."""

    place: ClassVar[str] = "/v1/tasks/{id}"

    kind: Kind
    subject: Annotated[str, Field(description="The id of the expert, candidacy, placement or amendment")]
    parent: Annotated[str | None, Field(description="Of an amendment: the id of its placement")]
    reference: Annotated[str | None, Field(description="What people call the candidacy or placement")]
    opened_at: datetime
    due: Annotated[datetime | None, Field(description="After this it expires")]
    closed_at: datetime | None
    updated_at: UpdatedAt
    closed_by: Annotated[str | None, Field(description="The event that closed it")]
    text: Annotated[str, Field(description="What to do, in the reader's language")]
    waiting_for: Annotated[list[Party], Field(description="The parties whose answer is missing")]
    answered: Annotated[list[AnswerRead], Field(description="The parties that have answered, oldest first")]
    about: About = None
    call: Annotated[
        CallRead | None, Field(description="The request that does it; null where closed, or for people to write")
    ]

    @classmethod
    def of(
        cls, task: Task, *, text: str, waiting_for: list[Party], answered: Sequence[PartyAnswer], call: Call | None
    ) -> Self:
        answers = [AnswerRead.model_validate(answer) for answer in answered]
        computed = {"text": text, "waiting_for": waiting_for, "answered": answers}
        return cls(**task.model_dump() | computed | {"call": CallRead.model_validate(call) if call else None})
