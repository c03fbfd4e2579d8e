"""The wire of notify."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field

from services.kit.language import Language
from services.kit.schemas import Asked, Resource, Shown
from services.notify.domain import Call, DeliveryState, Kind, Party
from services.notify.models import Message, PartyAnswer, Preference, Task

EmailChoice = Literal["at_once", "off"]


class CallRead(Shown):
    """A ready-made request that does what the task asks for; the path is below the origin."""

    method: str
    path: str
    body: dict[str, Any] | None


class AnswerRead(Shown):
    """What a party of the placement has decided."""

    party: Party
    decision: str
    terms_version: int
    at: datetime


class TaskRead(Resource):
    """Something that waits for you, or for your role in the body you act for."""

    place: ClassVar[str] = "/v1/tasks/{id}"

    kind: Kind
    subject: Annotated[str, Field(description="The id of the expert, candidacy or placement")]
    opened_at: datetime
    due: Annotated[datetime | None, Field(description="After this it expires")]
    closed_at: datetime | None
    closed_by: Annotated[str | None, Field(description="The event that closed it")]
    text: Annotated[str, Field(description="What to do, in the reader's language")]
    waiting_for: Annotated[list[Party], Field(description="The parties whose answer is missing")]
    answered: Annotated[list[AnswerRead], Field(description="The parties that have answered, oldest first")]
    call: Annotated[
        CallRead | None, Field(description="The request that does it; null where closed, or for people to write")
    ]

    @classmethod
    def of(
        cls, task: Task, *, text: str, waiting_for: list[Party], answered: Sequence[PartyAnswer], call: Call | None
    ) -> Self:
        answers = [AnswerRead.model_validate(answer) for answer in answered]
        shown = {"text": text, "waiting_for": waiting_for, "answered": answers}
        return cls(**task.model_dump() | shown | {"call": CallRead.model_validate(call) if call else None})


class MessageRead(Resource):
    """Something you were told."""

    place: ClassVar[str] = "/v1/inbox/{id}"

    at: Annotated[datetime, Field(description="When it happened")]
    code: str
    subject: Annotated[str, Field(description="The id of the expert, need, candidacy or placement")]
    params: Annotated[dict[str, Any], Field(description="Codes and ids the text is made of")]
    title: str
    text: str
    read_at: datetime | None

    @classmethod
    def of(cls, message: Message, *, title: str, text: str) -> Self:
        return cls(**message.model_dump() | {"title": title, "text": text})


class PreferencesRead(Resource):
    """How you want to be told. `id` is your own; version 0 is what holds until you choose."""

    place: ClassVar[str] = "/v1/preferences"

    email: EmailChoice
    language: Annotated[Language | None, Field(description="Of your mail and texts; null: as in your account")]

    @classmethod
    def of(cls, preference: Preference) -> Self:
        return cls(**preference.model_dump() | {"id": preference.person_id})


class PreferencesUpdate(Asked):
    email: EmailChoice
    language: Language | None = None


class DeliveryRead(Shown):
    """A message that was, or will be, sent to you."""

    id: UUID
    message_id: UUID
    channel: str
    state: DeliveryState
    reason: Annotated[str | None, Field(description="Why it failed or was given up: a code")]
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    delivered_at: datetime | None
