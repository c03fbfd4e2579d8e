"""The responses about identities at issuers, to the person they belong to."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.auth.identities.models import Identity
from services.kit.schemas import ResponseModel


class IdentityRead(ResponseModel):
    """You at an issuer: by logging in there you are this person here."""

    id: UUID
    issuer: Annotated[str | None, Field(description="Its name in the settings; null: it is not switched on any more")]
    label: Annotated[str, Field(description="What people call it")]
    linked_at: datetime

    @classmethod
    def of(cls, identity: Identity, known: tuple[str, str] | None) -> Self:
        """`known` is the name and label of its issuer, where that is switched on."""
        name, label = known or (None, identity.issuer)
        return cls(id=identity.id, issuer=name, label=label, linked_at=identity.linked_at)
