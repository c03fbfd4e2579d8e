"""Members of public bodies in a role, and what changes their membership."""

from typing import Any
from uuid import UUID, uuid4

import httpx

from services.auth.accounts.disablement import disable_person
from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.auth.roles.service import remove_member
from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import ACCEPTANCE, an_acceptance, invited
from tests.auth.scenes.logins import EMAIL
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person


def leave(database: Database, giver: Membership) -> str:
    with database.write() as session:
        Organisations(session).get_locked(HUSBANKEN)
        people = People(session)
        remove_member(people, people.get_membership_locked(giver.id), by=OPERATOR)
    return "left"


def disable(database: Database, somebody: Membership) -> str:
    with database.write() as session:
        people = People(session)
        disable_person(people, people.get_locked(somebody.person_id), by=OPERATOR)
    return "left"


def granted_memberships(database: Database) -> list[dict[str, Any]]:
    return emitted(database, "membership.granted")


def member(database: Database, role: str, orgnr: str = HUSBANKEN) -> Membership:
    """Somebody in a role of a body, however they came there."""
    with database.write() as session:
        somebody = Person(email=f"{uuid4()}@husbanken.example", name="Noen", language="nb")
        People(session).add(somebody)
        membership = Membership(person_id=somebody.id, orgnr=orgnr, role=role)
        session.add(membership)
    return membership


def headers_of(membership: Membership) -> dict[str, str]:
    return person(membership.role, membership.orgnr, sub=str(membership.person_id))


def change(api: Api, who: Membership, by: Membership, *, version: int = 1, **asked: Any) -> httpx.Response:
    headers = headers_of(by) | {"If-Match": f'"{version}"'}
    return api.put(f"/v1/memberships/{who.id}", headers, json=asked)


def a_coordinator(database: Database, api: Api, orgnr: str = HUSBANKEN, email: str = EMAIL) -> dict[str, Any]:
    """Somebody who accepted a first coordinator's invitation."""
    accepted = api.post(ACCEPTANCE, json=an_acceptance(invited(database, orgnr, email)))
    assert accepted.status_code == 201, accepted.text
    person: dict[str, Any] = accepted.json()
    return person


def a_member(
    database: Database, *, role: str = "coordinator", orgnr: str = HUSBANKEN, email: str = "hr@husbanken.example"
) -> UUID:
    """Somebody with an account and a membership; their password is nobody's business."""
    with database.write() as session:
        person = Person(email=email, name="HR i Husbanken", language="nb", password_hash="-")
        People(session).add(person)
        session.add(Membership(person_id=person.id, orgnr=orgnr, role=role))
        return person.id
