"""Requests and responses for invitations."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from services.auth.invitations.models import Invitation
from services.kit import clock
from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource
from services.scheme.roles import MemberRole


class InvitationCreate(RequestModel):
    email: Email
    role: MemberRole
    language: Annotated[Language, Field(description="The language to write to the invited person in")] = Language.NB
    hand_over: Annotated[bool, Field(description="Show me the token instead of mailing it; this proves no address")] = (
        False
    )


class InvitationRead(Resource):
    place: ClassVar[str] = "/v1/invitations/{id}"

    state: Literal["open", "accepted", "expired"]
    orgnr: str
    email: str
    role: str
    language: Language
    mailed: bool
    until: Annotated[date | None, Field(description="Of a substitute: the last day in the role")]
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invitation: Invitation, **more: str | None) -> Self:
        late = invitation.expires_at <= clock.now()
        state = "accepted" if invitation.used_at else "expired" if late else "open"
        return cls(**invitation.model_dump() | {"state": state} | more)


class InvitationCreated(InvitationRead):
    token: Annotated[
        str | None, Field(description="Where it is handed over: shown this once, for the invited person only")
    ]
