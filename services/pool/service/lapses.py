"""The clock ends what waited too long: for the home agency's answer, or for the expert."""

from datetime import datetime

from services.pool.domain import Reason
from services.pool.repository.experts import Experts
from services.pool.service.experts import end_expert, step


def return_unanswered(experts: Experts, *, before: datetime, limit: int) -> int:
    """Return profiles that the home agency has not answered: the expert may submit them anew. Returns how many."""
    unanswered = experts.list_unanswered_locked(before=before, limit=limit)
    for expert in unanswered:
        step(expert, "lapse")
        expert.reason, expert.note = Reason.NO_RESPONSE, None
        experts.record(expert, "returned", reason=Reason.NO_RESPONSE)
    return len(unanswered)


def withdraw_idle(experts: Experts, *, before: datetime, limit: int) -> int:
    """Withdraw profiles that waited for their experts. Returns how many."""
    idle = experts.list_idle_locked(before=before, limit=limit)
    for expert in idle:
        end_expert(experts, expert, reason=Reason.NO_RESPONSE)
    return len(idle)
