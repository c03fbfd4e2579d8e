"""The lives of the scheme: of an expert, a need, a candidacy, a placement, an amendment, a plan and a delegation."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from services.auth.delegations.domain import DELEGATION, DelegationState
from services.kit.access.table import AccessTable
from services.kit.state_machine import StateMachine
from services.matching.access import ACCESS as MATCHING
from services.matching.plans.domain import PLANS
from services.needs.access import ACCESS as NEEDS
from services.needs.domain import LIFE as NEED
from services.placements.amendments.domain import (
    AMENDMENT,
    BINDING,
    BY_NOTICE,
    AmendmentState,
    Kind,
    legal_for_amendment,
)
from services.placements.candidacies.domain import CANDIDACY, CandidacyState, legal_for_candidacy
from services.placements.placements.domain import PLACEMENT, PlacementState, legal_for_placement
from services.pool.access import ACCESS as POOL
from services.pool.domain import LIFE as EXPERT
from services.scheme.parties import Party
from services.scheme.relations import Relation
from tests.lives.life import Exit, Life

_RELATIONS = {"employee": Relation.SELF, "home": Relation.HOME, "host": Relation.HOST}


def _by_access(
    machine: StateMachine[Any], access: AccessTable, routes: Mapping[str, str | None]
) -> Callable[[str, str], Set[str]]:
    """The verbs of a machine that a party may use, where the table of permissions says who."""

    def legal(state: str, party: str) -> Set[str]:
        return {verb for verb in machine.legal(state) if _grants(access, routes.get(verb), _RELATIONS[party])}

    return legal


def _grants(access: AccessTable, operation: str | None, relation: Relation) -> bool:
    return operation is not None and any(grant.relation is relation for grant in access[operation].grants)


_EXPERT_ROUTES: Mapping[str, str | None] = {
    "submit": "submit_expert",
    "endorse": "endorse_expert",
    "return": "return_expert",
    "pause": "pause_expert",
    "resume": "resume_expert",
    "prolong": "prolong_endorsement",
    "revoke": "revoke_endorsement",
    "renew": "renew_expert",
    "withdraw": "withdraw_expert",
    "edit": "update_expert",
}
_EMPLOYEE, _HOME, _HOST = ("employee",), ("home",), ("host",)

_UNTOUCHED = Exit(verb="withdraw", when="nobody touched it for a year (`POOL_IDLE_DAYS`)")

EXPERT_LIFE = Life(
    name="expert",
    machine=EXPERT,
    first=("draft",),
    parties=("employee", "home"),
    legal=_by_access(EXPERT, POOL, _EXPERT_ROUTES),
    waits_for={
        "draft": _EMPLOYEE,
        "submitted": _HOME,
        "returned": _EMPLOYEE,
        "available": ("a need that fits",),
        "paused": _EMPLOYEE,
        "expired": _EMPLOYEE,
    },
    exits={
        **dict.fromkeys(("draft", "returned", "expired"), _UNTOUCHED),
        "submitted": Exit(verb="lapse", when="the home agency did not answer for 60 days (`POOL_ANSWER_DAYS`)"),
        "available": Exit(verb="expire", when="the endorsement's last day is over (`valid_until`)"),
        "paused": Exit(verb="expire", when="the endorsement's last day is over; a pause with a last day ends before"),
    },
    routes=_EXPERT_ROUTES,
    events={
        "submit": "expert.submitted",
        "endorse": "expert.endorsed",
        "return": "expert.returned",
        "lapse": "expert.returned",
        "prolong": "expert.endorsement_changed",
        "pause": "expert.paused",
        "resume": "expert.resumed",
        "revoke": "expert.endorsement_revoked",
        "expire": "expert.expired",
        "renew": "expert.renewed",
        "withdraw": "expert.withdrawn",
        "edit": "expert.updated",
    },
)

_NEED_ROUTES: Mapping[str, str | None] = {
    "publish": "publish_need",
    "hold": "hold_need",
    "resume": "resume_need",
    "close": "close_need",
    "edit": "update_need",
}
NEED_LIFE = Life(
    name="need",
    machine=NEED,
    first=("draft",),
    parties=("host",),
    legal=_by_access(NEED, NEEDS, _NEED_ROUTES),
    waits_for={
        "draft": _HOST,
        "open": ("somebody who fits",),
        "on_hold": _HOST,
        "filled": ("its stays",),
        "lapsed": ("what is under way",),
    },
    exits={
        "draft": Exit(verb="close", when="the latest start is over"),
        **dict.fromkeys(("open", "on_hold"), Exit(verb="lapse", when="the latest start is over")),
        "filled": Exit(verb="close", when="its stays have begun"),
        "lapsed": Exit(verb="close", when="nothing of it is under way"),
    },
    routes=_NEED_ROUTES,
    events={
        "publish": "need.opened",
        "hold": "need.held",
        "resume": "need.resumed",
        "fill": "need.filled",
        "reopen": "need.reopened",
        "lapse": "need.lapsed",
        "close": "need.closed",
        "edit": "need.updated",
    },
    follows={"fill": "the last place is agreed", "reopen": "a place is free again"},
)

CANDIDACY_LIFE = Life(
    name="candidacy",
    machine=CANDIDACY,
    first=("applied", "invited"),
    parties=("employee", "host"),
    legal=lambda state, party: set(legal_for_candidacy(CandidacyState(state), {Party(party)})),
    waits_for={
        "applied": _HOST,
        "invited": _EMPLOYEE,
        "interested": _HOST,
        "offered": _EMPLOYEE,
        "reserve": ("a place",),
    },
    exits={
        **dict.fromkeys(("applied", "invited", "interested"), Exit(verb="expire", when="`answer_by` is over")),
        "offered": Exit(verb="expire", when="`answer_by` is over, or another stay of the employee's has its days"),
        "reserve": Exit(verb="pass_over", when="the stays have begun, which closes the need"),
    },
    routes={
        "interest": "show_interest",
        "offer": "make_offer",
        "accept": "accept_offer",
        "propose_terms": "propose_offer_terms",
        "decline": "decline_candidacy",
        "withdraw": "withdraw_candidacy",
    },
    events={
        "interest": "candidacy.interested",
        "offer": "candidacy.offered",
        "accept": "candidacy.accepted",
        "propose_terms": "candidacy.terms_proposed",
        "decline": "candidacy.declined",
        "withdraw": "candidacy.withdrawn",
        "reserve": "candidacy.reserved",
        "return": "candidacy.returned",
        "pass_over": "candidacy.not_selected",
        "expire": "candidacy.expired",
    },
    follows={
        "pass_over": "the need is closed",
        "reserve": "the last place is agreed",
        "return": "a place is free again",
    },
    also={"pass_over": "need.closed"},
)

PLACEMENT_LIFE = Life(
    name="placement",
    machine=PLACEMENT,
    first=("proposed",),
    parties=("employee", "home", "host"),
    legal=lambda state, party: set(legal_for_placement(PlacementState(state), {Party(party)}, doubt="home_left")),
    waits_for={
        "proposed": ("whoever has not said yes",),
        "agreed": ("the first day",),
        "active": ("the last day",),
    },
    exits={
        "proposed": Exit(verb="expire", when="`decide_by` is over"),
        "agreed": Exit(verb="start", when="the first day has come"),
        "active": Exit(verb="complete", when="the last day is over"),
    },
    routes={
        "approve": "decide_placement",
        "reject": "decide_placement",
        "edit": "update_terms",
        "propose_terms": "propose_placement_terms",
        "cancel": "cancel_placement",
        "settle": "settle_placement",
        **dict.fromkeys(map(str, Kind), "propose_amendment"),
    },
    events={
        "approve": "placement.decided",
        "reject": "placement.rejected",
        "edit": "placement.terms_changed",
        "propose_terms": "placement.terms_proposed",
        "agree": "placement.agreed",
        "cancel": "placement.cancelled",
        "expire": "placement.expired",
        "start": "placement.started",
        "complete": "placement.completed",
        "end_early": "placement.ended_early",
        "no_show": "placement.ended_early",
        **dict.fromkeys(map(str, BINDING), "amendment.proposed"),
        **dict.fromkeys(map(str, BY_NOTICE), "amendment.applied"),
        "settle": "placement.settled",
    },
    follows={"agree": "the third yes", "end_early": "the last day that somebody gave notice of"},
)

AMENDMENT_LIFE = Life(
    name="amendment",
    machine=AMENDMENT,
    first=("proposed",),
    parties=("employee", "home", "host"),
    legal=lambda state, party: set(legal_for_amendment(AmendmentState(state), {Party(party)}, proposer=Party(party))),
    waits_for={"proposed": ("whoever has not said yes",)},
    exits={"proposed": Exit(verb="expire", when="`decide_by` is over, before the day from which it would count")},
    routes={
        "approve": "decide_amendment",
        "reject": "decide_amendment",
        "withdraw": "withdraw_amendment",
    },
    events={
        "approve": "amendment.approved",
        "apply": "amendment.applied",
        "reject": "amendment.rejected",
        "withdraw": "amendment.withdrawn",
        "expire": "amendment.expired",
    },
    follows={"apply": "the third yes, or one party's word with notice"},
)

_PLAN_ROUTES: Mapping[str, str | None] = {"cancel": "cancel_plan"}
PLAN_LIFE = Life(
    name="plan",
    machine=PLANS,
    first=("queued",),
    parties=("host",),
    legal=_by_access(PLANS, MATCHING, _PLAN_ROUTES),
    waits_for={"queued": ("the planner",), "running": ("the planner",)},
    exits={
        "queued": Exit(verb="start", when="the planner is free, and it is the body's turn"),
        "running": Exit(verb="fail", when="three planners in turn have reported no progress for two minutes"),
    },
    routes=_PLAN_ROUTES,
    events={
        "start": None,
        "finish": "plan.finished",
        "fail": "plan.failed",
        "cancel": None,
    },
    follows={"start": "the planner takes it", "finish": "the planner is done", "fail": "the planner gives up"},
)

_DELEGATION_ROUTES: Mapping[str, str | None] = {"accept": "accept_delegation", "withdraw": "withdraw_delegation"}
DELEGATION_LIFE = Life(
    name="delegation",
    machine=DELEGATION,
    first=("open",),
    parties=("coordinator", "delegate"),
    legal=lambda state, party: {
        verb for verb in DELEGATION.legal(DelegationState(state)) if (verb == "accept") == (party == "delegate")
    },
    waits_for={"open": ("delegate",), "accepted": ("the decision",)},
    exits={
        **dict.fromkeys(
            ("open", "accepted"), Exit(verb="expire", when="the days that the coordinator chose are over (14 at most)")
        ),
    },
    routes=_DELEGATION_ROUTES,
    events={
        "accept": "delegation.accepted",
        "withdraw": "delegation.withdrawn",
        "expire": "delegation.expired",
    },
)

LIVES = (EXPERT_LIFE, NEED_LIFE, CANDIDACY_LIFE, PLACEMENT_LIFE, AMENDMENT_LIFE, PLAN_LIFE, DELEGATION_LIFE)
