"""The use cases of placements."""

from services.placements.service.candidacies import (
    Asking,
    accept_offer,
    create_candidacy,
    decline_candidacy,
    make_offer,
    show_interest,
    withdraw_candidacy,
)
from services.placements.service.endings import end_ground, lapse_overdue
from services.placements.service.placements import (
    cancel_placement,
    complete_due,
    decide_placement,
    start_due,
    update_terms,
)
from services.placements.service.showing import (
    concern_of,
    parties_of,
    show_candidacies,
    show_candidacy,
    show_placement,
    show_placements,
)

__all__ = [
    "Asking",
    "accept_offer",
    "cancel_placement",
    "complete_due",
    "concern_of",
    "create_candidacy",
    "decide_placement",
    "decline_candidacy",
    "end_ground",
    "lapse_overdue",
    "make_offer",
    "parties_of",
    "show_candidacies",
    "show_candidacy",
    "show_interest",
    "show_placement",
    "show_placements",
    "start_due",
    "update_terms",
    "withdraw_candidacy",
]
