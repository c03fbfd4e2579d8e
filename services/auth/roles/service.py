"""Changes roles, ends memberships, and ends what came with a coordinator's role."""

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
from services.auth.roles.schemas import MembershipUpdate
from services.auth.roles.withdrawal import withdraw_unused
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import Invalid
from services.scheme.roles import Role

_OPERATORS_ROLES = frozenset({Role.BROKER, Role.ADMIN})


def end_membership(people: People, membership: Membership, *, by: Caller | Actor) -> MemberRead:
    """End a membership without asking whether it may end; emits `membership.ended`.

    The person gets no new tokens for the body. `remove_member` is the same with the rules.
    """
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


def change_membership(
    people: People, membership: Membership, asked: MembershipUpdate, *, by: Caller, departments: Collection[str]
) -> MemberRead:
    """Give a member another role or another department.

    Raises OperatorsRole, LastCoordinator, Invalid for an unknown department, and NotPermitted for a substitute who
    would make or unmake a coordinator, themselves included.
    """
    role = asked.role or membership.role
    if role != membership.role and Role.COORDINATOR in {role, membership.role}:
        refuse_substitute(people, by)
    if role != membership.role and membership.role in _OPERATORS_ROLES:
        raise OperatorsRole()
    if asked.department is not None and asked.department not in departments:
        raise Invalid(("/department", "unknown_department"))
    membership.department = asked.department
    _set_role(people, membership, role, by=by, forced=False)
    return MemberRead.of(membership, people.get(membership.person_id))


def set_role(people: People, membership: Membership, role: Role, *, by: Actor, forced: bool = False) -> None:
    """Give a member any role, broker and admin too, for the operator. Raises LastCoordinator unless forced.

    A substitute who is given the role they already have keeps it permanently.
    """
    membership.until = membership.reverts_to = None
    _set_role(people, membership, role, by=by, forced=forced)


def remove_member(people: People, membership: Membership, *, by: Actor | Caller, forced: bool = False) -> MemberRead:
    """End somebody's membership of the body, and what came with their role.

    Raises LastCoordinator unless forced, NotPermitted for a substitute who would remove another coordinator.
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
    """Withdraw what a former coordinator gave, and emit an event where the body now has one coordinator or none.

    notify reacts to it, and notifies the only coordinator left, or where there is none the administrators.
    """
    withdraw_unused(people.session, membership.orgnr, by=by, given_by=membership.person_id)
    body = Organisations(people.session).get(membership.orgnr)
    left = people.list_coordinators(membership.orgnr)
    if body.state != BodyState.JOINED or len(left) > 1:
        return
    if left:
        _emit_coordinators_left(people, body, "one_coordinator")
    else:
        _emit_coordinators_left(people, body, "uncoordinated")


def _set_role(people: People, membership: Membership, role: str, *, by: Actor | Caller, forced: bool) -> None:
    was, changed = membership.role, membership.role != role
    if changed and not forced:
        _refuse_last(people, membership)
    membership.role, membership.version = role, membership.version + 1
    if changed:
        membership.until = membership.reverts_to = None  # a person has decided, so the last day no longer applies
    people.flush()
    if changed:
        emit_granted(people, membership)
    if changed and was == Role.COORDINATOR:
        end_authority(people, membership, by=by)
    about = ("membership", membership.id)
    record_audit(people.session, Action.MEMBERSHIP_CHANGED, by, about=about, orgnr=membership.orgnr)


def _refuse_last(people: People, membership: Membership) -> None:
    """Raise LastCoordinator where no successor stays. A substitute is none, except to another substitute."""
    if membership.role != Role.COORDINATOR:
        return
    others = [other for other in people.list_coordinators(membership.orgnr) if other.id != membership.id]
    if not any(other.until is None or membership.until is not None for other in others):
        raise LastCoordinator()


def _emit_coordinators_left(people: People, body: Organisation, what: str) -> None:
    event = Event(type=f"organisation.{what}", subject=body.orgnr, version=body.version, orgs=[body.orgnr])
    emit_event(people.session, event)
