"""Changes an account, or retires it."""

from services.auth.accounts.schemas import MeUpdate
from services.auth.addresses.service import make_primary
from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, Actor, record_audit
from services.auth.identities.repository import Identities
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.roles.service import end_membership
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event


def retire_account(people: People, person: Person) -> None:
    """Close an account for good: nobody logs in to it, its memberships end, its addresses are free for others."""
    for membership in people.list_memberships_locked(person.id):
        end_membership(people, membership, by=NOBODY)
    Identities(people.session).unlink_all(person.id)
    people.remove_addresses(*people.list_all_addresses(person.id))
    person.email, person.password_hash = f"{person.id}@retired.invalid", None
    person.version += 1
    people.flush()


def update_me(people: People, person: Person, asked: MeUpdate, *, by: Caller) -> Person:
    """Change what was asked for. The person is locked. Raises Invalid for an address they have not proven."""
    if asked.name is not None:
        rename_person(people, person, asked.name, by=by)
    before = person.language, person.email
    person.language = asked.language or person.language
    if asked.email is not None:
        make_primary(people, person, asked.email)
    if (person.language, person.email) != before:
        person.version += 1
        people.flush()
        record_audit(people.session, Action.ACCOUNT_CHANGED, by, about=("person", person.id))
    return person


def rename_person(people: People, person: Person, name: str, *, by: Actor | Caller) -> None:
    """Give the person another name, and emit an event without it: who shows names asks for it. The person is locked."""
    if name == person.name:
        return
    person.name, person.version = name, person.version + 1
    people.flush()
    record_audit(people.session, Action.ACCOUNT_RENAMED, by, about=("person", person.id))
    orgs = sorted({membership.orgnr for membership in people.list_memberships_locked(person.id)})
    event = Event(type="person.renamed", subject=person.id, version=person.version, orgs=orgs, persons=[person.id])
    emit_event(people.session, event)
