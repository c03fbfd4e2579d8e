"""Who has which role in a body, and that a body does not lose its last coordinator unnoticed.

Whoever calls what can take a coordinator away has locked the body's row: of two coordinators who leave at once, the
second is the last.
"""

from collections.abc import Collection

from services.auth.domain.agencies import BodyState
from services.auth.errors import LastCoordinator, OperatorsRole
from services.auth.models import Action, Membership, Organisation
from services.auth.repository import Organisations, People
from services.auth.schemas import MemberRead, MembershipUpdate
from services.auth.service.audit import Actor, record_audit
from services.auth.service.members import end_membership, refuse_substitute, tell_granted
from services.auth.service.pending import take_back
from services.kit.access import Caller, Role
from services.kit.errors import Invalid
from services.kit.events.outbox import Event, record_event

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
        _tell_coordinators(people, body, "one_coordinator")
    else:
        _tell_coordinators(people, body, "uncoordinated")


def _set_role(people: People, membership: Membership, role: str, *, by: Actor | Caller, forced: bool) -> None:
    was, changed = membership.role, membership.role != role
    if changed and not forced:
        _refuse_last(people, membership)
    membership.role, membership.version = role, membership.version + 1
    if changed:
        membership.until = membership.reverts_to = None  # decided by somebody, no longer by the calendar
    people.flush()
    if changed:
        tell_granted(people, membership)
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


def _tell_coordinators(people: People, body: Organisation, what: str) -> None:
    event = Event(type=f"organisation.{what}", subject=body.orgnr, version=body.version, orgs=[body.orgnr])
    record_event(people.session, event)
