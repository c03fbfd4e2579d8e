"""What the routes that join accounts are given."""

from typing import Annotated

from fastapi import Depends

from services.auth.access import person_id_of
from services.auth.people.dependencies import ChangedPeople
from services.auth.people.models import Person
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

AccountHolder = Annotated[Caller, Depends(caller_for("begin_join", "accept_join"))]


def staying(caller: AccountHolder, people: ChangedPeople) -> Person:
    """The caller, whose account another is to be joined into. Raises NotFound."""
    return people.get_locked(person_id_of(caller))


Staying = Annotated[Person, Depends(staying)]
