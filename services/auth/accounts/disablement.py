"""Disables a person's account, and enables it again."""

from collections.abc import Sequence

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
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import NotFound
from services.scheme.roles import Role


def disable_person(people: People, person: Person, *, by: Actor | Caller) -> DisablementRead:
    """Disable a person: no login, no token, no act for any body. Memberships stay, for the day they are enabled again.

    The person is locked. Disabling a disabled person changes nothing.
    """
    if person.disabled_at is None:
        # locked, so that a token issued just now is older than the event
        memberships = people.list_memberships_locked(person.id)
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
    """Let a disabled person log in again. Their old tokens and sessions stay void.

    Raises NotFound for an account that was joined into another.
    """
    if person.joined_into is not None:
        raise NotFound()
    if person.disabled_at is not None:
        person.disabled_at = None
        _change(people, person)
        record_audit(people.session, Action.ACCOUNT_ENABLED, by, about=("person", person.id))
        memberships = people.list_memberships_locked(person.id)
        _emit_account(people, "enabled", person, memberships)
        for membership in memberships:
            emit_granted(people, membership)
    return DisablementRead.of(person)


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
