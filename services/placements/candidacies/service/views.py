"""Candidacies as each of the three parties may see them."""

from uuid import UUID

from services.placements.candidacies.domain import CandidacyState, legal_for_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import CandidacyRead
from services.placements.parties.domain import Affiliation, parties_of


def show_candidacy(store: CandidacyStore, reader: Affiliation, candidacy: Candidacy) -> CandidacyRead:
    """The candidacy as it is after a change."""
    seats = store.bookings.seats_of([candidacy.id])
    placements = store.placements.ids_of([candidacy.id]) if candidacy.state == CandidacyState.ACCEPTED else {}
    return shown_to(reader, candidacy, seats.get(candidacy.id), placements.get(candidacy.id))


def shown_to(
    reader: Affiliation, candidacy: Candidacy, seat_no: int | None, placement_id: UUID | None
) -> CandidacyRead:
    """The candidacy with its seat and its placement, as this reader may see it."""
    parties = parties_of(reader, candidacy)
    legal = legal_for_candidacy(CandidacyState(candidacy.state), parties)
    return CandidacyRead.of(candidacy, parties=parties, seat_no=seat_no, placement_id=placement_id, legal=legal)
