"""How far a login has come: the states that a page's form, or a browser on its way back from an issuer, carries sealed.

Each is sealed for one browser and one authorization request, and is read back as what it was sealed as, by its `kind`.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError

from services.auth.federation.identity import FederatedIdentity
from services.auth.people.models import Person
from services.kit import clock

FORM_SECONDS = 900


def seal_key(passphrase: str) -> bytes:
    """A key of its own for forms, the same in every replica."""
    return hmac.new(passphrase.encode(), b"login form", hashlib.sha256).digest()


@dataclass(frozen=True, kw_only=True)
class FormSeal:
    """Seals for one browser (its cookie) and one authorization request, nothing beyond `until` (seconds since 1970)."""

    key: bytes
    bound_to: str
    until: int | None = None

    def going_on_from(self, token: str) -> Self:
        """For what follows a form: who has logged in already has as long as that form had, and no longer."""
        ends, subject = self._read(token) or (None, "")
        return replace(self, until=ends) if subject else self

    def sealed(self, *, subject: str = "", seconds: int = FORM_SECONDS) -> str:
        """A form's token. `subject` is who has logged in already; empty on the first page, whose time is its own."""
        ends = int(clock.now().timestamp()) + seconds
        ends = min(ends, self.until) if subject and self.until is not None else ends
        payload = json.dumps([ends, subject]).encode()
        return f"{_encoded(payload)}.{_encoded(self._mac(payload))}"

    def opened(self, token: str) -> str | None:
        """The subject of a token we sealed for this browser and request a short while ago, else None."""
        ends, subject = self._read(token) or (None, None)
        return subject if ends is not None and ends > clock.now().timestamp() else None

    def _read(self, token: str) -> tuple[int, str] | None:
        try:
            payload, mac = (_decoded(part) for part in token.split("."))
        except ValueError:
            return None
        if not hmac.compare_digest(mac, self._mac(payload)):
            return None
        ends, subject = json.loads(payload)
        return int(ends), str(subject)

    def _mac(self, payload: bytes) -> bytes:
        return hmac.new(self.key, payload + b"\0" + self.bound_to.encode(), hashlib.sha256).digest()


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part.encode("ascii") + b"=" * (-len(part) % 4))


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
