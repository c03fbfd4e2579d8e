"""What the routes of accounts are given."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of
from services.auth.accounts.acceptance import Proof, prove_acceptance
from services.auth.accounts.schemas import AcceptanceCreate
from services.auth.credentials.domain import words_of
from services.auth.credentials.passwords import Attempt, hash_new_password, prove_password
from services.auth.credentials.schemas import PasswordUpdate
from services.auth.people.dependencies import ChangedPeople, ReadPeople
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.settings import Settings
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import OwnDatabase, Source

Administrator = Annotated[Caller, Depends(caller_for("disable_person", "read_disablement", "enable_person"))]
Myself = Annotated[Caller, Depends(caller_for("join_organisation", "read_me", "update_me"))]
PasswordChanger = Annotated[Caller, Depends(caller_for("change_my_password"))]
Sibling = Annotated[Caller, Depends(caller_for("read_contact"))]


@dataclass(frozen=True, kw_only=True)
class PasswordChange:
    """Somebody proved to know the old password; the new one is hashed."""

    person_id: UUID
    password_hash: str


def proven_change(
    caller: PasswordChanger, asked: PasswordUpdate, database: OwnDatabase, settings: Settings, source: Source
) -> PasswordChange:
    """Before the request's transaction begins: hashing is slow on purpose. Raises WrongPassword, GuessablePassword."""
    with database.read() as session:
        person = People(session).get(person_id_of(caller))
    attempt = Attempt(email=person.email, password=asked.old_password, source=source, client_id=caller.client_id)
    prove_password(database, settings, attempt)
    chosen = hash_new_password(asked.password, words=words_of(person.email, person.name))
    return PasswordChange(person_id=person.id, password_hash=chosen)


ProvenChange = Annotated[PasswordChange, Depends(proven_change)]


def me(caller: Myself, people: ReadPeople) -> Person:
    return people.get(person_id_of(caller))


def unchanged_me(caller: Myself, people: ChangedPeople, expected: ExpectedVersion) -> Person:
    """The caller, where the account is still the version that If-Match names."""
    person = people.get_locked(person_id_of(caller))
    refuse_stale(expected, person.version)
    return person


def known_person(person_id: UUID, people: ReadPeople) -> Person:
    """Whoever a sibling service asks for."""
    return people.get(person_id)


def changed_person(person_id: UUID, people: ChangedPeople) -> Person:
    """Whoever an administrator acts on, locked. Raises NotFound."""
    return people.get_locked(person_id)


def proven_acceptance(asked: AcceptanceCreate, database: OwnDatabase, settings: Settings, source: Source) -> Proof:
    """Who accepts, found out before the request's transaction begins: hashing is slow on purpose."""
    return prove_acceptance(database, settings, asked, source=source)


Me = Annotated[Person, Depends(me)]


UnchangedMe = Annotated[Person, Depends(unchanged_me)]


ChangedPerson = Annotated[Person, Depends(changed_person)]


KnownPerson = Annotated[Person, Depends(known_person)]


ProvenAcceptance = Annotated[Proof, Depends(proven_acceptance)]
