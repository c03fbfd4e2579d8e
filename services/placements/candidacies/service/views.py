"""Candidacies as each of the three parties may see them."""

from collections.abc import Sequence

from services.placements.candidacies.domain import CandidacyState, legal_for_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import CandidacyRead
from services.placements.parties.domain import Affiliation, parties_of


def show_candidacy(store: CandidacyStore, reader: Affiliation, candidacy: Candidacy) -> CandidacyRead:
    return show_candidacies(store, reader, [candidacy])[0]


def show_candidacies(
    store: CandidacyStore, reader: Affiliation, candidacies: Sequence[Candidacy]
) -> list[CandidacyRead]:
    """The candidacies with their seats and placements, which are read in one query each."""
    ids = [candidacy.id for candidacy in candidacies]
    seats, placements = store.bookings.seats_of(ids), store.placements.ids_of(ids)
    shown = []
    for candidacy in candidacies:
        parties = parties_of(reader, candidacy)
        legal = legal_for_candidacy(CandidacyState(candidacy.state), parties)
        seat_no, placement_id = seats.get(candidacy.id), placements.get(candidacy.id)
        shown.append(
            CandidacyRead.of(candidacy, parties=parties, seat_no=seat_no, placement_id=placement_id, legal=legal)
        )
    return shown
