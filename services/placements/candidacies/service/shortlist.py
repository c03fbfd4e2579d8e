"""The host's shortlist: candidacies that it marks, each with a note for itself. Nobody else learns of it."""

from collections.abc import Set

from services.kit import clock
from services.kit.errors import NotFound
from services.placements.candidacies.domain import CandidacyState, refuse_over
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import ShortlistUpdate
from services.scheme.parties import Party


def put_on_shortlist(
    store: CandidacyStore, candidacy: Candidacy, parties: Set[Party], asked: ShortlistUpdate
) -> Candidacy:
    """Put it on the list, or write another note. Raises WrongState where it is over."""
    refuse_over(CandidacyState(candidacy.state), parties)
    candidacy.shortlisted_at = candidacy.shortlisted_at or clock.now()
    candidacy.shortlist_note = asked.note
    candidacy.shortlist_version += 1
    store.candidacies.touch_unseen(candidacy, "shortlisted")
    return candidacy


def take_off_shortlist(store: CandidacyStore, candidacy: Candidacy) -> Candidacy:
    """The note is erased. Raises NotFound where it is not on the list."""
    if candidacy.shortlisted_at is None:
        raise NotFound()
    candidacy.shortlisted_at = candidacy.shortlist_note = None
    candidacy.shortlist_version += 1  # who read the list before has to read it again
    store.candidacies.touch_unseen(candidacy, "unlisted")
    return candidacy


def erase_shortlist(candidacy: Candidacy) -> None:
    """The candidacy is over, or became a placement: nobody is chosen by it any more."""
    candidacy.shortlisted_at = candidacy.shortlist_note = None
    candidacy.shortlist_version = 0
