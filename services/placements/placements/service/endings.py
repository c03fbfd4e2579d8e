"""A placement ends before its time: rejected, cancelled or expired before it began, or ended early."""

from collections.abc import Set

from services.kit import clock
from services.placements.parties.schemas import Explained
from services.placements.placements.domain import AMENDABLE, PLACEMENT, PlacementState, move_placement
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import overtake_amendment
from services.scheme.parties import Party
from services.scheme.reasons import Reason

_PLACEMENT_EVENTS = {
    "reject": "rejected",
    "cancel": "cancelled",
    "expire": "expired",
    "end_early": "ended_early",
    "no_show": "ended_early",
}


def cancel_placement(store: PlacementStore, placement: Placement, parties: Set[Party], asked: Explained) -> Placement:
    """Call it off before it has begun, agreed or not."""
    move_placement(PlacementState(placement.state), "cancel", parties=parties)
    return cancel(store, placement, reason=asked.reason, note=asked.note)


def end_early(store: PlacementStore, placement: Placement, verb: str) -> Placement:
    """The last day of a stay that ends early is over, or nobody came."""
    reason = Reason(placement.reason or Reason.OTHER)
    codes = {"by": placement.ended_by or "", "end": placement.ends.isoformat()}
    return end_placement(store, placement, verb, reason=reason, note=placement.note, **codes)


def cancel(store: PlacementStore, placement: Placement, *, reason: Reason, note: str | None = None) -> Placement:
    """Call it off, whoever asks. The event carries the state it was in."""
    return end_placement(store, placement, "cancel", reason=reason, note=note, was=str(placement.state))


def end_placement(
    store: PlacementStore, placement: Placement, verb: str, *, reason: Reason, note: str | None = None, **codes: str
) -> Placement:
    """End a placement. Person and seat are free again."""
    if placement.state in AMENDABLE:
        overtake_amendment(store, placement)
    else:
        store.proposals.expire(placement.candidacy_id)
    placement.state = PLACEMENT.step(PlacementState(placement.state), verb)
    placement.ended_at, placement.doubt = clock.now(), None
    placement.reason, placement.note = reason, note
    store.messages.erase(placement.candidacy_id)
    store.bookings.release(store.bookings.get(placement.candidacy_id))
    store.placements.record(placement, _PLACEMENT_EVENTS[verb], reason=reason, **codes)
    return placement
