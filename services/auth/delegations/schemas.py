"""Requests and responses about delegations."""

from datetime import datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.auth.delegations.domain import LONGEST_DAYS, DelegationState
from services.auth.delegations.models import Delegation
from services.auth.letters.schemas import LinkToken
from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource


class DelegationCreate(RequestModel):
    """Who is to decide once for your body, and on what."""

    placement_id: UUID
    email: Email
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS, description="How long it is good for")] = 7
    language: Annotated[Language, Field(description="The language to write to them in")] = Language.NB


class DelegationAcceptanceCreate(RequestModel):
    token: Annotated[LinkToken, Field(description="As it stands in the mailed link")]


class DelegationRead(Resource):
    """One decision that somebody may take for the body. Whether it was taken stands with the placement."""

    place: ClassVar[str] = "/v1/delegations/{id}"

    state: DelegationState
    orgnr: str
    placement_id: UUID
    accepted_by: Annotated[str | None, Field(description="`sub` of whoever used the link")]
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, delegation: Delegation) -> Self:
        return cls(**delegation.model_dump())
