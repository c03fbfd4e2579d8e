"""One party ends a stay: with the notice that was agreed, or because nobody came."""

from datetime import date

from services.kit import clock
from services.placements.amendments.domain import AmendmentState, last_no_show_day
from services.placements.amendments.errors import NoShowTooLate
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import AmendmentCreate
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import overtake_amendment
from services.placements.placements.service.endings import end_early
from services.placements.placements.service.terms import stay_codes
from services.placements.stays.service.actor import Actor
from services.scheme.parties import Party
from services.scheme.reasons import Reason


def end_with_notice(
    store: PlacementStore, placement: Placement, actor: Actor, asked: AmendmentCreate, *, last: date
) -> Amendment:
    """The stay goes on until that day, and then ends early. What is not decided about it is overtaken.

    Nobody could be made to stay by an amendment that is left open.
    """
    overtake_amendment(store, placement)
    placement.ends = placement.ended_on = last
    placement.ended_by, placement.reason, placement.note = actor.party, asked.reason, asked.note
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.span(booking, starts=placement.starts, ends=last)
    amendment = actor.amendment(placement, asked, starts=placement.starts, ends=last, state=AmendmentState.APPLIED)
    store.amendments.record_amendment(amendment, placement, "applied", party=actor.party, reason=asked.reason)
    store.placements.record(placement, "changed", **stay_codes(placement))
    return amendment


def report_no_show(store: PlacementStore, placement: Placement, actor: Actor, asked: AmendmentCreate) -> Amendment:
    """Nobody came: the stay ends today. Raises NoShowTooLate after its first two weeks."""
    today, last = clock.today(), last_no_show_day(placement.starts)
    if today > last:
        raise NoShowTooLate(last_day=last.isoformat())
    overtake_amendment(store, placement)
    placement.ends = placement.ended_on = today
    placement.ended_by, placement.reason, placement.note = Party.HOST, Reason.NO_SHOW, asked.note
    days = {"starts": placement.starts, "ends": today}
    amendment = actor.amendment(placement, asked, **days, state=AmendmentState.APPLIED, reason=Reason.NO_SHOW)
    store.amendments.record_amendment(
        amendment, placement, "applied", party=Party.HOST, reason=Reason.NO_SHOW, over=True
    )
    end_early(store, placement, "no_show")
    return amendment
