"""Who may do what in the pool: the one authority."""

from collections.abc import Set

from services.kit.access.table import AccessTable, Caller, callers, fresh_roles, people, services
from services.kit.access.verbs import Verbs
from services.pool.domain import ENDORSED
from services.pool.models import Expert
from services.scheme.relations import Relation
from services.scheme.roles import Role

PUBLIC = frozenset({"list_fields", "list_counties"})

_OWN = people(Role.EMPLOYEE, relation=Relation.SELF, scope="pool:join")
_ENDORSING = fresh_roles(people(Role.COORDINATOR, relation=Relation.HOME, scope="pool:endorse"))

ACCESS: AccessTable = {
    "create_expert": people(Role.EMPLOYEE, scope="pool:join"),
    "list_experts": fresh_roles(callers(Role.REQUESTER, scope="pool:read")),
    "list_profiles": fresh_roles(callers(Role.REQUESTER, scope="pool:read")),  # as the relation to each allows
    "list_home_experts": fresh_roles(callers(Role.COORDINATOR, scope="pool:read")),
    "read_expert": fresh_roles(
        people(Role.EMPLOYEE, relation=Relation.SELF, scope="pool:read")
        | callers(Role.COORDINATOR, relation=Relation.HOME, scope="pool:read")
        | callers(Role.REQUESTER, relation=Relation.READER, scope="pool:read")
    ),
    "list_names": fresh_roles(callers(Role.EMPLOYEE, scope="pool:read")),  # as the relation to each allows
    "list_task_names": services(scope="standing:read"),
    "update_expert": _OWN,
    "submit_expert": _OWN,
    "pause_expert": _OWN,
    "resume_expert": _OWN,
    "withdraw_expert": _OWN,
    "renew_expert": _OWN,
    "endorse_expert": _ENDORSING,
    "return_expert": _ENDORSING,
    "read_endorsement": fresh_roles(
        people(Role.EMPLOYEE, relation=Relation.SELF, scope="pool:read")
        | callers(Role.COORDINATOR, relation=Relation.HOME, scope="pool:read")
    ),
    "prolong_endorsement": _ENDORSING,
    "revoke_endorsement": _ENDORSING,
    "list_audit": people(Role.EMPLOYEE, relation=Relation.SELF, scope="pool:read")
    | callers(Role.COORDINATOR, relation=Relation.HOME, scope="pool:read"),
    "read_my_expert": people(Role.EMPLOYEE, scope="pool:read"),
    "list_my_access_log": people(Role.EMPLOYEE, scope="pool:read"),
    "export_me": people(Role.EMPLOYEE, scope="pool:read"),
    "read_standing": services(scope="standing:read"),
    "list_match_profiles": services(scope="feed:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


VERBS = Verbs.of(
    ACCESS,
    {
        "edit": "update_expert",
        "submit": "submit_expert",
        "pause": "pause_expert",
        "resume": "resume_expert",
        "withdraw": "withdraw_expert",
        "renew": "renew_expert",
        "endorse": "endorse_expert",
        "return": "return_expert",
        "prolong": "prolong_endorsement",
        "revoke": "revoke_endorsement",
    },
)


def open_verbs(caller: Caller, expert: Expert) -> Set[str]:
    """The verbs that are not refused to this caller, whatever the state of the profile."""
    return VERBS.open_to(caller, relations(caller, expert))


def knows_name(found: Set[Relation], expert: Expert, *, disclosed: bool) -> bool:
    """True for a caller in these relations who is shown the name with the profile."""
    as_reader = Relation.READER in found and (disclosed or expert.named)
    return as_reader or bool(found & {Relation.SELF, Relation.HOME})


def relations(caller: Caller, expert: Expert, *, is_colleague: bool = False) -> Set[Relation]:
    """The relations of a caller to an expert. Before the endorsement only the expert and the home agency have one.

    Requesters of the home agency have none: which colleagues look elsewhere is for its coordinators to know. Nobody
    has one in a further body that the expert belongs to (`is_colleague`): it neither lends nor borrows them.
    """
    is_own = caller.org == expert.home_org
    found = {
        Relation.SELF: caller.sub == expert.person_id,
        Relation.HOME: is_own and Role.COORDINATOR in caller.roles,
        Relation.READER: expert.state in ENDORSED and Role.REQUESTER in caller.roles and not (is_own or is_colleague),
    }
    return {relation for relation, holds in found.items() if holds}
