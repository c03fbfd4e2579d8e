"""People, memberships and invitations on the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field

from services.auth.domain import effective
from services.auth.models import Invitation, Membership, Person
from services.auth.schemas.absences import AbsenceWarning
from services.auth.schemas.fields import GivenPassword, InvitedRole, Password, Secret
from services.kit import clock
from services.kit.language import Language
from services.kit.schemas import Asked, Resource, Shown
from services.kit.text import Email, Line, Slug


class InvitationCreate(Asked):
    email: Email
    role: InvitedRole
    language: Annotated[Language, Field(description="The language to write to the invited person in")] = Language.NB
    hand_over: Annotated[bool, Field(description="Show me the token instead of mailing it; this proves no address")] = (
        False
    )


class SubstituteCreate(Asked):
    """Who acts as coordinator in your place for a while; of your own body or another, with or without an account."""

    email: Email
    until: Annotated[date, Field(description="The last day; at most a year from now")]
    language: Annotated[Language, Field(description="The language to write to them in")] = Language.NB


class AcceptanceCreate(Asked):
    """An invitation's token with who one is. Who has an account gives its password."""

    token: Secret
    name: Line
    password: Annotated[
        GivenPassword, Field(description="Of the account there is, or chosen for a new one: then at least 15 signs")
    ]
    language: Language = Language.NB
    new_account: Annotated[
        bool, Field(description="Set aside an account of this address whose holder never proved to own it")
    ] = False


class MembershipCreate(Asked):
    """The token of an invitation to your address."""

    token: Secret


class MembershipUpdate(Asked):
    """Somebody's place in the body as it is to be."""

    role: Annotated[InvitedRole | None, Field(description="Left out: as it is")] = None
    department: Annotated[Slug | None, Field(description="One of the policy's departments; null: none")] = None


class PasswordUpdate(Asked):
    """The password one has, and the one it is to be."""

    old_password: GivenPassword
    password: Password


class MeUpdate(Asked):
    language: Language


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
        roles = effective(membership.role)
        return cls(**membership.model_dump(), name=person.name, email=person.email, roles=roles)


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
        roles = effective(membership.role)
        return cls(**person.model_dump(), orgnr=membership.orgnr, role=membership.role, roles=roles)


class ContactRead(Shown):
    """How to reach a person, asked for at the moment of sending and not kept."""

    name: str
    email: str
    language: Language

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(name=person.name, email=person.email, language=Language(person.language))


class DisablementRead(Resource):
    """Whether a person is shut out; `disabled_at` is null where not."""

    place: ClassVar[str] = "/v1/people/{id}/disablement"

    disabled_at: datetime | None

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(id=person.id, version=person.version, disabled_at=person.disabled_at)
