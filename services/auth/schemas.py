"""The wire of auth."""

import unicodedata
from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from services.auth.domain import USER_SCOPES, effective
from services.auth.models import Client, Invitation, Membership, Organisation, Person
from services.kit import clock
from services.kit.language import Language
from services.kit.schemas import Asked, Resource, Shown
from services.kit.text import Email, Line, Orgnr

SHORTEST_PASSWORD = 12  # signs; length is what counts (NIST SP 800-63B §3.1.1)


def normalised_password(value: str) -> str:
    """The same password however a keyboard composes its letters; spaces count."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in value):
        raise ValueError("forbidden_character")
    return unicodedata.normalize("NFC", value)


def _user_scope(value: str) -> str:
    if value not in USER_SCOPES:
        raise ValueError("wrong_value")
    return value


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise ValueError("repeated")
    return values


InvitedRole = Literal["employee", "requester", "coordinator"]
Password = Annotated[
    str, StringConstraints(min_length=SHORTEST_PASSWORD, max_length=200), AfterValidator(normalised_password)
]
UserScope = Annotated[str, StringConstraints(max_length=32), AfterValidator(_user_scope)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class InvitationCreate(Asked):
    email: Email
    role: InvitedRole
    language: Annotated[Language, Field(description="The language to write to the invited person in")] = Language.NB


class AcceptanceCreate(Asked):
    """An invitation's token with who one is. Who has an account gives its password."""

    token: Secret
    name: Line
    password: Password
    language: Language = Language.NB


class ClientCreate(Asked):
    """A body's own system. It reads and prepares in its role; people decide."""

    name: Line
    scopes: Annotated[list[UserScope], Field(min_length=1, max_length=len(USER_SCOPES)), AfterValidator(_distinct)]
    role: InvitedRole = "coordinator"


class MeUpdate(Asked):
    language: Language


class OrganisationRead(Shown):
    """A public body of the scheme. Without a coordinator nobody there can endorse or decide yet."""

    orgnr: str
    level: Annotated[str, Field(description="Kind of body: state, municipal …")]
    sector: str
    names: dict[Language, str]
    has_coordinator: bool

    @classmethod
    def of(cls, body: Organisation, *, has_coordinator: bool) -> Self:
        names = {Language.NB: body.name_nb, Language.NN: body.name_nn, Language.EN: body.name_en}
        return cls(orgnr=body.orgnr, level=body.level, sector=body.sector, names=names, has_coordinator=has_coordinator)


class MemberRead(Resource):
    """Somebody's place in a body; `roles` holds `role` and those it implies."""

    place: ClassVar[str] = "/v1/memberships/{id}"

    person_id: UUID
    name: str
    email: str
    role: str
    roles: list[str]
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
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invitation: Invitation, **more: str) -> Self:
        late = invitation.expires_at <= clock.now()
        state = "accepted" if invitation.used_at else "expired" if late else "open"
        return cls(**invitation.model_dump() | {"state": state} | more)


class InvitationCreated(InvitationRead):
    token: Annotated[str, Field(description="Shown this once; hand it to the invited person only")]


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


class PersonRead(Resource):
    place: ClassVar[str] = "/v1/me"

    name: str
    email: str
    language: Language


class MeRead(PersonRead):
    """Who the token speaks of, and the body and roles acted in with it."""

    org: str | None
    roles: list[str]

    @classmethod
    def of(cls, person: Person, *, org: str | None, roles: frozenset[str]) -> Self:
        return cls(**person.model_dump(), org=org, roles=sorted(roles))


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

    person_id: UUID
    name: str
    email: str
    language: Language

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(person_id=person.id, name=person.name, email=person.email, language=Language(person.language))


class TokenRead(Shown):
    """RFC 6749 §5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 -- the type's name
    expires_in: Annotated[int, Field(description="Seconds")]
    scope: str


class RefusalRead(Shown):
    """RFC 6749 §5.2."""

    error: str
    error_description: str


class JwksRead(Shown):
    """RFC 7517 §5: the public keys, without private parts."""

    keys: list[dict[str, str]]


class MetadataRead(Shown):
    """RFC 8414 §2."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    scopes_supported: list[str] = list(USER_SCOPES)
    response_types_supported: list[str] = ["code"]
    response_modes_supported: list[str] = ["query"]
    grant_types_supported: list[str] = ["authorization_code", "client_credentials"]
    token_endpoint_auth_methods_supported: list[str] = ["none", "client_secret_basic", "client_secret_post"]
    code_challenge_methods_supported: list[str] = ["S256"]
    authorization_response_iss_parameter_supported: bool = True  # RFC 9207 §3

    @classmethod
    def of(cls, issuer: str) -> Self:
        return cls(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/oauth/authorize",
            token_endpoint=f"{issuer}/oauth/token",
            jwks_uri=f"{issuer}/oauth/jwks",
        )


class Body(Asked):
    """A line of the file of public bodies."""

    orgnr: Orgnr
    level: Literal["state", "county", "municipal", "health_trust"]
    sector: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]
    name_nb: Line
    name_nn: Line
    name_en: Line
