"""Responses about deliveries."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.kit.schemas import ResponseModel
from services.notify.deliveries.domain import DeliveryState


class DeliveryRead(ResponseModel):
    """A message, or a digest of several, that was, or will be, sent to you."""

    id: UUID
    message_id: Annotated[UUID | None, Field(description="The message in your inbox; null of a digest")]
    channel: str
    state: DeliveryState
    reason: Annotated[str | None, Field(description="Why it failed or was given up: a code")]
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    delivered_at: datetime | None
