"""Takes a person out of the scheme, and lets them in again."""

from collections.abc import Sequence
from uuid import UUID

from services.auth.absences.repository import Absences
from services.auth.absences.service import withdraw_all
from services.auth.accounts.schemas import DisablementRead
from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.members.service import emit_granted
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.auth.roles.service import end_authority
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.addresses import account_named
from services.kit.data.outbox import Event, emit_event
from services.scheme.roles import Role


def disable_person(people: People, person: Person, *, by: Actor | Caller) -> DisablementRead:
    """No login, no token, no act from here on, for any body; the memberships stay, for the day it is taken back.

    The person is locked. Twice is once.
    """
    if person.disabled_at is None:
        memberships = people.list_memberships_locked(person.id)  # a token given just now is from before the event
        person.disabled_at = clock.now()
        _change(people, person)
        withdraw_all(Absences(people.session), person.id)
        end_sessions_of(Sessions(people.session), person.id, reason=EndReason.PERSON_DISABLED)
        record_audit(people.session, Action.ACCOUNT_DISABLED, by, about=("person", person.id))
        _emit_account(people, "disabled", person, memberships)
        for membership in memberships:
            if membership.role == Role.COORDINATOR:
                end_authority(people, membership, by=by)
    return DisablementRead.of(person)


def enable_person(people: People, person: Person, *, by: Actor | Caller) -> DisablementRead:
    """Logging in is possible again; tokens and sessions from before stay void."""
    if person.disabled_at is not None:
        person.disabled_at = None
        _change(people, person)
        record_audit(people.session, Action.ACCOUNT_ENABLED, by, about=("person", person.id))
        memberships = people.list_memberships_locked(person.id)
        _emit_account(people, "enabled", person, memberships)
        for membership in memberships:
            emit_granted(people, membership)
    return DisablementRead.of(person)


def find_person(people: People, named: str) -> Person:
    """The person an operator names by id or by address, locked. Raises NotFound."""
    found = people.find_by_email(account_named(named)) if "@" in named else None
    return people.get_locked(found.id if found else _id_in(named))


def _id_in(named: str) -> UUID:
    try:
        return UUID(named)
    except ValueError:
        return UUID(int=0)  # nobody's


def _change(people: People, person: Person) -> None:
    person.version += 1
    people.flush()


def _emit_account(people: People, what: str, person: Person, memberships: Sequence[Membership]) -> None:
    event = Event(
        type=f"person.{what}",
        subject=person.id,
        version=person.version,
        orgs=sorted({membership.orgnr for membership in memberships}),
        persons=[person.id],
        codes={"memberships": [str(membership.id) for membership in memberships]},
    )
    emit_event(people.session, event)
