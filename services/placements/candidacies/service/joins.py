"""Two accounts turn out to be one person's: their candidacies, stays and bookings are the person's who stays.

What was said stays as it was said. Two stays on the same days are neither lost nor ended: the booking of the account
that ended goes on binding its id, and the two bodies of the later stay are asked whether it goes on.
"""

from collections.abc import Collection

from services.kit import clock
from services.placements.bookings.models import Booking
from services.placements.candidacies.repository import CandidacyStore
from services.placements.placements.domain import PlacementState
from services.placements.placements.service.settlement import doubt_placement, follow_gain, lose_ground
from services.scheme.doubts import Doubt


def join_people(store: CandidacyStore, ended: str, stays: str, *, over: Collection[str] = ()) -> None:
    """Give the person what the account that ended had. `over` are memberships that ended with it. Safe to repeat."""
    store.memberships.end(over)
    passed = (
        store.candidacies.pass_on(ended, stays)
        + store.placements.pass_on(ended, stays)
        + store.memberships.pass_on(ended, stays)
    )
    left = [booking for booking in store.bookings.list_locked(ended) if not _rebind(store, booking, stays)]
    if not passed:
        return
    for booking in left:
        _doubt_later(store, booking, stays)
    follow_gain(store, stays, store.memberships.list_bodies(stays), at=clock.now())


def rebind_left(store: CandidacyStore) -> None:
    """Bind people by the bookings that collided when their accounts were joined, and collide no more.

    A stay that was asked about for that is in doubt no more.
    """
    left = [(stays, _rebind(store, booking, stays)) for booking, stays in store.bookings.list_left_locked()]
    for person_id in {stays for stays, _ in left} - {stays for stays, bound in left if not bound}:
        for placement in store.placements.list_binding_locked(person_id):
            if placement.doubt == Doubt.BOOKED_TWICE:
                lose_ground(store, placement)


def _rebind(store: CandidacyStore, booking: Booking, person_id: str) -> bool:
    """False where another booking binds the person on some of the days."""
    if store.bookings.list_clashing(booking, person_id):
        return False
    booking.person_id = person_id
    store.bookings.add(booking)
    return True


def _doubt_later(store: CandidacyStore, booking: Booking, person_id: str) -> None:
    """Ask the bodies of the last stay of those that are agreed or under way. A proposed one can't be agreed now."""
    ids = [booking.candidacy_id, *(other.candidacy_id for other in store.bookings.list_clashing(booking, person_id))]
    sure = {PlacementState.AGREED, PlacementState.ACTIVE}
    stays = [placement for placement in store.placements.list_of_candidacies(ids) if placement.state in sure]
    if len(stays) > 1:
        later = max(stays, key=lambda placement: (placement.created_at, placement.id))
        doubt_placement(store, later, Doubt.BOOKED_TWICE)
