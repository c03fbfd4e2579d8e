"""Requests and responses for OAuth clients and consents."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from services.auth.access import IDENTITY_SCOPES, USER_SCOPES
from services.auth.clients.domain import LONGEST_REDIRECT, AuthMethod, is_redirect
from services.auth.clients.key_schemas import JwksCreate
from services.auth.clients.models import Client, Consent
from services.auth.keys.signer import thumbprint
from services.kit.schemas import RequestModel, Resource, ResponseModel
from services.kit.text import Line
from services.scheme.roles import MemberRole


def _persons_scope(value: str) -> str:
    if value not in (*IDENTITY_SCOPES, *USER_SCOPES):
        raise ValueError("wrong_value")
    return value


def _redirect(value: str) -> str:
    if not is_redirect(value):
        raise ValueError("wrong_redirect")
    return value


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise ValueError("repeated")
    return values


PersonsScope = Annotated[
    str,
    StringConstraints(max_length=32),
    AfterValidator(_persons_scope),
    Field(json_schema_extra={"enum": [*IDENTITY_SCOPES, *USER_SCOPES]}),
]
RedirectUri = Annotated[str, StringConstraints(max_length=LONGEST_REDIRECT), AfterValidator(_redirect)]
MOST_REDIRECTS = 10
LONGEST_OVERLAP_HOURS = 168  # a week: enough to hand the new secret to whoever uses it
Redirects = Annotated[list[RedirectUri], Field(max_length=MOST_REDIRECTS), AfterValidator(_distinct)]


class ClientCreate(RequestModel):
    """A body's own system, which reads and prepares in its role; or its app, with which its people do what they may."""

    name: Line
    scopes: Annotated[
        list[PersonsScope],
        Field(min_length=1, max_length=len(IDENTITY_SCOPES) + len(USER_SCOPES)),
        AfterValidator(_distinct),
    ]
    role: Annotated[
        MemberRole | None, Field(description="A system's, coordinator if none is named; an app has none")
    ] = None
    token_endpoint_auth_method: Annotated[
        Literal["client_secret_basic", "private_key_jwt", "none"],
        Field(
            description="A secret that we make, or keys of which only you have the private part (RFC 7523); "
            "none: an app that people log in with and that keeps no secret. An app on a server has a key: "
            "private_key_jwt with redirect_uris"
        ),
    ] = "client_secret_basic"  # noqa: S105 -- the method's name
    redirect_uris: Annotated[
        Redirects,
        Field(description="An app's: where the browser comes back to, https or http://127.0.0.1/… with any port"),
    ] = []
    post_logout_redirect_uris: Annotated[Redirects, Field(description="An app's: where it may go after a logout")] = []
    jwks: Annotated[JwksCreate | None, Field(description="Its public keys (RFC 7517); more can be added later")] = None

    @property
    def is_app(self) -> bool:
        """Whether people log in with it: without a secret, or by addresses to come back to and a key."""
        method = AuthMethod(self.token_endpoint_auth_method)
        return method is AuthMethod.NONE or (method is AuthMethod.KEY and bool(self.redirect_uris))

    @model_validator(mode="after")
    def _keys_are_used(self) -> Self:
        if self.jwks is not None and AuthMethod(self.token_endpoint_auth_method) is not AuthMethod.KEY:
            raise ValueError("keys_unused")
        return self

    @model_validator(mode="after")
    def _is_app_or_system(self) -> Self:
        if self.is_app:
            if self.role is not None:
                raise ValueError("role_unused")
            if not self.redirect_uris:
                raise ValueError("redirect_missing")
        elif self.redirect_uris or self.post_logout_redirect_uris or not set(self.scopes) <= set(USER_SCOPES):
            raise ValueError("app_only")
        return self


class SecretCreate(RequestModel):
    """A new secret in place of the old one."""

    overlap_hours: Annotated[
        int, Field(ge=0, le=LONGEST_OVERLAP_HOURS, description="How long the old secret works beside it; 0: not at all")
    ] = 24


class ClientKeyRead(ResponseModel):
    """One of a client's public keys. `thumbprint` (RFC 7638) is the same wherever the key is."""

    kid: str
    thumbprint: str
    added_at: datetime


class ClientRead(Resource):
    """A client of a body: a system, which with its secret or key acts without a person, or an app, without a role."""

    place: ClassVar[str] = "/v1/clients/{id}"

    client_id: str
    name: str
    orgnr: str
    role: str | None
    scopes: list[str]
    redirect_uris: list[str]
    post_logout_redirect_uris: list[str]
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
        role = None if client.is_app else client.role
        return cls(**client.model_dump() | {"keys": keys, "role": role} | more)


class ClientCreated(ClientRead):
    secret: Annotated[
        str | None, Field(description="Shown this once; we keep a hash of it. None for a client with keys")
    ] = None


class ConsentRead(Resource):
    """Your yes to an app of a body: it is asked about again only where the app wants to do more."""

    place: ClassVar[str] = "/v1/me/consents/{id}"

    client_id: str
    client_name: str
    org: Annotated[str, Field(description="The body whose app it is, and that you act for with it")]
    scopes: list[str]
    given_at: Annotated[datetime, Field(description="When you last said yes")]

    @classmethod
    def of(cls, consent: Consent, *, client_name: str) -> Self:
        return cls(**consent.model_dump() | {"org": consent.orgnr, "client_name": client_name})
