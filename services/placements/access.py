"""Who may do what about candidacies and placements: the one authority."""

from collections.abc import Mapping, Set
from functools import cache
from uuid import UUID

from services.kit.access.guard import RouteGrants
from services.kit.access.table import AccessTable, Caller, callers, delegates, fresh_roles, people, services
from services.kit.access.verbs import Verbs
from services.placements.parties.domain import Affiliation, Author, Delegation, Pair, Thing, parties_of
from services.scheme.parties import Party
from services.scheme.relations import Relation
from services.scheme.roles import Role

PUBLIC: frozenset[str] = frozenset()

_EMPLOYEE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:apply")
_HOST = people(Role.REQUESTER, relation=Relation.HOST, scope="placements:offer")
_DECIDING_EMPLOYEE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:decide")
_DECIDING_HOME = people(Role.COORDINATOR, relation=Relation.HOME, scope="placements:decide")
_OF_BODIES = _DECIDING_HOME | people(Role.COORDINATOR, relation=Relation.HOST, scope="placements:decide")
_DECIDING = _DECIDING_EMPLOYEE | _OF_BODIES
_EDITING = _DECIDING_HOME | _HOST
_READING = (
    people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:read")
    | callers(Role.COORDINATOR, relation=Relation.HOME, scope="placements:read")
    | callers(Role.REQUESTER, relation=Relation.HOST, scope="placements:read")
)
_READING_DIALOGUE = people(Role.EMPLOYEE, relation=Relation.SELF, scope="placements:read") | callers(
    Role.REQUESTER, relation=Relation.HOST, scope="placements:read"
)
_DECIDING_ONCE = delegates(relation=Relation.HOME, scope="placements:decide") | delegates(
    relation=Relation.HOST, scope="placements:decide"
)
_READING_ONCE = delegates(relation=Relation.HOME, scope="placements:read") | delegates(
    relation=Relation.HOST, scope="placements:read"
)
_LISTING = callers(Role.EMPLOYEE, scope="placements:read")  # only what concerns the caller

ACCESS: AccessTable = {
    "create_candidacy": fresh_roles(_EMPLOYEE | _HOST),
    "list_candidacies": _LISTING,
    "read_candidacy": _READING,
    "read_shortlist": callers(Role.REQUESTER, relation=Relation.HOST, scope="placements:read"),
    "update_shortlist": fresh_roles(_HOST),
    "leave_shortlist": fresh_roles(_HOST),
    "write_message": fresh_roles(_EMPLOYEE | _HOST),
    "list_messages": _READING_DIALOGUE,
    "read_message": _READING_DIALOGUE,
    "show_interest": fresh_roles(_EMPLOYEE),
    "make_offer": fresh_roles(_HOST),
    "accept_offer": fresh_roles(_DECIDING_EMPLOYEE),
    "decline_candidacy": fresh_roles(_EMPLOYEE | _HOST),
    "withdraw_candidacy": fresh_roles(_EMPLOYEE | _HOST),
    "list_cases": _LISTING,
    "list_contacts": callers(Role.REQUESTER, scope="placements:read"),  # only what concerns the caller's body
    "list_placements": _LISTING,
    "read_placement": _READING | _READING_ONCE,
    "decide_placement": fresh_roles(_DECIDING | _DECIDING_ONCE),
    "update_terms": fresh_roles(_EDITING),
    "cancel_placement": fresh_roles(_DECIDING),
    "settle_placement": fresh_roles(_OF_BODIES),
    "list_audit": _READING,
    "count_open_cases": services(scope="standing:read"),
    "list_amendments": _READING,
    "read_amendment": _READING,
    "propose_amendment": fresh_roles(_DECIDING | _HOST),
    "decide_amendment": fresh_roles(_DECIDING),
    "withdraw_amendment": fresh_roles(_DECIDING | _HOST),
    "propose_offer_terms": fresh_roles(_EMPLOYEE),
    "adopt_offer_terms": fresh_roles(_HOST),
    "decline_offer_terms": fresh_roles(_HOST),
    "withdraw_offer_terms": fresh_roles(_EMPLOYEE),
    "propose_placement_terms": fresh_roles(_DECIDING_EMPLOYEE),
    "adopt_placement_terms": fresh_roles(_EDITING),
    "decline_placement_terms": fresh_roles(_EDITING),
    "withdraw_placement_terms": fresh_roles(_DECIDING_EMPLOYEE),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}

