"""Requests and responses for mail domains and sign-ups."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from services.auth.sign_ups.models import MailDomain
from services.kit.addresses import DomainName, Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource, ResponseModel


class MailDomainCreate(RequestModel):
    """A domain in which only your body's people have addresses."""

    domain: DomainName


class MailDomainRead(Resource):
    """Once whoever runs the scheme has verified it, people with an address there can sign up by themselves."""

    place: ClassVar[str] = "/v1/mail-domains/{id}"

    orgnr: str
    domain: str
    state: Literal["waiting", "verified"]
    added_at: datetime

    @classmethod
    def of(cls, domain: MailDomain) -> Self:
        return cls(**domain.model_dump(), state="verified" if domain.verified_at else "waiting")


class SignUpCreate(RequestModel):
    """Your address at work."""

    email: Email
    language: Language = Language.NB


class SignUpAsked(ResponseModel):
    """If the address is of a body that lets its people sign up, a link is on its way there."""

    expires_at: Annotated[datetime, Field(description="Until when the link would work")]
