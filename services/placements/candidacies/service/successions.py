"""A body takes another's place, as home agency and as host. What is agreed stands."""

from services.placements.candidacies.domain import OPEN
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.endings import end_candidacy
from services.placements.placements.domain import LIVE, PlacementState
from services.placements.placements.models import Placement
from services.placements.placements.repository import Placements
from services.placements.placements.service.endings import cancel
from services.placements.placements.service.settlement import doubt_placement, is_with_employer, lose_ground
from services.scheme.doubts import Doubt
from services.scheme.parties import Party
from services.scheme.reasons import Reason


def pass_on(store: CandidacyStore, predecessor: str, successor: str) -> None:
    """Move a body's candidacies and placements to the body that has taken its place. It can be repeated.

    Where the two would lend to each other, nobody is lent any more: what is not agreed ends, and an ended candidacy
    keeps both numbers. An agreed stay goes on, with the successor on both sides.
    """
    candidacies = store.candidacies.list_of_body_locked(predecessor)
    for candidacy in candidacies:
        _pass_candidacy(store, candidacy, predecessor, successor)
    for placement in store.placements.list_of_body_locked(predecessor):
        if placement.state == PlacementState.PROPOSED and _is_between(placement, predecessor, successor):
            cancel(store, placement, reason=Reason.OWN_EMPLOYEE)
        was_host = placement.host_org == predecessor
        _pass_placement(store.placements, placement, predecessor, successor)
        _settle_return(store, placement)
        if was_host:
            _doubt_employer(store, placement)


def _settle_return(store: CandidacyStore, placement: Placement) -> None:
    """Whoever left the home agency for the body that has taken its place has not left it."""
    if placement.doubt == Doubt.HOME_LEFT and placement.home_org in store.memberships.list_bodies(placement.person_id):
        lose_ground(store, placement)


def _doubt_employer(store: CandidacyStore, placement: Placement) -> None:
    """The host is another body now, to which the employee may have belonged before."""
    binding = placement.state in {PlacementState.AGREED, PlacementState.ACTIVE}
    if binding and placement.doubt is None and is_with_employer(store, placement):
        doubt_placement(store, placement, Doubt.HOST_JOINED)


def _is_between(case: Candidacy | Placement, predecessor: str, successor: str) -> bool:
    return {case.home_org, case.host_org} == {predecessor, successor}


def _pass_candidacy(store: CandidacyStore, candidacy: Candidacy, predecessor: str, successor: str) -> None:
    if _is_between(candidacy, predecessor, successor):
        if candidacy.state in OPEN:
            end_candidacy(store, candidacy, "withdraw", reason=Reason.OWN_EMPLOYEE)
        return
    if candidacy.home_org == predecessor:
        candidacy.home_org = successor
    else:
        candidacy.host_org = successor
    store.candidacies.touch(candidacy, "passed_on")


def _pass_placement(placements: Placements, placement: Placement, predecessor: str, successor: str) -> None:
    """Move one placement. Its parties are notified of one that is not over."""
    moved = []
    if placement.home_org == predecessor:
        placement.home_org = successor
        moved.append(Party.HOME)
    if placement.host_org == predecessor:
        placement.host_org = successor
        moved.append(Party.HOST)
    if placement.state not in LIVE:
        placements.touch(placement, "passed_on")
        return
    for party in moved:
        placements.record(placement, "passed_on", party=party)
