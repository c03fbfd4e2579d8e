"""Changes an account, or retires it."""

from services.auth.accounts.schemas import MeUpdate
from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, record_audit
from services.auth.identities.repository import Identities
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.roles.service import end_membership
from services.kit.access.table import Caller


def retire_account(people: People, person: Person) -> None:
    """Close an account for good: nobody logs in to it, its memberships end, and its address is free for another."""
    for membership in people.list_memberships_locked(person.id):
        end_membership(people, membership, by=NOBODY)
    Identities(people.session).unlink_all(person.id)
    person.email, person.password_hash = f"{person.id}@retired.invalid", None
    person.version += 1
    people.flush()


def update_me(people: People, person: Person, asked: MeUpdate, *, by: Caller) -> Person:
    person.language, person.version = asked.language, person.version + 1
    people.flush()
    record_audit(people.session, Action.ACCOUNT_CHANGED, by, about=("person", person.id))
    return person
