"""An amendment that is not decided yet holds the days it asks for, and gives them back when it comes to nothing."""

from datetime import datetime

from services.placements.amendments.domain import AMENDMENT, AmendmentState
from services.placements.amendments.models import Amendment
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.scheme.reasons import Reason

_EVENTS = {"reject": "rejected", "withdraw": "withdrawn", "expire": "expired"}


def hold_days(store: PlacementStore, placement: Placement, amendment: Amendment) -> None:
    """Bind the person on the days that are agreed and on those asked for. Raises PersonAlreadyBooked."""
    starts, ends = min(placement.starts, amendment.starts), max(placement.ends, amendment.ends)
    store.bookings.span(store.bookings.get(placement.candidacy_id), starts=starts, ends=ends)


def end_amendment(
    store: PlacementStore,
    placement: Placement,
    amendment: Amendment,
    verb: str,
    *,
    reason: Reason,
    note: str | None = None,
    **codes: str,
) -> None:
    """An amendment comes to nothing: rejected, withdrawn, or expired. The days it held are free again."""
    amendment.state = AMENDMENT.step(AmendmentState(amendment.state), verb)
    amendment.end_reason, amendment.end_note = reason, note
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.span(booking, starts=placement.starts, ends=placement.ends)
    store.amendments.record_amendment(amendment, placement, _EVENTS[verb], reason=reason, **codes)


def overtake_amendment(store: PlacementStore, placement: Placement) -> None:
    """The stay ends, or is to end: what was asked to change about it and is not decided has no ground any more."""
    live = store.amendments.find_live(placement.id)
    if live is not None:
        end_amendment(store, placement, live, "expire", reason=Reason.NO_LONGER_REQUIRED)


def lapse_amendments(store: PlacementStore, *, at: datetime, limit: int) -> int:
    """End the amendments that were not decided in time. Returns how many.

    Their placements are locked first, as by everybody who changes an amendment.
    """
    overdue = store.amendments.list_overdue(at=at, limit=limit)
    found = [(placement, store.amendments.find_live(placement.id)) for placement in store.placements.lock_idle(overdue)]
    lapsed = [(placement, live) for placement, live in found if live and live.decide_by and live.decide_by <= at]
    for placement, live in lapsed:
        end_amendment(store, placement, live, "expire", reason=Reason.NO_RESPONSE)
    return len(lapsed)
