"""Who may see what in notify: the one authority."""

from collections.abc import Set

from services.kit.access import AccessTable, Caller, Kind, Relation, Role, callers, people, services
from services.notify.domain import EVERYWHERE
from services.notify.models import Message, Task

_TASKS = callers(Role.EMPLOYEE, relation=Relation.READER, scope="notify:read")
_MINE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="notify:read")

ACCESS: AccessTable = {
    "list_tasks": callers(Role.EMPLOYEE, scope="notify:read"),
    "read_task": _TASKS,
    "list_messages": people(Role.EMPLOYEE, scope="notify:read"),
    "read_message": _MINE,
    "mark_message_read": _MINE,
    "read_preferences": people(Role.EMPLOYEE, scope="notify:read"),
    "update_preferences": people(Role.EMPLOYEE, scope="notify:read"),
    "list_deliveries": people(Role.EMPLOYEE, scope="notify:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


def audiences_of(caller: Caller) -> Set[str]:
    """The addressees a caller is: the person, and each role in the body acted for."""
    roles = {f"{role}:{caller.org}" for role in caller.roles & {Role.COORDINATOR, Role.REQUESTER} if caller.org}
    roles |= {f"{role}:{EVERYWHERE}" for role in caller.roles & {Role.ADMIN}}
    return roles | ({f"person:{caller.sub}"} if caller.kind is Kind.PERSON else set())


def relations_to_task(caller: Caller, task: Task) -> Set[Relation]:
    return {Relation.READER} if task.audience in audiences_of(caller) else set()


def relations_to_message(caller: Caller, message: Message) -> Set[Relation]:
    return {Relation.SELF} if message.person_id == caller.sub else set()
