"""Placements as each of the three parties may see them."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from services.placements.decisions.domain import Decided, may_decide, waiting_for
from services.placements.decisions.models import Decision
from services.placements.parties.domain import Affiliation, parties_of
from services.placements.placements.domain import PlacementState, legal_for_reader
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.schemas import PlacementRead


def show_placement(store: PlacementStore, reader: Affiliation, placement: Placement) -> PlacementRead:
    return show_placements(store, reader, [placement])[0]


def show_placements(store: PlacementStore, reader: Affiliation, placements: Sequence[Placement]) -> list[PlacementRead]:
    """The placements with their decisions, which are read in one query."""
    by_placement = attrgetter("placement_id")
    found = sorted(store.decisions.list_of([placement.id for placement in placements]), key=by_placement)
    decided = zip(found, store.decisions.as_decided(found), strict=True)
    decisions = {key: list(group) for key, group in groupby(decided, key=lambda pair: pair[0].placement_id)}
    return [_shown(reader, placement, decisions.get(placement.id, [])) for placement in placements]


def _shown(reader: Affiliation, placement: Placement, pairs: list[tuple[Decision, Decided]]) -> PlacementRead:
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
