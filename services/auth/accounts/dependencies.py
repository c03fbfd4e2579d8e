"""What the routes of accounts are given: the caller, the account, and what a slow password check proved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

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
from services.kit.web.query_parameters import LIST_OF_IDS, LONGEST_LIST, listed
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import OwnDatabase, Source

Administrator = Annotated[Caller, Depends(caller_for("disable_person", "read_disablement", "enable_person"))]
Myself = Annotated[Caller, Depends(caller_for("join_organisation", "read_me", "update_me"))]
PasswordChanger = Annotated[Caller, Depends(caller_for("change_my_password"))]
Sibling = Annotated[Caller, Depends(caller_for("list_contacts"))]
NameReader = Annotated[Caller, Depends(caller_for("read_name"))]


@dataclass(frozen=True, kw_only=True)
class PasswordChange:
    """A change of password: the old one is proven, the new one hashed."""

    person_id: UUID
    password_hash: str


def proven_change(
    caller: PasswordChanger, asked: PasswordUpdate, database: OwnDatabase, settings: Settings, source: Source
) -> PasswordChange:
    """Check the old password and hash the new one, before the transaction begins: hashing is slow on purpose.

    Raises WrongPassword, TooManyGuesses, GuessablePassword.
    """
    with database.read() as session:
        person = People(session).get(person_id_of(caller))
    attempt = Attempt(email=person.email, password=asked.old_password, source=source, client_id=caller.client_id)
    prove_password(database, settings, attempt)
    chosen = hash_new_password(asked.password, words=words_of(person.email, person.name))
    return PasswordChange(person_id=person.id, password_hash=chosen)


def me(caller: Myself, people: ReadPeople) -> Person:
    return people.get(person_id_of(caller))


def unchanged_me(caller: Myself, people: ChangedPeople, expected: ExpectedVersion) -> Person:
    """Return the caller's account, locked, where it is still the version that If-Match names. Raises Stale."""
    person = people.get_locked(person_id_of(caller))
    refuse_stale(expected, person.version)
    return person


def known_person(person_id: UUID, people: ReadPeople) -> Person:
    """Return the person of the path. Raises NotFound."""
    return people.get(person_id)


KnownPerson = Annotated[Person, Depends(known_person)]


def reached_person(person: KnownPerson, people: ReadPeople) -> Person:
    """Return the person of the path; the one who stays where their account was joined into another."""
    return person if person.joined_into is None else people.get(person.joined_into)


def reached_people(
    people: Annotated[
        str,
        Query(
            max_length=LONGEST_LIST, json_schema_extra=LIST_OF_IDS, description="Their ids, with commas between them"
        ),
    ],
    known: ReadPeople,
) -> Mapping[UUID, Person]:
    """Return those of the people who are not disabled, by their ids; the one who stays where an account was joined."""
    return known.list_reached(listed(people, UUID, name="people"))


def changed_person(person_id: UUID, people: ChangedPeople) -> Person:
    """Return the person of the path, locked. Raises NotFound."""
    return people.get_locked(person_id)


def proven_acceptance(asked: AcceptanceCreate, database: OwnDatabase, settings: Settings, source: Source) -> Proof:
    """Find out who accepts, before the request's transaction begins: hashing is slow on purpose."""
    return prove_acceptance(database, settings, asked, source=source)


Me = Annotated[Person, Depends(me)]
UnchangedMe = Annotated[Person, Depends(unchanged_me)]
ReachedPerson = Annotated[Person, Depends(reached_person)]
ReachedPeople = Annotated[Mapping[UUID, Person], Depends(reached_people)]
ChangedPerson = Annotated[Person, Depends(changed_person)]
ProvenAcceptance = Annotated[Proof, Depends(proven_acceptance)]
ProvenChange = Annotated[PasswordChange, Depends(proven_change)]
