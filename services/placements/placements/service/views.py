"""Placements as each of the three parties may see them."""

from uuid import UUID

from services.kit.data.pagination import Page, PageRequest
from services.placements.decisions.domain import Decided, may_decide, waiting_for
from services.placements.decisions.models import Decision
from services.placements.parties.domain import Affiliation, Wanted, parties_of
from services.placements.placements.domain import PlacementState, legal_for_reader
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore, ShownPlacements
from services.placements.placements.schemas import PlacementRead

Pairs = list[tuple[Decision, Decided]]


def show_placement(store: PlacementStore, reader: Affiliation, placement: Placement) -> PlacementRead:
    """The placement as it is after a change."""
    rows = store.decisions.list_of([placement.id])
    return _shown(reader, placement, list(zip(rows, store.decisions.as_decided(rows), strict=True)))


def read_placement(shown: ShownPlacements, reader: Affiliation, placement: Placement) -> PlacementRead:
    return _shown(reader, placement, shown.decisions.list_of([placement.id]))


def read_placements(
    shown: ShownPlacements, reader: Affiliation, wanted: Wanted, *, paging: PageRequest
) -> Page[PlacementRead]:
    """What concerns the reader and is wanted. The decisions of all are read in one query."""
    found = shown.list_for(reader, wanted, paging=paging)
    decisions: dict[UUID, Pairs] = {placement.id: [] for placement in found.items}
    for row, decided in shown.decisions.list_of(list(decisions)):
        decisions[row.placement_id].append((row, decided))
    return found.each(lambda placement: _shown(reader, placement, decisions[placement.id]))


def _shown(reader: Affiliation, placement: Placement, pairs: Pairs) -> PlacementRead:
    state, version = PlacementState(placement.state), placement.terms_version
    parties = parties_of(reader, placement, placement_id=placement.id)
    rows, decisions = [row for row, _ in pairs], [decided for _, decided in pairs]
    waiting = waiting_for(decisions, terms_version=version) if state is PlacementState.PROPOSED else []
    deciding = may_decide(reader, parties, decisions, person_id=placement.person_id, terms_version=version)
    delegated = reader.delegation is not None
    legal = legal_for_reader(
        state,
        parties,
        may_decide=deciding,
        only_decides=delegated,
        coordinates=reader.coordinates,
        doubt=placement.doubt,
    )
    return PlacementRead.of(placement, decisions=rows, waiting_for=waiting, legal=legal)
