"""The response for a member of a public body."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.auth.members.domain import effective_roles
from services.auth.people.models import Membership, Person
from services.kit.schemas import Resource


class MemberRead(Resource):
    """Somebody's place in a body; `roles` holds `role` and those it implies."""

    place: ClassVar[str] = "/v1/memberships/{id}"

    person_id: UUID
    name: str
    email: str
    role: str
    roles: list[str]
    department: str | None
    until: Annotated[date | None, Field(description="Of a substitute: the last day in the role")]
    since: datetime

    @classmethod
    def of(cls, membership: Membership, person: Person) -> Self:
        roles = effective_roles(membership.role)
        return cls(**membership.model_dump(), name=person.name, email=person.email, roles=roles)
