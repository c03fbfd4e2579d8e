"""Who may do what about candidacies and placements: the one authority."""

from collections.abc import Set

from services.kit.access import AccessTable, Relation, Role, callers, delegates, people, prompt, services
from services.placements.domain import Party

PUBLIC: frozenset[str] = frozenset()

_EMPLOYEE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:apply")
_HOST = people(Role.REQUESTER, relation=Relation.HOST, scope="placements:offer")
_DECIDING = (
    people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:decide")
    | people(Role.COORDINATOR, relation=Relation.HOME, scope="placements:decide")
    | people(Role.COORDINATOR, relation=Relation.HOST, scope="placements:decide")
)
_READING = (
    people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:read")
    | callers(Role.COORDINATOR, relation=Relation.HOME, scope="placements:read")
    | callers(Role.REQUESTER, relation=Relation.HOST, scope="placements:read")
)
_DECIDING_ONCE = delegates(relation=Relation.HOME, scope="placements:decide") | delegates(
    relation=Relation.HOST, scope="placements:decide"
)
_READING_ONCE = delegates(relation=Relation.HOME, scope="placements:read") | delegates(
    relation=Relation.HOST, scope="placements:read"
)
_LISTING = callers(Role.EMPLOYEE, scope="placements:read")  # what concerns the caller, no more

ACCESS: AccessTable = {
    "create_candidacy": prompt(_EMPLOYEE | _HOST),
    "list_candidacies": _LISTING,
    "read_candidacy": _READING,
    "show_interest": prompt(_EMPLOYEE),
    "make_offer": prompt(_HOST),
    "accept_offer": prompt(people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:decide")),
    "decline_candidacy": prompt(_EMPLOYEE | _HOST),
    "withdraw_candidacy": prompt(_EMPLOYEE | _HOST),
    "list_placements": _LISTING,
    "read_placement": _READING | _READING_ONCE,
    "decide_placement": prompt(_DECIDING | _DECIDING_ONCE),
    "update_terms": prompt(people(Role.COORDINATOR, relation=Relation.HOME, scope="placements:decide") | _HOST),
    "cancel_placement": prompt(_DECIDING),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}

_RELATION = {Party.EMPLOYEE: Relation.SELF, Party.HOME: Relation.HOME, Party.HOST: Relation.HOST}


def relations(parties: Set[Party]) -> Set[Relation]:
    """How somebody stands to what these parties are about."""
    return {_RELATION[party] for party in parties}
