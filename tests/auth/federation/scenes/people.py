"""Accounts for logins through an issuer, linked and not."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.auth.identities.models import Identity
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.support.callers import HUSBANKEN

EMAIL = "hr@husbanken.example"


def a_person(database: Database, *orgnrs: str, email: str = EMAIL, role: str = "coordinator") -> UUID:
    """A person without a password, a member of these bodies."""
    with database.write() as session:
        person = Person(email=email, name="HR-koordinator", language="nb", password_hash=None)
        People(session).add(person)
        session.add_all([Membership(person_id=person.id, orgnr=orgnr, role=role) for orgnr in orgnrs])
        return person.id


def a_linked_person(database: Database, issuer: LoopbackIssuer, *orgnrs: str, email: str = EMAIL) -> UUID:
    """A person without a password, of Husbanken by default, linked to the identity at the issuer."""
    person_id = a_person(database, *(orgnrs or (HUSBANKEN,)), email=email)
    with database.write() as session:
        session.add(Identity(issuer=issuer.address, subject=issuer.subject, person_id=person_id))
    return person_id


def people(database: Database) -> Sequence[Person]:
    with database.read() as session:
        return session.scalars(select(Person)).all()


def roles_of(database: Database, person_id: UUID) -> dict[str, str]:
    """The person's live roles by body."""
    query = select(Membership).where(col(Membership.person_id) == person_id, col(Membership.ended_at).is_(None))
    with database.read() as session:
        return {membership.orgnr: membership.role for membership in session.scalars(query)}


def end_memberships(database: Database, person_id: UUID) -> None:
    with database.write() as session:
        for membership in session.scalars(select(Membership).where(col(Membership.person_id) == person_id)):
            membership.ended_at = clock.now()


def linked_to(database: Database, issuer: LoopbackIssuer) -> UUID | None:
    """The person whose account is linked to the issuer's identity."""
    query = select(Identity).where(col(Identity.issuer) == issuer.address, col(Identity.subject) == issuer.subject)
    with database.read() as session:
        found = session.scalars(query).one_or_none()
        return None if found is None else found.person_id