VERBS: Mapping[Thing, Verbs] = {
    Thing.CANDIDACY: Verbs.of(
        ACCESS,
        {
            "interest": "show_interest",
            "offer": "make_offer",
            "propose_terms": "propose_offer_terms",
            "accept": "accept_offer",
            "decline": "decline_candidacy",
            "withdraw": "withdraw_candidacy",
        },
    ),
    Thing.PLACEMENT: Verbs.of(
        ACCESS,
        {
            "approve": "decide_placement",
            "reject": "decide_placement",
            "edit": "update_terms",
            "propose_terms": "propose_placement_terms",
            "cancel": "cancel_placement",
            "settle": "settle_placement",
            **dict.fromkeys(
                ("extension", "dates", "content", "early_return", "recall", "no_show"),
                "propose_amendment",
            ),
        },
        early_return=_DECIDING,  # it binds the body, which takes a coordinator
        recall=_DECIDING_HOME,
        no_show=_OF_BODIES,
    ),
    Thing.AMENDMENT: Verbs.of(
        ACCESS, {"approve": "decide_amendment", "reject": "decide_amendment", "withdraw": "withdraw_amendment"}
    ),
    Thing.OFFER_TERMS: Verbs.of(
        ACCESS, {"adopt": "adopt_offer_terms", "decline": "decline_offer_terms", "withdraw": "withdraw_offer_terms"}
    ),
    Thing.PLACEMENT_TERMS: Verbs.of(
        ACCESS,
        {
            "adopt": "adopt_placement_terms",
            "decline": "decline_placement_terms",
            "withdraw": "withdraw_placement_terms",
        },
    ),
}

_RELATION = {Party.EMPLOYEE: Relation.SELF, Party.HOME: Relation.HOME, Party.HOST: Relation.HOST}
_DECIDE = "placements:decide"


def permitted_parties(grants: RouteGrants, pair: Pair, *, placement_id: UUID | None = None) -> frozenset[Party]:
    """The parties of `pair` that the caller speaks for.

    Raises NotFound where there is none, NotPermitted where the route is not for any of them.
    """
    parties = parties_of(affiliation_of(grants.caller), pair, placement_id=placement_id)
    grants.require(relations(parties))
    return parties


def affiliation_of(caller: Caller) -> Affiliation:
    """Whom a caller speaks for: a home agency as its coordinator, a host as somebody who posts its needs.

    A token for one decision speaks for its body in that placement only, whatever roles it names.
    """
    delegation = _delegation_of(caller)
    home = caller.org if Role.COORDINATOR in caller.roles and delegation is None else None
    host = caller.org if Role.REQUESTER in caller.roles and delegation is None else None
    may = cache(lambda thing, parties: VERBS[thing].open_to(caller, relations(parties)))
    return Affiliation(person_id=caller.sub, home_org=home, host_org=host, delegation=delegation, may=may)


def author_of(caller: Caller) -> Author:
    """The caller as the record of terms and decisions names them."""
    return Author(sub=caller.sub, client_id=caller.client_id, delegation=_delegation_of(caller))


def offer_decides(caller: Caller) -> bool:
    """True for a coordinator whose token may decide: what they offer or propose is their body's decision too."""
    return Role.COORDINATOR in caller.roles and _DECIDE in caller.scopes


def relations(parties: Set[Party]) -> Set[Relation]:
    """The relations in which these parties stand to what they are parties of."""
    return {_RELATION[party] for party in parties}


def _delegation_of(caller: Caller) -> Delegation | None:
    one = caller.decision
    if one is None:
        return None
    return Delegation(id=one.delegation, placement_id=one.placement, org=caller.org, let_by=one.by)
