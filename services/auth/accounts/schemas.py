"""Requests and responses for accounts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.auth.absences.schemas import AbsenceWarning
from services.auth.credentials.schemas import GivenPassword
from services.auth.letters.schemas import LinkToken
from services.auth.members.domain import effective_roles
from services.auth.people.models import Membership, Person
from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource, ResponseModel
from services.kit.text import Line


class AcceptanceCreate(RequestModel):
    """An invitation's token with who one is. Who has an account gives its password."""

    token: LinkToken
    name: Line
    password: Annotated[
        GivenPassword, Field(description="Of the account there is, or chosen for a new one: then at least 15 signs")
    ]
    language: Language = Language.NB
    new_account: Annotated[
        bool, Field(description="Set aside an account of this address whose holder never proved to own it")
    ] = False


class MembershipCreate(RequestModel):
    """The token of an invitation to an address of yours."""

    token: LinkToken


class MeUpdate(RequestModel):
    """What to change about yourself. What is left out, or null, stays as it is."""

    name: Annotated[Line | None, Field(description="As others see it")] = None
    language: Annotated[Language | None, Field(description="The language you are written to in")] = None
    email: Annotated[
        Email | None, Field(description="One of your proven addresses: mail goes to this one from now on")
    ] = None


class PersonRead(Resource):
    place: ClassVar[str] = "/v1/me"

    name: str
    email: str
    language: Language


class MeRead(PersonRead):
    """Who the token speaks of, and the body and roles acted in with it."""

    org: str | None
    roles: list[str]
    warnings: Annotated[list[AbsenceWarning], Field(description="What to see to for your body; empty: nothing")] = []

    @classmethod
    def of(
        cls, person: Person, *, org: str | None, roles: frozenset[str], warnings: Sequence[AbsenceWarning] = ()
    ) -> Self:
        return cls(**person.model_dump(), org=org, roles=sorted(roles), warnings=list(warnings))


class AcceptanceRead(PersonRead):
    """The account, and the membership the invitation gave it."""

    orgnr: str
    role: str
    roles: list[str]

    @classmethod
    def of(cls, person: Person, membership: Membership) -> Self:
        roles = effective_roles(membership.role)
        return cls(**person.model_dump(), orgnr=membership.orgnr, role=membership.role, roles=roles)


class ContactRead(ResponseModel):
    """How to reach a person, asked for at the moment of sending and not kept."""

    name: str
    email: str
    language: Language

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(name=person.name, email=person.email, language=Language(person.language))


class ContactsRead(ResponseModel):
    """How to reach several people, by the id that was asked for."""

    people: Annotated[dict[UUID, ContactRead], Field(description="How to reach each, by the id that was asked for")]

    @classmethod
    def of(cls, reached: Mapping[UUID, Person]) -> Self:
        return cls(people={person_id: ContactRead.of(person) for person_id, person in reached.items()})


class NameRead(ResponseModel):
    """A person's name, for the service that shows it."""

    name: str


class DisablementRead(Resource):
    """Whether a person is shut out; `disabled_at` is null where not."""

    place: ClassVar[str] = "/v1/people/{id}/disablement"

    disabled_at: datetime | None

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(id=person.id, version=person.version, disabled_at=person.disabled_at)
