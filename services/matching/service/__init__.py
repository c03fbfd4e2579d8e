"""The use cases of matching."""

from services.matching.service.alerting import alert_experts, new_needs
from services.matching.service.counties import tells_place
from services.matching.service.coverage import show_coverage
from services.matching.service.keeping import Kept, show_suggestion
from services.matching.service.presenting import present_coverage
from services.matching.service.suggesting import explain_candidate, list_candidates, list_opportunities, show_scoring

__all__ = [
    "Kept",
    "alert_experts",
    "explain_candidate",
    "list_candidates",
    "list_opportunities",
    "new_needs",
    "present_coverage",
    "show_coverage",
    "show_scoring",
    "show_suggestion",
    "tells_place",
]
