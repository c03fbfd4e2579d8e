"""Requests and responses about mailboxes."""

from typing import Annotated, ClassVar, Self
from uuid import UUID, uuid5

from pydantic import Field

from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource
from services.notify.mailboxes.models import Mailbox

_IDS = UUID("a4be0f0e-2a5d-4a3f-9a55-6e0f3e5a3d0b")  # the id of a body's mailbox follows from its number


class MailboxRead(Resource):
    """Your body's shared address. Version 0 is what holds until a coordinator sets one."""

    place: ClassVar[str] = "/v1/mailboxes/{orgnr}"

    orgnr: Annotated[str, Field(description="The body's number")]
    email: Annotated[str | None, Field(description="Where mail is sent; null: to the coordinators' own addresses only")]
    new_email: Annotated[str | None, Field(description="What is used once the code that was mailed there is entered")]
    language: Annotated[Language, Field(description="Of the mail that is sent there")]

    @classmethod
    def of(cls, mailbox: Mailbox) -> Self:
        return cls(**mailbox.model_dump(), id=uuid5(_IDS, mailbox.orgnr))


class MailboxUpdate(RequestModel):
    email: Annotated[Email | None, Field(description="The shared address; null: none")]
    language: Language = Language.NB


class MailboxConfirmation(RequestModel):
    code: Annotated[str, Field(description="As it stands in the mail", min_length=1, max_length=100)]
