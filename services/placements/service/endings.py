"""How candidacies and placements come to nothing: by somebody, by the clock, or because they lost their ground."""

from datetime import datetime
from uuid import UUID

from services.placements.domain import CANDIDACY, PLACEMENT, CandidacyState, PlacementState, Reason
from services.placements.models import Candidacy, Placement
from services.placements.repository import Store

_CANDIDACY_EVENTS = {"decline": "declined", "withdraw": "withdrawn", "pass_over": "not_selected", "expire": "expired"}
_PLACEMENT_EVENTS = {"reject": "rejected", "cancel": "cancelled", "expire": "expired"}


def end_candidacy(
    store: Store, candidacy: Candidacy, verb: str, *, reason: Reason, note: str | None = None, **codes: str
) -> Candidacy:
    """End a candidacy and free its seat."""
    candidacy.state = CANDIDACY.step(CandidacyState(candidacy.state), verb)
    candidacy.reason, candidacy.note = reason, note
    booking = store.bookings.find(candidacy.id)
    if booking is not None:
        store.bookings.release(booking)
    store.candidacies.record(candidacy, _CANDIDACY_EVENTS[verb], reason=reason, **codes)
    return candidacy


def end_placement(
    store: Store, placement: Placement, verb: str, *, reason: Reason, note: str | None = None, **codes: str
) -> Placement:
    """End a placement before it began; person and seat are free again."""
    placement.state = PLACEMENT.step(PlacementState(placement.state), verb)
    placement.reason, placement.note = reason, note
    store.bookings.release(store.bookings.get(placement.candidacy_id))
    store.placements.record(placement, _PLACEMENT_EVENTS[verb], reason=reason, **codes)
    return placement


def cancel(store: Store, placement: Placement, *, reason: Reason, note: str | None = None) -> Placement:
    return end_placement(store, placement, "cancel", reason=reason, note=note, was=str(placement.state))


def lapse_overdue(
    store: Store, *, at: datetime, limit: int, need_id: UUID | None = None, person_id: str | None = None
) -> int:
    """End what was not answered or decided in time, of a need or a person where named. Returns how many."""
    overdue = store.placements.list_lapsed(at=at, limit=limit, need_id=need_id, person_id=person_id)
    unanswered = store.candidacies.list_lapsed(at=at, limit=limit, need_id=need_id, person_id=person_id)
    for candidacy in unanswered:
        end_candidacy(store, candidacy, "expire", reason=Reason.NO_RESPONSE)
    for placement in overdue:
        end_placement(store, placement, "expire", reason=Reason.NO_RESPONSE)
    return max(len(overdue), len(unanswered))


def lapse_overtaken(store: Store, candidacy: Candidacy) -> None:
    """The person took another offer for some of these days: the others cannot be accepted any more."""
    booking = store.bookings.get(candidacy.id)
    for other in store.candidacies.list_overlapping_offers(candidacy, starts=booking.starts, ends=booking.ends):
        end_candidacy(store, other, "expire", reason=Reason.NOT_AVAILABLE)


def end_ground(
    store: Store,
    verb: str,
    *,
    reason: Reason,
    expert_id: UUID | None = None,
    need_id: UUID | None = None,
    person_id: str | None = None,
    before: int | None = None,
) -> None:
    """End what lost its ground and is not agreed: of an expert, a need or a person.

    `before` is the expert's version that lost it: what was begun on a later one stands.
    """
    candidacies = store.candidacies.list_open_locked(expert_id=expert_id, need_id=need_id, person_id=person_id)
    placements = store.placements.list_proposed_locked(expert_id=expert_id, need_id=need_id, person_id=person_id)
    for candidacy in candidacies:
        if before is None or candidacy.expert_version < before:
            end_candidacy(store, candidacy, verb, reason=reason)
    for placement in placements:
        if before is None or placement.expert_version < before:
            cancel(store, placement, reason=reason)
