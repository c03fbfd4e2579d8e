"""Response bodies of OAuth's endpoints."""

from collections.abc import Collection
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from services.auth.people.models import Person
from services.kit.access.tokens import OneDecision
from services.kit.schemas import ResponseModel


class UserInfoRead(ResponseModel):
    """OpenID Connect Core §5.1: `name` and `locale` with the scope `profile`, the address with `email`."""

    sub: str
    name: str | None = None
    locale: str | None = None
    email: str | None = None
    email_verified: Annotated[bool | None, Field(description="Whether they have shown to own the address")] = None

    @classmethod
    def of(cls, person: Person, *, scopes: Collection[str], email_verified: bool) -> Self:
        claims: dict[str, Any] = {"sub": str(person.id)}
        if "profile" in scopes:
            claims |= {"name": person.name, "locale": person.language}
        if "email" in scopes:
            claims |= {"email": person.email, "email_verified": email_verified}
        return cls(**claims)


class TokenRead(ResponseModel):
    """RFC 6749 §5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 -- the type's name
    expires_in: Annotated[int, Field(description="Seconds")]
    scope: str
    refresh_token: Annotated[
        str | None, Field(description="Where `offline_access` was granted; works once, and gives its successor")
    ] = None
    id_token: Annotated[
        str | None, Field(description="Where `openid` was granted: who logged in, for the client itself")
    ] = None
    authorization_details: Annotated[
        list[OneDecision] | None, Field(description="The one decision the token is for (RFC 9396 §7)")
    ] = None


class IntrospectionRead(ResponseModel):
    """RFC 7662 §2.2: what a live token says; `active` alone, and false, for every other."""

    active: bool
    token_type: Literal["Bearer"] | None = None
    iss: str | None = None
    sub: str | None = None
    aud: str | None = None
    client_id: str | None = None
    scope: str | None = None
    org: str | None = None
    roles: list[str] | None = None
    person: bool | None = None
    sid: str | None = None
    authorization_details: list[OneDecision] | None = None  # RFC 9396 §9.2
    jti: str | None = None
    iat: int | None = None
    exp: int | None = None
