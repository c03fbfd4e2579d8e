"""Requests and responses for a person's addresses."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.auth.people.models import Address, Person
from services.kit.addresses import Email
from services.kit.schemas import RequestModel, ResponseModel


class AddressCreate(RequestModel):
    """Another address of yours, such as the one at your other employer."""

    email: Email


class AddressAsked(ResponseModel):
    """A link is on its way to the address; following it adds the address to your account."""

    expires_at: Annotated[datetime, Field(description="Until when the link would work")]


class AddressRead(ResponseModel):
    """An address of yours. You log in by it, and are found by it where somebody invites you."""

    id: UUID
    email: str
    added_at: datetime
    proven_at: Annotated[datetime | None, Field(description="Null: nobody has shown yet that it is yours")]
    primary: Annotated[bool, Field(description="Mail goes to this one")]

    @classmethod
    def of(cls, address: Address, person: Person) -> Self:
        return cls(**address.model_dump(), primary=address.email == person.email)
