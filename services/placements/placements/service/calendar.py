"""An agreed stay begins on its first day, and ends after its last. One in doubt does not begin."""

from datetime import date

from services.kit import clock
from services.placements.amendments.domain import Kind
from services.placements.placements.domain import END_DAYS, PLACEMENT, PlacementState
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import end_amendment, overtake_amendment
from services.placements.placements.service.endings import cancel, end_early
from services.scheme.reasons import Reason


def start_due(store: PlacementStore, *, on: date, limit: int) -> int:
    """Begin the agreed stays whose first day has come, and call off those in doubt. Returns how many."""
    due = store.placements.list_starting(on=on, limit=limit)
    for placement in due:
        if placement.doubt is not None:
            cancel(store, placement, reason=Reason.NO_RESPONSE)
            continue
        live = store.amendments.find_live(placement.id)
        if live is not None and live.kind == Kind.DATES:
            end_amendment(store, placement, live, "expire", reason=Reason.NO_RESPONSE)  # it may move the first day
        placement.state = PLACEMENT.step(PlacementState(placement.state), "start")
        store.placements.record(placement, "started")
    return len(due)


def complete_due(store: PlacementStore, *, on: date, limit: int) -> int:
    """Complete the stays whose last day is over, and end those that end early. Returns how many."""
    due = store.placements.list_ending(on=on, limit=limit)
    for placement in due:
        if placement.ended_on is not None:
            end_early(store, placement, "end_early")
            continue
        overtake_amendment(store, placement)
        placement.state = PLACEMENT.step(PlacementState(placement.state), "complete")
        placement.ended_at, placement.doubt = clock.now(), None
        store.messages.erase(placement.candidacy_id)
        store.placements.record(placement, "completed")
    return len(due)


def announce_starts(store: PlacementStore, *, on: date, limit: int) -> int:
    """Emit that agreed stays begin soon; once for each first day. Returns how many."""
    soon = store.placements.list_starting_soon(on=on, limit=limit)
    for placement in soon:
        placement.start_announced = placement.starts
        store.placements.record(placement, "starting_soon")
    return len(soon)


def announce_ends(store: PlacementStore, *, on: date, limit: int) -> int:
    """Emit that stays end soon; once for each last day. Returns how many.

    What the three know anyhow is not announced: that a stay ends early, or that a short one has begun.
    """
    soon = store.placements.list_ending_soon(on=on, limit=limit)
    for placement in soon:
        placement.end_announced = placement.ends
        if placement.ended_on is None and placement.starts < placement.ends - END_DAYS:
            store.placements.record(placement, "ending_soon")
    return len(soon)
