"""API clients on the wire."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from services.auth.domain import USER_SCOPES, AuthMethod
from services.auth.keys import thumbprint
from services.auth.models import Client
from services.auth.schemas.client_keys import JwksCreate
from services.auth.schemas.fields import InvitedRole, UserScope, _distinct
from services.kit.schemas import Asked, Resource, Shown
from services.kit.text import Line

LONGEST_OVERLAP_HOURS = 168  # a week: then whoever is to use the new secret has been told


class ClientCreate(Asked):
    """A body's own system. It reads and prepares in its role; people decide."""

    name: Line
    scopes: Annotated[list[UserScope], Field(min_length=1, max_length=len(USER_SCOPES)), AfterValidator(_distinct)]
    role: InvitedRole = "coordinator"
    token_endpoint_auth_method: Annotated[
        Literal["client_secret_basic", "private_key_jwt"],
        Field(description="A secret that we make, or keys of which only you have the private part (RFC 7523)"),
    ] = "client_secret_basic"  # noqa: S105 -- the method's name
    jwks: Annotated[JwksCreate | None, Field(description="Its public keys (RFC 7517); more can be added later")] = None

    @model_validator(mode="after")
    def _keys_are_used(self) -> Self:
        if self.jwks is not None and AuthMethod(self.token_endpoint_auth_method) is not AuthMethod.KEY:
            raise ValueError("keys_unused")
        return self


class SecretCreate(Asked):
    """A new secret in place of the old one."""

    overlap_hours: Annotated[
        int, Field(ge=0, le=LONGEST_OVERLAP_HOURS, description="How long the old secret works beside it; 0: not at all")
    ] = 24


class ClientKeyRead(Shown):
    """One of a client's public keys. `thumbprint` (RFC 7638) is the same wherever the key is."""

    kid: str
    thumbprint: str
    added_at: datetime


class ClientRead(Resource):
    """An API client of a body: who has its secret or key acts for the body, without a person."""

    place: ClassVar[str] = "/v1/clients/{id}"

    client_id: str
    name: str
    orgnr: str
    role: str
    scopes: list[str]
    created_at: datetime
    token_endpoint_auth_method: str
    keys: list[ClientKeyRead]
    old_secret_until: Annotated[datetime | None, Field(description="Until then a renewed secret works as well")]

    @classmethod
    def of(cls, client: Client, **more: str | None) -> Self:
        keys = [
            ClientKeyRead(
                kid=kid, thumbprint=thumbprint({"kty": "RSA", **key}), added_at=datetime.fromisoformat(key["added_at"])
            )
            for kid, key in client.public_keys.items()
        ]
        return cls(**client.model_dump() | {"keys": keys} | more)


class ClientCreated(ClientRead):
    secret: Annotated[
        str | None, Field(description="Shown this once; we keep a hash of it. None for a client with keys")
    ] = None
