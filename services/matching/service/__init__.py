"""The use cases of matching."""

from services.matching.service.alerting import alert_experts, new_needs
from services.matching.service.counties import Counties
from services.matching.service.coverage import show_coverage
from services.matching.service.indexing import show_index
from services.matching.service.keeping import Kept, show_suggestion
from services.matching.service.planning import (
    ask_for_plan,
    assignments_of,
    cancel_plan,
    gaps_of,
    list_plans,
    made_of,
    outcome_of,
)
from services.matching.service.presenting import present_coverage
from services.matching.service.suggesting import explain, list_candidates, list_opportunities, show_scoring
from services.matching.service.telling import assignment_read, gap_read, plan_read

__all__ = [
    "Counties",
    "Kept",
    "alert_experts",
    "ask_for_plan",
    "assignment_read",
    "assignments_of",
    "cancel_plan",
    "explain",
    "gap_read",
    "gaps_of",
    "list_candidates",
    "list_opportunities",
    "list_plans",
    "made_of",
    "new_needs",
    "outcome_of",
    "plan_read",
    "present_coverage",
    "show_coverage",
    "show_index",
    "show_scoring",
    "show_suggestion",
]
