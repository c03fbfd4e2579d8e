"""Changes roles, ends memberships, and settles what went with a coordinator's role."""

from collections.abc import Collection

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.domain import BodyState
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.clients.repository import Consents
from services.auth.members.schemas import MemberRead
from services.auth.members.service import emit_granted, emit_membership, refuse_substitute
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.errors import LastCoordinator, OperatorsRole
from services.auth.roles.revocation import take_back
from services.auth.roles.schemas import MembershipUpdate
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import Invalid
from services.scheme.roles import Role


def end_membership(people: People, membership: Membership, *, by: Caller | Actor) -> MemberRead:
    """The person no longer acts for the body: no new tokens, and the other services are told."""
    membership.ended_at, membership.version = clock.now(), membership.version + 1
    people.flush()
    Consents(people.session).forget_member(membership.person_id, membership.orgnr)
    end_sessions_of(
        Sessions(people.session), membership.person_id, orgnr=membership.orgnr, reason=EndReason.MEMBERSHIP_ENDED
    )
    about = ("membership", membership.id)
    record_audit(people.session, Action.MEMBERSHIP_ENDED, by, about=about, orgnr=membership.orgnr)
    emit_membership(people.session, "ended", membership)
    return MemberRead.of(membership, people.get(membership.person_id))


OPERATORS_ROLES = frozenset({Role.BROKER, Role.ADMIN})


def change_membership(
    people: People, membership: Membership, asked: MembershipUpdate, *, by: Caller, departments: Collection[str]
) -> MemberRead:
    """Another role, or another department.

    Raises OperatorsRole, LastCoordinator, Invalid for an unknown department, and NotPermitted for a substitute who
    would make or unmake a coordinator, themselves included.
    """
    role = asked.role or membership.role
    if role != membership.role and Role.COORDINATOR in {role, membership.role}:
        refuse_substitute(people, by)
    if role != membership.role and membership.role in OPERATORS_ROLES:
        raise OperatorsRole()
    if asked.department is not None and asked.department not in departments:
        raise Invalid(("/department", "unknown_department"))
    membership.department = asked.department
    _set_role(people, membership, role, by=by, forced=False)
    return MemberRead.of(membership, people.get(membership.person_id))


def set_role(people: People, membership: Membership, role: Role, *, by: Actor, forced: bool = False) -> None:
    """Any role, broker and admin too: whoever runs the scheme gives and takes them. Raises LastCoordinator.

    A substitute who is given the role they have, has it for good.
    """
    membership.until = membership.reverts_to = None
    _set_role(people, membership, role, by=by, forced=forced)


def end_member(people: People, membership: Membership, *, by: Actor | Caller, forced: bool = False) -> MemberRead:
    """Somebody belongs to the body no more.

    Raises LastCoordinator unless it is forced, NotPermitted for a substitute who would unmake a coordinator.
    """
    was = membership.role
    if not forced:
        _refuse_last(people, membership)
    if was == Role.COORDINATOR and by.sub != str(membership.person_id):
        refuse_substitute(people, by)
    ended = end_membership(people, membership, by=by)
    if was == Role.COORDINATOR:
        end_authority(people, membership, by=by)
    return ended


def end_authority(people: People, membership: Membership, *, by: Actor | Caller) -> None:
    """Somebody is coordinator there no more: what they gave goes with the role, and whoever is left is told.

    That is the only coordinator now, or where there is none whoever runs the scheme.
    """
    take_back(people.session, membership.orgnr, by=by, given_by=membership.person_id)
    body = Organisations(people.session).get(membership.orgnr)
    left = people.list_coordinators(membership.orgnr)
    if body.state != BodyState.JOINED or len(left) > 1:
        return
    if left:
        _emit_coordination(people, body, "one_coordinator")
    else:
        _emit_coordination(people, body, "uncoordinated")


def _set_role(people: People, membership: Membership, role: str, *, by: Actor | Caller, forced: bool) -> None:
    was, changed = membership.role, membership.role != role
    if changed and not forced:
        _refuse_last(people, membership)
    membership.role, membership.version = role, membership.version + 1
    if changed:
        membership.until = membership.reverts_to = None  # decided by somebody, no longer by the calendar
    people.flush()
    if changed:
        emit_granted(people, membership)
    if changed and was == Role.COORDINATOR:
        end_authority(people, membership, by=by)
    about = ("membership", membership.id)
    record_audit(people.session, Action.MEMBERSHIP_CHANGED, by, about=about, orgnr=membership.orgnr)


def _refuse_last(people: People, membership: Membership) -> None:
    """A substitute is no successor: somebody else stays whose role does not end on a day."""
    if membership.role != Role.COORDINATOR:
        return
    others = [other for other in people.list_coordinators(membership.orgnr) if other.id != membership.id]
    if not any(other.until is None or membership.until is not None for other in others):
        raise LastCoordinator()


def _emit_coordination(people: People, body: Organisation, what: str) -> None:
    event = Event(type=f"organisation.{what}", subject=body.orgnr, version=body.version, orgs=[body.orgnr])
    emit_event(people.session, event)
