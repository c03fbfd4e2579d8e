"""Doubts about a stay that is agreed or under way: what raises one, and how it is settled.

A doubt waits for the two bodies. Either says that the stay goes on, or calls off one that has not begun. It is settled
by itself where its ground is gone. On the first day of an agreed stay the clock calls it off (`calendar`); a stay under
way is completed all the same.
"""

from collections.abc import Set
from datetime import date, datetime, timedelta

from services.placements.placements.domain import PlacementState, body_of, move_placement
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.scheme.doubts import Doubt
from services.scheme.parties import Party

# A change from longer before the acceptance was known when the three said yes: what is met then is history, read by a
# follower that began late. Events are never late for so long while people decide.
KNOWN_BEFORE = timedelta(days=1)


def settle_placement(store: PlacementStore, placement: Placement, parties: Set[Party]) -> Placement:
    """A body states that the stay goes on as agreed. Raises WrongState without a doubt, DecidesForTwo for one's own."""
    move_placement(PlacementState(placement.state), "settle", parties=parties, doubt=placement.doubt)
    by = body_of(parties)
    placement.doubt = None
    store.placements.record(placement, "settled", by=by)
    return placement


def doubt_placement(store: PlacementStore, placement: Placement, doubt: Doubt) -> None:
    """Ask both bodies whether a stay that is agreed or under way goes on. Nothing new where they are asked already."""
    if placement.doubt == doubt:
        return
    placement.doubt = doubt
    store.placements.record(placement, "doubted", doubt=doubt, settle_by=settle_by(placement).isoformat())


def settle_by(placement: Placement) -> date:
    """The last day to settle a doubt: before an agreed stay begins, or while one lasts."""
    begun = placement.state == PlacementState.ACTIVE
    return placement.ends if begun else placement.starts - timedelta(days=1)


def follow_loss(store: PlacementStore, person_id: str, orgnrs: Set[str], *, at: datetime) -> None:
    """The person belongs to these bodies no more, since `at`."""
    for placement in store.placements.list_binding_locked(person_id):
        if placement.home_org in orgnrs:
            if _is_news(placement, at):
                doubt_placement(store, placement, Doubt.HOME_LEFT)
        elif placement.host_org in orgnrs and placement.doubt == Doubt.HOST_JOINED:
            lose_ground(store, placement)


def follow_gain(
    store: PlacementStore, person_id: str, orgnrs: Set[str], *, at: datetime, moved_from: str | None = None
) -> None:
    """The person belongs to these bodies, anew or for the first time, since `at`.

    A membership that moved with the home agency raises no doubt: the host has taken its place, and what is agreed
    stands, whether or not the placement has moved yet.
    """
    for placement in store.placements.list_binding_locked(person_id):
        if placement.host_org in orgnrs and placement.host_org != placement.home_org:
            if placement.home_org != moved_from and _is_news(placement, at):
                doubt_placement(store, placement, Doubt.HOST_JOINED)
        elif placement.home_org in orgnrs and placement.doubt == Doubt.HOME_LEFT:
            lose_ground(store, placement)


def _is_news(placement: Placement, at: datetime) -> bool:
    return at >= placement.created_at - KNOWN_BEFORE


def lose_ground(store: PlacementStore, placement: Placement) -> None:
    """What was doubted holds no more. It is still in doubt where there is another ground: one doubt hides another."""
    doubt = _find_ground(store, placement)
    if doubt is not None:
        doubt_placement(store, placement, doubt)
        return
    placement.doubt = None
    store.placements.record(placement, "settled")


def _find_ground(store: PlacementStore, placement: Placement) -> Doubt | None:
    if store.memberships.has_left(placement.person_id, placement.home_org):
        return Doubt.HOME_LEFT
    if is_with_employer(store, placement):
        return Doubt.HOST_JOINED
    return Doubt.BOOKED_TWICE if store.placements.is_second(placement) else None


def is_with_employer(store: PlacementStore, placement: Placement) -> bool:
    """True where the employee belongs to the host, and that is not the home agency."""
    bodies = store.memberships.list_bodies(placement.person_id)
    return placement.host_org != placement.home_org and placement.host_org in bodies
