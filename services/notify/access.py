"""Decides who may see what in notify; nothing else does."""

from collections.abc import Set

from services.kit.access.table import AccessTable, Caller, CallerKind, callers, people, services
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of
from services.scheme.relations import Relation
from services.scheme.roles import Role

_TASKS = callers(Role.EMPLOYEE, relation=Relation.READER, scope="notify:read")
_MINE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="notify:read")

_OWN_MAILBOX = people(Role.COORDINATOR, relation=Relation.HOME, scope="notify:read")

PUBLIC = frozenset({"show_unsubscription", "turn_mail_off"})  # whoever has the mail has no login at hand

ACCESS: AccessTable = {
    "list_tasks": callers(Role.EMPLOYEE, scope="notify:read"),
    "read_task": _TASKS,
    "list_messages": people(Role.EMPLOYEE, scope="notify:read"),
    "read_message": _MINE,
    "mark_message_read": _MINE,
    "read_preferences": people(Role.EMPLOYEE, scope="notify:read"),
    "update_preferences": people(Role.EMPLOYEE, scope="notify:read"),
    "read_mailbox": _OWN_MAILBOX,
    "update_mailbox": _OWN_MAILBOX,
    "confirm_mailbox": _OWN_MAILBOX,
    "list_deliveries": people(Role.EMPLOYEE, scope="notify:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


def audiences_of(caller: Caller) -> Set[str]:
    """The audiences a caller belongs to: the person, and each role in the body the caller acts for."""
    here = caller.roles & {Role.COORDINATOR, Role.REQUESTER}
    roles = {audience_of(role, caller.org) for role in here if caller.org}
    roles |= {audience_of(role, ALL_BODIES) for role in caller.roles & {Role.ADMIN}}
    return roles | ({audience_of(PERSON, caller.sub)} if caller.kind is CallerKind.PERSON else set())


def relations_to_task(caller: Caller, *, audience: str) -> Set[Relation]:
    return {Relation.READER} if audience in audiences_of(caller) else set()


def relations_to_message(caller: Caller, *, person_id: str) -> Set[Relation]:
    return {Relation.SELF} if person_id == caller.sub else set()


def relations_to_mailbox(caller: Caller, *, orgnr: str) -> Set[Relation]:
    return {Relation.HOME} if orgnr == caller.org else set()
