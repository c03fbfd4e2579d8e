"""API clients on the wire."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field

from services.auth.domain import USER_SCOPES
from services.auth.models import Client
from services.auth.schemas.fields import InvitedRole, UserScope, _distinct
from services.kit.schemas import Asked, Resource
from services.kit.text import Line


class ClientCreate(Asked):
    """A body's own system. It reads and prepares in its role; people decide."""

    name: Line
    scopes: Annotated[list[UserScope], Field(min_length=1, max_length=len(USER_SCOPES)), AfterValidator(_distinct)]
    role: InvitedRole = "coordinator"


class ClientRead(Resource):
    """An API client of a body: who has its secret acts for the body, without a person."""

    place: ClassVar[str] = "/v1/clients/{id}"

    client_id: str
    name: str
    orgnr: str
    role: str
    scopes: list[str]
    created_at: datetime

    @classmethod
    def of(cls, client: Client, **more: str) -> Self:
        return cls(**client.model_dump() | more)


class ClientCreated(ClientRead):
    secret: Annotated[str, Field(description="Shown this once; we keep a hash of it")]
