"""How far a login has come: the states that a page's form, or a browser on its way back from an issuer, carries sealed.

Each is sealed for one browser and one authorization request, and is read back as what it was sealed as, by its `kind`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError

from services.auth.federation.identity import FederatedIdentity
from services.auth.login.seal import FORM_SECONDS, FormSeal
from services.auth.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Started:
    """Nobody has proven anything yet."""

    kind: Literal["started"] = "started"
    issuer: None = None


@dataclass(frozen=True, kw_only=True)
class IdentityKnown:
    """An issuer has proven an identity, which is linked to no account here, or to one that belongs to no body."""

    kind: Literal["identity-known"] = "identity-known"
    identity: FederatedIdentity

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class ProvenAccount:
    """Whose account somebody proved to have.

    `methods` are RFC 8176 values ("pwd", "otp", …), `version` is the person's when their password was right.
    """

    person_id: UUID
    at: datetime
    methods: tuple[str, ...]
    version: int | None = None

    def is_overtaken(self, person: Person) -> bool:
        """Whether the password may be another since: then what the old one proved is worth nothing."""
        return self.version is not None and person.version != self.version


@dataclass(frozen=True, kw_only=True)
class LinkingProven(ProvenAccount):
    """An issuer has proven an identity, and a password the account that it is to be linked to."""

    kind: Literal["linking-proven"] = "linking-proven"
    identity: FederatedIdentity

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class Proven(ProvenAccount):
    """Somebody has proven who they are: what every way to log in ends with.

    `issuer` is the one that proved it, where that was not us, and calls the person `subject`; `bodies` are the only
    public bodies that may be chosen, where the way in vouches for no others.
    """

    kind: Literal["proven"] = "proven"
    acr: str | None = None
    issuer: str | None = None
    subject: str = ""
    bodies: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Returned:
    """Somebody came back from an issuer, which has proven an identity; `person_id` is whose account it is linked to.

    The browser carries it from the issuer's answer to the login page in a cookie, never in a form.
    """

    kind: Literal["returned"] = "returned"
    identity: FederatedIdentity
    person_id: UUID | None

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class NotReturned:
    """Somebody came back from an issuer without a proof that counts; `fault` says why. Carried like `Returned`."""

    kind: Literal["not-returned"] = "not-returned"
    fault: str
    issuer: None = None


State = Started | IdentityKnown | LinkingProven | Proven | Returned | NotReturned

_STATE: TypeAdapter[State] = TypeAdapter(Annotated[State, Field(discriminator="kind")])


def sealed(seal: FormSeal, state: State, *, seconds: int = FORM_SECONDS) -> str:
    """The state as a form or a cookie carries it; `Started` carries nothing, so its time begins when it is shown."""
    subject = "" if isinstance(state, Started) else _STATE.dump_json(state).decode()
    return seal.sealed(subject=subject, seconds=seconds)


def opened(seal: FormSeal, token: str) -> State | None:
    """The state that was sealed for this browser and request a short while ago, else None."""
    subject = seal.opened(token)
    if not subject:
        return None if subject is None else Started()
    try:
        return _STATE.validate_json(subject)
    except ValidationError:  # sealed by another version of ours
        return None
