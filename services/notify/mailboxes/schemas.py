"""Requests and responses about mailboxes."""

from typing import Annotated, ClassVar, Self

from pydantic import Field

from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource
from services.notify.mailboxes.models import Mailbox


class MailboxRead(Resource):
    """Your body's shared address. Version 0 is what holds until a coordinator sets one."""

    place: ClassVar[str] = "/v1/mailboxes/{orgnr}"

    orgnr: Annotated[str, Field(description="The body's number")]
    email: Annotated[str | None, Field(description="Where mail is sent; null: to the coordinators' own addresses only")]
    new_email: Annotated[str | None, Field(description="What is used once the code that was mailed there is entered")]
    language: Annotated[Language, Field(description="Of the mail that is sent there")]

    @classmethod
    def of(cls, mailbox: Mailbox) -> Self:
        return cls.model_validate(mailbox)


class MailboxUpdate(RequestModel):
    email: Annotated[Email | None, Field(description="The shared address; null: none")]
    language: Language = Language.NB


class MailboxConfirmation(RequestModel):
    code: Annotated[str, Field(description="As it stands in the mail", min_length=1, max_length=100)]
