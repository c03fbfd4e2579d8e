"""A change of password, as its route is given it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.dependencies.base import OwnDatabase, Settings, Source
from services.auth.dependencies.callers import PasswordChanger
from services.auth.dependencies.people import person_id_of
from services.auth.domain.passwords import words_of
from services.auth.repository import People
from services.auth.schemas import PasswordUpdate
from services.auth.service.passwords import Attempt, hash_new_password, prove_password


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
