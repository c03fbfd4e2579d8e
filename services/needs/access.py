"""Who may do what with needs: the one authority."""

from collections.abc import Set

from services.kit.access.table import AccessTable, Caller, CallerKind, callers, people, services
from services.kit.access.verbs import Verbs
from services.kit.errors import NotPermitted
from services.needs.domain import State
from services.needs.models import Need
from services.scheme.relations import Relation
from services.scheme.roles import Role

PUBLIC = frozenset({"list_public_needs", "list_municipalities"})

_DECIDING = people(Role.REQUESTER, relation=Relation.HOST, scope="needs:post")

ACCESS: AccessTable = {
    # a machine prepares drafts; the service keeps it from publishing them, and from touching what is published
    "create_need": callers(Role.REQUESTER, scope="needs:post"),
    "update_need": callers(Role.REQUESTER, relation=Relation.HOST, scope="needs:post"),
    "publish_need": _DECIDING,
    "hold_need": _DECIDING,
    "resume_need": _DECIDING,
    "close_need": _DECIDING,
    "list_needs": callers(Role.EMPLOYEE, scope="needs:read"),
    "read_need": callers(Role.REQUESTER, relation=Relation.HOST, scope="needs:read")
    | callers(Role.EMPLOYEE, relation=Relation.READER, scope="needs:read"),
    "list_audit": callers(Role.REQUESTER, relation=Relation.HOST, scope="needs:read"),
    "read_standing": services(scope="standing:read"),
    "list_titles": services(scope="standing:read"),
    "list_summaries": services(scope="standing:read"),
    "list_match_needs": services(scope="feed:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


VERBS = Verbs.of(
    ACCESS,
    {
        "edit": "update_need",
        "publish": "publish_need",
        "hold": "hold_need",
        "resume": "resume_need",
        "close": "close_need",
    },
)


def open_verbs(caller: Caller, need: Need) -> Set[str]:
    """The verbs that are not refused to this caller. A machine edits drafts only."""
    may = VERBS.open_to(caller, relations(caller, need))
    return may - {"edit"} if caller.kind is CallerKind.MACHINE and need.state != State.DRAFT else may


def relations(caller: Caller, need: Need) -> Set[Relation]:
    """The relations in which a caller stands to a need.

    A need that was never published exists for its own agency's requesters only. One that was stays readable on hold
    and closed, since whoever applied or goes there has the link and no copy.
    """
    found = {
        Relation.HOST: caller.org == need.host_org and Role.REQUESTER in caller.roles,
        Relation.READER: need.published and Role.EMPLOYEE in caller.roles,
    }
    return {relation for relation, holds in found.items() if holds}


def body_of_requester(caller: Caller) -> str:
    """The body whose needs the caller may list in every state. Raises NotPermitted where there is none."""
    if Role.REQUESTER not in caller.roles:
        raise NotPermitted("role", roles=[Role.REQUESTER])
    if caller.org is None:
        raise NotPermitted("body")
    return caller.org
