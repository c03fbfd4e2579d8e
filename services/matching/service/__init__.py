"""The use cases of matching."""

from services.matching.service.suggesting import explain_candidate, list_candidates, list_opportunities, show_scoring

__all__ = ["explain_candidate", "list_candidates", "list_opportunities", "show_scoring"]
