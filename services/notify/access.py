"""Decides who may see what in notify; nothing else does."""

from collections.abc import Set

from services.kit.access.table import AccessTable, Caller, CallerKind, callers, fresh_roles, people, services
from services.kit.access.verbs import Verbs
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of
from services.scheme.relations import Relation
from services.scheme.roles import Role

_TASKS = callers(Role.EMPLOYEE, relation=Relation.READER, scope="notify:read")
_MINE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="notify:read")
_HOME_MANAGING = fresh_roles(people(Role.COORDINATOR, relation=Relation.HOME, scope="organisation:manage"))
_HOME_READING = callers(Role.COORDINATOR, relation=Relation.HOME, scope="organisation:read")

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
    "read_stream": people(Role.EMPLOYEE, scope="notify:read"),
    "create_webhook": fresh_roles(people(Role.COORDINATOR, scope="organisation:manage")),
    "list_webhooks": callers(Role.COORDINATOR, scope="organisation:read"),
    "read_webhook": _HOME_READING,
    "list_webhook_attempts": _HOME_READING,
    "remove_webhook": _HOME_MANAGING,
    "renew_webhook_secret": _HOME_MANAGING,
    "test_webhook": _HOME_MANAGING,
    "pause_webhook": _HOME_MANAGING,
    "resume_webhook": _HOME_MANAGING,
    "replay_webhook": _HOME_MANAGING,
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}

WEBHOOK_VERBS = Verbs.of(ACCESS, {verb: f"{verb}_webhook" for verb in ("pause", "resume", "replay", "test")})


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


def relations_to_body(caller: Caller, *, orgnr: str) -> Set[Relation]:
    """To what a body has of its own: a shared address, a webhook."""
    return {Relation.HOME} if caller.org == orgnr else set()
