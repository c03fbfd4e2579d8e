"""A candidacy ends: one of the two ends it, time runs out, or the expert, need or person is lost to it."""

from collections.abc import Set
from datetime import datetime
from uuid import UUID

from services.kit import clock
from services.placements.candidacies.domain import CANDIDACY, CandidacyState, move_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.shortlist import erase_shortlist
from services.placements.parties.schemas import Explained
from services.placements.placements.service.endings import cancel, end_placement
from services.scheme.parties import Party
from services.scheme.reasons import Reason

_CANDIDACY_EVENTS = {"decline": "declined", "withdraw": "withdrawn", "pass_over": "not_selected", "expire": "expired"}


def decline_candidacy(store: CandidacyStore, candidacy: Candidacy, parties: Set[Party], asked: Explained) -> Candidacy:
    """Say no to what one was asked."""
    return _end(store, candidacy, "decline", parties, asked)


def withdraw_candidacy(store: CandidacyStore, candidacy: Candidacy, parties: Set[Party], asked: Explained) -> Candidacy:
    """Step back, no matter whose turn it is."""
    return _end(store, candidacy, "withdraw", parties, asked)


def lapse_overdue(
    store: CandidacyStore, *, at: datetime, limit: int, need_id: UUID | None = None, person_id: str | None = None
) -> int:
    """End what was not answered or decided in time, only of a need or a person where one is named.

    Returns the higher of the two counts, of candidacies and of placements.
    """
    overdue = store.placements.list_lapsed(at=at, limit=limit, need_id=need_id, person_id=person_id)
    unanswered = store.candidacies.list_lapsed(at=at, limit=limit, need_id=need_id, person_id=person_id)
    for candidacy in unanswered:
        end_candidacy(store, candidacy, "expire", reason=Reason.NO_RESPONSE)
    for placement in overdue:
        end_placement(store, placement, "expire", reason=Reason.NO_RESPONSE)
    return max(len(overdue), len(unanswered))


def lapse_overtaken(store: CandidacyStore, candidacy: Candidacy) -> None:
    """The person took another offer for some of these days: the others cannot be accepted any more."""
    booking = store.bookings.get(candidacy.id)
    for other in store.candidacies.list_overlapping_offers(candidacy, starts=booking.starts, ends=booking.ends):
        end_candidacy(store, other, "expire", reason=Reason.PERSON_TAKEN)


def lapse_taken(store: CandidacyStore, *, limit: int) -> int:
    """End offers for days on which another stay of the person's lies by now: extended, moved, or another account's.

    Returns how many. What an amendment only asks for does not count: it may come to nothing.
    """
    taken = store.candidacies.list_taken(at=clock.now(), limit=limit)
    for candidacy in taken:
        end_candidacy(store, candidacy, "expire", reason=Reason.PERSON_TAKEN)
    return len(taken)


def end_ground(
    store: CandidacyStore,
    verb: str,
    *,
    reason: Reason,
    expert_id: UUID | None = None,
    need_id: UUID | None = None,
    person_id: str | None = None,
    before: int | None = None,
) -> None:
    """End the candidacies and the proposed placements of an expert, a need or a person that was lost.

    `before` is the expert's version that was lost: what was begun on a later one stands.
    """
    candidacies = store.candidacies.list_open_locked(expert_id=expert_id, need_id=need_id, person_id=person_id)
    placements = store.placements.list_proposed_locked(expert_id=expert_id, need_id=need_id, person_id=person_id)
    for candidacy in candidacies:
        if before is None or candidacy.expert_version < before:
            end_candidacy(store, candidacy, verb, reason=reason)
    for placement in placements:
        if before is None or placement.expert_version < before:
            cancel(store, placement, reason=reason)


def end_candidacy(
    store: CandidacyStore, candidacy: Candidacy, verb: str, *, reason: Reason, note: str | None = None, **codes: str
) -> Candidacy:
    """End a candidacy and free its seat."""
    candidacy.state = CANDIDACY.step(CandidacyState(candidacy.state), verb)
    candidacy.ended_at, candidacy.reason, candidacy.note = clock.now(), reason, note
    erase_shortlist(candidacy)
    store.messages.erase(candidacy.id)
    booking = store.bookings.find(candidacy.id)
    if booking is not None:
        store.bookings.release(booking)
        store.proposals.expire(candidacy.id)
    store.candidacies.record(candidacy, _CANDIDACY_EVENTS[verb], reason=reason, **codes)
    return candidacy


def _end(store: CandidacyStore, candidacy: Candidacy, verb: str, parties: Set[Party], asked: Explained) -> Candidacy:
    move_candidacy(CandidacyState(candidacy.state), verb, parties=parties)
    by = Party.EMPLOYEE if Party.EMPLOYEE in parties else Party.HOST
    if verb == "withdraw":
        candidacy.withdrawn_by, candidacy.withdrawn_on = by, clock.today()
    return end_candidacy(store, candidacy, verb, reason=asked.reason, note=asked.note, by=by)
