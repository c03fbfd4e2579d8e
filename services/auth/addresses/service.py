"""Adds proven addresses to an account, removes them, and chooses the primary one."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.addresses.errors import AddressInUse, PrimaryAddress, TooManyAddresses
from services.auth.addresses.schemas import AddressAsked, AddressCreate
from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.letters.domain import Purpose
from services.auth.letters.repository import Letters
from services.auth.letters.service import may_mail, order_letter
from services.auth.people.models import Address, Person
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.errors import Busy, Invalid

MOST_ADDRESSES = 10  # of one person: nobody has more employers at once
_LINK_WORKS = timedelta(days=1)


def ask_address(
    session: Session, settings: AuthSettings, person: Person, asked: AddressCreate, *, source: str, by: Caller
) -> AddressAsked:
    """Mail a link that proves the address to it. The response is the same whoever has the address already."""
    ends = clock.now() + _LINK_WORKS
    record_audit(session, Action.ADDRESS_ASKED, by, about=("person", person.id))
    if may_mail(session, settings, Purpose.ADDRESS, email=asked.email, source=source):
        to = {"email": asked.email, "language": person.language}
        order_letter(session, settings, Purpose.ADDRESS, **to, asked_by=str(person.id), expires_at=ends)
    return AddressAsked(expires_at=ends)


def add_proven_address(people: People, person: Person, email: str, *, by: Caller | Actor) -> None:
    """Make an address that was just proven one of the person's. The person is locked.

    Raises AddressInUse, TooManyAddresses; Busy where a concurrent call has given it to somebody.
    """
    holder = people.find_by_email(email)
    if holder is not None and holder.id != person.id:
        raise AddressInUse()
    if holder is None:
        if len(people.list_all_addresses(person.id)) >= MOST_ADDRESSES:
            raise TooManyAddresses(limit=MOST_ADDRESSES)
        address = Address(email=email, person_id=person.id, proven_at=clock.now())
        people.add_address(address, unless=Busy())
        record_audit(people.session, Action.ADDRESS_ADDED, by, about=("person", person.id))
    people.prove(email, at=clock.now())


def remove_address(people: People, person: Person, address: Address, *, by: Caller) -> None:
    """Remove an address: it is free for another account. The person is locked. Raises PrimaryAddress."""
    if address.email == person.email:
        raise PrimaryAddress()
    people.remove_addresses(address)
    Letters(people.session).void(address.email, (Purpose.PASSWORD, Purpose.PASSWORD_CHANGED), at=clock.now())
    record_audit(people.session, Action.ADDRESS_REMOVED, by, about=("person", person.id))


def make_primary(people: People, person: Person, email: str) -> None:
    """Make an address of the person's the one that mail goes to. Raises Invalid for one they have not proven."""
    if email not in {one.email for one in people.list_all_addresses(person.id) if one.proven_at is not None}:
        raise Invalid(("/email", "not_proven_address"))
    person.email = email


def may_be_set_aside(session: Session, holder: Person, email: str) -> bool:
    """True where nobody proved that the account's holder owns the address. A disabled account always stays."""
    return holder.disabled_at is None and not People(session).is_proven(email)


def give_up_address(people: People, holder: Person, email: str) -> bool:
    """Take an unproven address from an account that has a proven one, which is the primary from now on.

    False where it has none.
    """
    addresses = people.list_all_addresses(holder.id)
    proven = [one.email for one in addresses if one.proven_at is not None]
    if not proven:
        return False
    people.remove_addresses(*(one for one in addresses if one.email == email))
    if holder.email == email:
        holder.email, holder.version = proven[0], holder.version + 1
        people.flush()
    return True
