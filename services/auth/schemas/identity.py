"""Who somebody is, as a client they logged in to may be told (OpenID Connect Core §5)."""

from collections.abc import Collection
from typing import Annotated, Any, Self

from pydantic import Field

from services.auth.models import Person
from services.kit.schemas import Shown


class UserInfoRead(Shown):
    """OpenID Connect Core §5.1: `name` and `locale` with the scope `profile`, the address with `email`."""

    sub: str
    name: str | None = None
    locale: str | None = None
    email: str | None = None
    email_verified: Annotated[bool | None, Field(description="Whether they have shown to own the address")] = None

    @classmethod
    def of(cls, person: Person, *, scopes: Collection[str]) -> Self:
        told: dict[str, Any] = {"sub": str(person.id)}
        if "profile" in scopes:
            told |= {"name": person.name, "locale": person.language}
        if "email" in scopes:
            told |= {"email": person.email, "email_verified": person.email_proven_at is not None}
        return cls(**told)
