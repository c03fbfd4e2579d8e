"""Responses about messages."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from services.kit.schemas import Resource, UpdatedAt
from services.notify.abouts.schemas import About
from services.notify.inbox.models import Message


class MessageRead(Resource):
    """Something you were told."""

    place: ClassVar[str] = "/v1/inbox/{id}"

    at: Annotated[datetime, Field(description="When it happened")]
    code: str
    subject: Annotated[str, Field(description="The id of the expert, need, candidacy or placement")]
    params: Annotated[dict[str, Any], Field(description="Codes and ids the text is made of")]
    title: str
    text: str
    about: About = None
    read_at: datetime | None
    updated_at: UpdatedAt

    @classmethod
    def of(cls, message: Message, *, title: str, text: str) -> Self:
        return cls(**message.model_dump() | {"title": title, "text": text})
