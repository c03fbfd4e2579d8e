"""The responses about login sessions, to the person who logged in."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field

from services.auth.sessions.models import LoginSession
from services.kit.schemas import Resource


class SessionRead(Resource):
    """Somebody logged in as you: through which client, for which body, how and until when."""

    place: ClassVar[str] = "/v1/me/sessions/{id}"

    client_id: str
    org: Annotated[str, Field(description="The body acted for")]
    scope: str
    provider: Annotated[str | None, Field(description="Who proved it, where that was not us")]
    methods: Annotated[list[str], Field(description="How (RFC 8176): pwd, otp …")]
    started_at: datetime
    used_at: Annotated[datetime, Field(description="When it was last given a token")]
    expires_at: datetime
    ended_at: datetime | None
    current: Annotated[bool, Field(description="Whether the token at hand is of this one")]

    @classmethod
    def of(cls, login: LoginSession, *, current: str | None) -> Self:
        fields = login.model_dump() | {"org": login.orgnr, "methods": login.amr, "current": str(login.id) == current}
        return cls(**fields)
