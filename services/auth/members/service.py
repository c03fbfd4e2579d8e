"""Makes people members of a body, and refuses what former coordinators and substitutes may not do."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.service import Actor
from services.auth.members.domain import effective_roles, higher_role
from services.auth.members.schemas import MemberRead
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.data.pagination import Page
from services.kit.errors import NotPermitted
from services.scheme.roles import Role


def grant_membership(
    people: People, person_id: UUID, *, orgnr: str, role: str, until: date | None = None
) -> Membership:
    """Make somebody a member, or raise a member's role. It never lowers a role.

    A substitute has the role `until` that day, and then the role they had before, or were given meanwhile.
    """
    held = people.find_membership(person_id, orgnr)
    if held is None:
        held = Membership(person_id=person_id, orgnr=orgnr, role=role, until=until)
    elif not raise_role(held, role, until=until):
        return held
    people.add_membership(held)
    emit_granted(people, held)
    return held


def raise_role(held: Membership, role: str, *, until: date | None) -> bool:
    """Give a member the role too, where it is higher or for longer than what they have. False where nothing changes.

    A lower role that is given for good is what a substitute has after the last day.
    """
    if (raised := higher_role(held.role, role)) != held.role:
        held.reverts_to, held.until = held.role if until else None, until
        held.role = raised
    elif held.until is None:
        return False
    elif held.role == role:
        held.until = until and max(until, held.until)  # for longer, or permanently
        held.reverts_to = held.reverts_to if until else None
    elif until is None and (after := higher_role(held.reverts_to or role, role)) != held.reverts_to:
        held.reverts_to = after
    else:
        return False
    held.version += 1
    return True


def raise_to(held: Membership, other: Membership) -> bool:
    """Give a member what another membership of theirs in the body gave. False where nothing changes."""
    gained = [raise_role(held, role, until=until) for role, until in _roles_given(other)]
    return any(gained)


def _roles_given(membership: Membership) -> list[tuple[str, date | None]]:
    """The roles of a membership, each with its last day: a substitute's first the one that they have after it."""
    after = [(membership.reverts_to, None)] if membership.reverts_to else []
    return [*after, (membership.role, membership.until)]


def pass_memberships_on(people: People, memberships: Sequence[Membership], to: UUID) -> None:
    """Give somebody's memberships to another person. Where they have one in the same body, it gets the higher role.

    The memberships are locked. Emits `membership.granted` for each that changes hands or is raised.
    """
    for membership in memberships:
        held = people.find_membership(to, membership.orgnr)
        if held is None:
            membership.person_id, membership.version = to, membership.version + 1
            people.flush()
            emit_granted(people, membership)
        else:
            membership.ended_at, membership.version = clock.now(), membership.version + 1
            people.flush()
            if raise_to(held, membership):
                people.add_membership(held)
                emit_granted(people, held)


def refuse_former_coordinator(people: People, by: Caller | Actor) -> None:
    """Refuse a caller who has lost the coordinator's role. Raises NotPermitted.

    Guards what is withdrawn together with the role (`roles/withdrawal.py`): it is created before the role is lost, or
    not at all. The membership is locked here, so whoever takes the role away waits.
    """
    if not isinstance(by, Caller) or by.org is None:
        return
    held = people.find_membership(person_id := UUID(by.sub), by.org)
    if held is None:
        former = people.was_member(person_id, by.org)
    else:
        former = Role.COORDINATOR not in effective_roles(held.role) or people.get(person_id).disabled_at is not None
    if former:
        raise NotPermitted("role", roles=[Role.COORDINATOR])


def refuse_substitute(people: People, by: Caller | Actor) -> None:
    """Refuse a caller who is a substitute. Raises NotPermitted.

    Guards what would outlast a substitute's days: making or unmaking coordinators, giving systems access, and taking
    the body out of the scheme.
    """
    if not isinstance(by, Caller) or by.org is None:
        return
    held = people.find_membership(UUID(by.sub), by.org)
    if held is not None and held.until is not None:
        refusal = NotPermitted("role", roles=[Role.COORDINATOR])
        refusal.words = "not-permitted:substitute"
        raise refusal


def emit_granted(people: People, membership: Membership) -> None:
    """Emit `membership.granted` for a new, changed or reinstated membership."""
    emit_membership(people.session, "granted", membership, roles=effective_roles(membership.role))


def show_members(people: People, found: Page[Membership]) -> list[MemberRead]:
    """Return the members of a page with their names and addresses."""
    known = people.by_id([membership.person_id for membership in found.items])
    return [MemberRead.of(membership, known[membership.person_id]) for membership in found.items]


def emit_membership(session: Session, what: str, membership: Membership, **codes: object) -> None:
    event = Event(
        type=f"membership.{what}",
        subject=membership.id,
        version=membership.version,
        orgs=[membership.orgnr],
        persons=[membership.person_id],
        codes={"role": str(Role(membership.role)), **codes},
    )
    emit_event(session, event)
