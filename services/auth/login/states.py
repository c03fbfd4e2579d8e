"""The states of a login. A page's form carries one, and so does a browser that comes back from an issuer.

A state is sealed for one browser and one authorization request. Its `kind` says as which class it is read back.
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
    """The key that forms are sealed with; every replica derives the same from the passphrase."""
    return hmac.new(passphrase.encode(), b"login form", hashlib.sha256).digest()


@dataclass(frozen=True, kw_only=True)
class FormSeal:
    """Seals forms for one browser (its cookie) and one authorization request, until `until` at most (Unix time)."""

    key: bytes
    bound_to: str
    until: int | None = None

    def continuing(self, token: str) -> Self:
        """The seal for what follows a form. Once somebody has logged in, the first form's expiry counts for all."""
        ends, subject = self._read(token) or (None, "")
        return replace(self, until=ends) if subject else self

    def sealed(self, *, subject: str = "", seconds: int = FORM_SECONDS) -> str:
        """A form's token. `subject` is what it carries; it is empty on the first page, whose expiry is its own."""
        ends = int(clock.now().timestamp()) + seconds
        ends = min(ends, self.until) if subject and self.until is not None else ends
        payload = json.dumps([ends, subject]).encode()
        return f"{_encoded(payload)}.{_encoded(self._mac(payload))}"

    def opened(self, token: str) -> str | None:
        """The subject of a token that we sealed for this browser and request, while it has not expired; else None."""
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
    """An issuer has proven an identity. It is linked to no account here, or to one without a membership."""

    kind: Literal["identity-known"] = "identity-known"
    identity: FederatedIdentity

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class ProvenAccount:
    """The account that somebody proved to own.

    `methods` are RFC 8176 values ("pwd", "otp", …). `version` is the person's version when the password was checked.
    """

    person_id: UUID
    at: datetime
    methods: tuple[str, ...]
    version: int | None = None

    def is_overtaken(self, person: Person) -> bool:
        """Whether the password may have changed since. Then the old password proves nothing any more."""
        return self.version is not None and person.version != self.version


@dataclass(frozen=True, kw_only=True)
class LinkingProven(ProvenAccount):
    """An issuer has proven an identity, and a password has proven the account to link it to."""

    kind: Literal["linking-proven"] = "linking-proven"
    identity: FederatedIdentity

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class Proven(ProvenAccount):
    """Somebody has proven who they are. Every way to log in ends here.

    `issuer` is the other issuer that proved it, if any, and `subject` its name for the person. `bodies` are the only
    public bodies that may be chosen, where the issuer vouches for no others.
    """

    kind: Literal["proven"] = "proven"
    acr: str | None = None
    issuer: str | None = None
    subject: str = ""
    bodies: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Returned:
    """Somebody came back from an issuer with a proven identity. `person_id` owns the account that it is linked to.

    The browser carries this state from the callback to the login page in a cookie, never in a form.
    """

    kind: Literal["returned"] = "returned"
    identity: FederatedIdentity
    person_id: UUID | None

    @property
    def issuer(self) -> str:
        return self.identity.issuer


@dataclass(frozen=True, kw_only=True)
class NotReturned:
    """Somebody came back from an issuer without a valid proof; `fault` says why. Carried like `Returned`."""

    kind: Literal["not-returned"] = "not-returned"
    fault: str
    issuer: None = None


State = Started | IdentityKnown | LinkingProven | Proven | Returned | NotReturned

_STATE: TypeAdapter[State] = TypeAdapter(Annotated[State, Field(discriminator="kind")])


def sealed(seal: FormSeal, state: State, *, seconds: int = FORM_SECONDS) -> str:
    """The state as a form or cookie carries it. `Started` has no subject, so its time begins when the page is shown."""
    subject = "" if isinstance(state, Started) else _STATE.dump_json(state).decode()
    return seal.sealed(subject=subject, seconds=seconds)


def opened(seal: FormSeal, token: str) -> State | None:
    """The state that was sealed for this browser and request, while it has not expired; else None."""
    subject = seal.opened(token)
    if not subject:
        return None if subject is None else Started()
    try:
        return _STATE.validate_json(subject)
    except ValidationError:  # sealed by another version of auth
        return None
