"""Requests and responses about webhooks."""

from datetime import datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from services.kit.calls.public_addresses import LONGEST_URL
from services.kit.schemas import RequestModel, Resource, ResponseModel, distinct
from services.kit.text import Line
from services.notify.webhooks.domain import SOURCE_OF, DisabledReason, WebhookState
from services.notify.webhooks.models import Attempt, Webhook

# which of them is none is for the service to say, with all that are
EventType = Annotated[str, StringConstraints(max_length=64), Field(json_schema_extra={"enum": sorted(SOURCE_OF)})]
EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=len(SOURCE_OF)), AfterValidator(distinct)]
_Types = Annotated[EventTypes | None, Field(description="The types of events that are sent; null: all")]


class WebhookCreate(RequestModel):
    """An address of your own system that your body's events are sent to."""

    url: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_URL),
        Field(description="https, with a name that is no number; port 443 or 8443"),
    ]
    description: Annotated[Line, Field(description="Which system it is. No name of a person")]
    types: _Types = None


class ReplayCreate(RequestModel):
    """From where events are sent again."""

    after: Annotated[
        int, Field(ge=0, le=2**62, description="The position of the last event that stays sent; 0: all that are kept")
    ]


class WebhookRead(Resource):
    """An address that your body's events are sent to."""

    place: ClassVar[str] = "/v1/webhooks/{id}"

    url: Annotated[str, Field(description="Where events are sent")]
    description: Annotated[str, Field(description="Which system it is")]
    types: _Types
    state: WebhookState
    reason: Annotated[DisabledReason | None, Field(description="Why it is disabled: a code")]
    position: Annotated[int, Field(description="Of the last event that was taken; `replay` goes back from here")]
    tries: Annotated[int, Field(description="How often the next call has failed so far")]
    failing_since: Annotated[datetime | None, Field(description="Since when no call was taken")]
    next_try_at: Annotated[datetime, Field(description="Not called before this")]
    old_secret_until: Annotated[datetime | None, Field(description="Until then the secret before signs as well")]
    created_at: datetime

    @classmethod
    def of(cls, webhook: Webhook) -> Self:
        return cls(**webhook.model_dump())


class WebhookCreated(WebhookRead):
    """A webhook with its secret, which is shown this once."""

    secret: Annotated[str, Field(description="Checks the signatures, and answers the challenge. Keep it secret")]

    @classmethod
    def with_secret(cls, webhook: Webhook, secret: str) -> Self:
        return cls(**webhook.model_dump() | {"secret": secret})


class AttemptRead(ResponseModel):
    """A call of your system and how it went. What it answered is not stored."""

    id: UUID
    call_id: Annotated[str, Field(description="`webhook-id` of the call: the event's id, the same at each try")]
    type: str
    position: Annotated[int | None, Field(description="Of the event; null for a challenge or a test")]
    at: datetime
    outcome: Annotated[str, Field(description="`delivered`, or why not: a code")]
    status: Annotated[int | None, Field(description="The HTTP status of the answer, where there was one")]
    milliseconds: Annotated[int, Field(description="How long the call took")]

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls.model_validate(attempt)
