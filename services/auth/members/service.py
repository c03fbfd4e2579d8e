"""Makes people members of a body, and refuses acts of those who are so no more."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.service import Actor
from services.auth.members.domain import effective, higher
from services.auth.members.schemas import MemberRead
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.data.pagination import Page
from services.kit.errors import NotPermitted
from services.scheme.roles import Role


def grant_membership(
    people: People, person_id: UUID, *, orgnr: str, role: str, until: date | None = None
) -> Membership:
    """Make somebody a member, or raise the role of one who is; nothing is ever taken away by an invitation.

    A substitute has the role `until` that day, and then what they had before.
    """
    held = people.find_membership(person_id, orgnr)
    if held is None:
        held = Membership(person_id=person_id, orgnr=orgnr, role=role, until=until)
    elif (raised := higher(held.role, role)) != held.role:
        held.reverts_to, held.until = held.role if until else None, until
        held.role, held.version = raised, held.version + 1
    elif held.until is not None and held.role == role:
        held.until, held.version = until and max(until, held.until), held.version + 1  # longer, or for good
    else:
        return held
    people.add_membership(held)
    emit_granted(people, held)
    return held


def refuse_former(people: People, by: Caller | Actor) -> None:
    """For what goes with a coordinator's role (`pending`): it is given before the role is lost, or not at all.

    Whoever takes the role away waits for the membership, which is locked here. Raises NotPermitted.
    """
    if not isinstance(by, Caller) or by.org is None:
        return
    held = people.find_membership(person_id := UUID(by.sub), by.org)
    if held is None:
        former = people.was_member(person_id, by.org)
    else:
        former = Role.COORDINATOR not in effective(held.role) or people.get(person_id).disabled_at is not None
    if former:
        raise NotPermitted()


def refuse_substitute(people: People, by: Caller | Actor) -> None:
    """For what would outlast the days of a substitute: to make or unmake coordinators, to give systems access, to take
    the body out of the scheme. Raises NotPermitted.
    """
    if not isinstance(by, Caller) or by.org is None:
        return
    held = people.find_membership(UUID(by.sub), by.org)
    if held is not None and held.until is not None:
        raise NotPermitted()


def emit_granted(people: People, membership: Membership) -> None:
    """Tell the other services of a membership, also anew."""
    emit_membership(people.session, "granted", membership, roles=effective(membership.role))


def show_members(people: People, found: Page[Membership]) -> list[MemberRead]:
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
