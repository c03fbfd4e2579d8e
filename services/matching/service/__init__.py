"""The use cases of matching."""

from services.matching.service.planning import (
    ask_for_plan,
    assignments_of,
    cancel_plan,
    gaps_of,
    list_plans,
    made_of,
    outcome_of,
)
from services.matching.service.suggesting import explain_candidate, list_candidates, list_opportunities, show_scoring
from services.matching.service.telling import assignment_read, gap_read, plan_read

__all__ = [
    "ask_for_plan",
    "assignment_read",
    "assignments_of",
    "cancel_plan",
    "explain_candidate",
    "gap_read",
    "gaps_of",
    "list_candidates",
    "list_opportunities",
    "list_plans",
    "made_of",
    "outcome_of",
    "plan_read",
    "show_scoring",
]
