"""Who may do what in matching: the one authority."""

from collections.abc import Set

from services.kit.access.table import AccessTable, Caller, callers, machines, people, services
from services.kit.access.verbs import Verbs
from services.matching.fit.states import ExpertState, NeedState
from services.scheme.relations import Relation
from services.scheme.roles import Role

_HOST = callers(Role.REQUESTER, relation=Relation.HOST, scope="matching:read") | callers(
    Role.BROKER, scope="matching:read"
)

_OWN = people(Role.EMPLOYEE, relation=Relation.SELF, scope="matching:read")

# a plan decides nothing, so an agency's own client may prepare one; it reads only the host's own needs
_PLANNING = callers(Role.COORDINATOR, relation=Relation.HOST, scope="matching:read") | callers(
    Role.BROKER, scope="matching:read"
)

ACCESS: AccessTable = {
    "list_candidates": _HOST,
    "explain_candidate": _HOST,
    "list_opportunities": _OWN,
    "explain_opportunity": _OWN,
    "show_suggestion": callers(Role.EMPLOYEE, relation=Relation.SELF, scope="matching:read")
    | callers(Role.BROKER, scope="matching:read"),
    "show_coverage": callers(Role.COORDINATOR, scope="matching:read") | callers(Role.BROKER, scope="matching:read"),
    "show_scoring": callers(Role.EMPLOYEE, scope="matching:read") | machines(scope="matching:read"),
    "count_fitting": callers(Role.REQUESTER, scope="matching:read") | callers(Role.BROKER, scope="matching:read"),
    "create_plan": _PLANNING,
    "list_plans": _PLANNING,
    "show_plan": _PLANNING,
    "cancel_plan": _PLANNING,
    "list_plan_assignments": _PLANNING,
    "list_plan_gaps": _PLANNING,
    "show_index": services(scope="feed:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


PLAN_VERBS = Verbs.of(ACCESS, {"cancel": "cancel_plan"})


def need_relations(caller: Caller, need: NeedState) -> Set[Relation]:
    """A need belongs to the requesters of its host."""
    return {Relation.HOST} if caller.org == need.host and Role.REQUESTER in caller.roles else set()


def expert_relations(caller: Caller, expert: ExpertState) -> Set[Relation]:
    """Opportunities belong to the expert alone."""
    return {Relation.SELF} if caller.sub == expert.person else set()


def sees_employers(caller: Caller) -> bool:
    """Whether the caller works across bodies, and may know who employs whom."""
    return Role.BROKER in caller.roles


def may_know(caller: Caller, expert: ExpertState) -> bool:
    """Which colleagues look elsewhere is for their coordinators to know, and not for every requester of the body.

    A further body that the expert belongs to neither lends nor borrows them: nobody there has to know.
    """
    if caller.org in expert.further_bodies:
        return sees_employers(caller)
    return caller.org != expert.home or Role.COORDINATOR in caller.roles or sees_employers(caller)


def plans_across(caller: Caller) -> bool:
    """Whether the caller plans for all bodies at once."""
    return Role.BROKER in caller.roles


def plan_relations(caller: Caller, *, org: str, across: bool) -> Set[Relation]:
    """A body's plans belong to its coordinators. Plans across bodies belong to brokers only."""
    return {Relation.HOST} if caller.org == org and not across and Role.COORDINATOR in caller.roles else set()


def suggestion_relations(caller: Caller, *, sub: str, org: str | None) -> Set[Relation]:
    """A suggestion is its reader's own: of whoever was shown it, acting for the same body."""
    mine = caller.sub == sub and caller.org == org
    return {Relation.SELF} if mine else set()
