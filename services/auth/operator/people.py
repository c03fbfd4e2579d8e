"""Finds the person whom the operator names by id, or by the address of their account."""

from uuid import UUID

from services.auth.people.models import Person
from services.auth.people.repository import People
from services.kit.addresses import account_named
from services.kit.errors import NotFound


def find_person(people: People, named: str) -> Person:
    """Return the person, locked. Raises NotFound."""
    found = people.find_by_email(account_named(named)) if "@" in named else None
    return people.get_locked(found.id if found else _id_in(named))


def _id_in(named: str) -> UUID:
    """Raises NotFound."""
    try:
        return UUID(named)
    except ValueError:
        raise NotFound() from None
