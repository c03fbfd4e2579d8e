"""What the routes of addresses are given: the caller, and their addresses."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of
from services.auth.people.dependencies import ChangedPeople, ReadPeople
from services.auth.people.models import Address, Person
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.errors import NotFound
from services.kit.web.responses import PageParams

AddressHolder = Annotated[Caller, Depends(caller_for("list_my_addresses", "add_my_address", "remove_my_address"))]


def holder(caller: AddressHolder, people: ReadPeople) -> Person:
    """The caller. Raises NotFound."""
    return people.get(person_id_of(caller))


def holder_locked(caller: AddressHolder, people: ChangedPeople) -> Person:
    """The caller, locked. Raises NotFound."""
    return people.get_locked(person_id_of(caller))


Holder = Annotated[Person, Depends(holder)]
HolderLocked = Annotated[Person, Depends(holder_locked)]


def my_addresses(person: Holder, people: ReadPeople, paging: PageParams) -> Page[Address]:
    return people.list_addresses(person.id, paging=paging)


def my_address(address_id: UUID, person: HolderLocked, people: ChangedPeople) -> Address:
    """One of the caller's own, read after the person was locked. Raises NotFound."""
    found = [one for one in people.list_all_addresses(person.id) if one.id == address_id]
    if not found:
        raise NotFound()
    return found[0]


MyAddressesPage = Annotated[Page[Address], Depends(my_addresses)]
MyAddress = Annotated[Address, Depends(my_address)]
