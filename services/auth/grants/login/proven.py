"""Carries who has been proven between the pages of a login, sealed into their form."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from services.auth.federation import FederatedIdentity
from services.auth.grants.login.form_seal import FormSeal
from services.auth.models import Person


@dataclass(frozen=True, kw_only=True)
class Proven:
    """Who somebody proved to be, and how: what every way to log in ends with.

    `methods` are RFC 8176 values ("pwd", "otp", …), `bodies` the only public bodies that may be chosen, where the way
    in vouches for no others, `provider` the issuer that proved it, of whom it calls `subject`, where that was not us,
    `version` the person's when their password was right.
    """

    person_id: UUID
    at: datetime
    methods: tuple[str, ...]
    acr: str | None = None
    provider: str | None = None
    subject: str = ""
    bodies: tuple[str, ...] | None = None
    linking: FederatedIdentity | None = None
    version: int | None = None

    @property
    def issuer(self) -> str | None:
        """Whose word this is, in whole or in part, where it is not ours."""
        return self.linking.issuer if self.linking is not None else self.provider

    def is_overtaken(self, person: Person) -> bool:
        """Whether the password may be another since: then what the old one proved is worth nothing."""
        return self.version is not None and person.version != self.version


_FORM = TypeAdapter(Proven)


def sealed(seal: FormSeal, proven: Proven) -> str:
    """The form token of a page that somebody who is proven is shown."""
    return seal.sealed(subject=_FORM.dump_json(proven).decode())


def opened(subject: str) -> Proven | None:
    """Who the subject of a form token speaks of; None on the first page, where nobody is proven yet."""
    try:
        return _FORM.validate_json(subject)
    except ValidationError:
        return None
