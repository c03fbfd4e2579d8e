"""What a stream's events hold: no more than the lists show."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.kit.schemas import ResponseModel


class StreamedMessage(ResponseModel):
    """A message that is not read yet."""

    id: UUID
    code: str
    at: datetime


class StreamedTask(ResponseModel):
    """A task that is open."""

    id: UUID
    version: int
    kind: str
    due: datetime | None


class StreamState(ResponseModel):
    """The state of an inbox and tasks: the newest fifty of each, and how many there are."""

    unread: Annotated[int | None, Field(description="Null where there are more than are counted")]
    messages: list[StreamedMessage]
    open_tasks: Annotated[int | None, Field(description="Null where there are more than are counted")]
    tasks: list[StreamedTask]
