"""Passes a body's members to the body that takes its place. A membership keeps its id."""

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.models import Organisation
from services.auth.members.service import emit_granted, raise_to
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.policies.repository import Policies
from services.auth.roles.service import end_membership
from services.auth.successions.holdings import Passed


def pass_members(session: Session, old: Organisation, new: Organisation, *, by: Actor) -> Passed:
    """Move the members, and return how many. Of somebody who is a member of both the membership of `new` stays.

    It gets the higher of the two roles, and the other one ends.
    """
    people, departments = People(session), _departments(session, new)
    there = {held.person_id: held for held in people.list_all_of_locked(new.orgnr)}
    leaving = people.list_all_of_locked(old.orgnr)
    known = people.by_id([membership.person_id for membership in leaving])
    for membership in leaving:
        held, disabled = there.get(membership.person_id), known[membership.person_id].disabled_at is not None
        if held is not None:
            _merge(people, membership, held, disabled=disabled, by=by)
            continue
        if membership.department not in departments:
            membership.department = None
        _move(people, membership, new, disabled=disabled, by=by)
    people.flush()
    both = sum(membership.person_id in there for membership in leaving)
    return {"members": len(leaving), "members_of_both": both}


def count_members(session: Session, old: Organisation, new: Organisation) -> Passed:
    """How many members would pass, and how many of them belong to both bodies."""
    people = People(session)
    there = {held.person_id for held in people.list_all_of(new.orgnr)}
    leaving = people.list_all_of(old.orgnr)
    return {"members": len(leaving), "members_of_both": sum(one.person_id in there for one in leaving)}


def _departments(session: Session, new: Organisation) -> set[str]:
    policy = Policies(session).find(new.orgnr)
    return policy.department_codes if policy else set()


def _move(people: People, membership: Membership, new: Organisation, *, disabled: bool, by: Actor) -> None:
    """Move one membership. That of a disabled person is emitted once they are enabled again."""
    membership.orgnr, membership.version = new.orgnr, membership.version + 1
    if not disabled:
        emit_granted(people, membership)
    about = ("membership", membership.id)
    record_audit(people.session, Action.MEMBERSHIP_CHANGED, by, about=about, orgnr=new.orgnr)


def _merge(people: People, membership: Membership, held: Membership, *, disabled: bool, by: Actor) -> None:
    """Raise the role that is held at the successor, where the other gave more, and end the other membership."""
    if raise_to(held, membership):
        people.add_membership(held)
        if not disabled:
            emit_granted(people, held)
    end_membership(people, membership, by=by)
