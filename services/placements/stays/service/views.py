"""Amendments as each of the three parties may see them."""

from collections.abc import Sequence
from uuid import UUID

from services.kit.data.pagination import Page, PageRequest
from services.placements.amendments.domain import WantedAmendments
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import AmendmentRead
from services.placements.decisions.domain import Decided
from services.placements.decisions.models import Decision
from services.placements.parties.domain import Affiliation
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore, ShownPlacements
from services.placements.placements.service.views import standing_of

Pairs = Sequence[tuple[Decision, Decided]]


def show_amendment(
    store: PlacementStore, reader: Affiliation, placement: Placement, amendment: Amendment
) -> AmendmentRead:
    """The amendment as it is after a change."""
    rows = store.decisions.list_of([placement.id])
    return _shown(reader, placement, amendment, list(zip(rows, store.decisions.as_decided(rows), strict=True)))


def read_amendment(
    shown: ShownPlacements, reader: Affiliation, placement: Placement, amendment_id: UUID
) -> AmendmentRead:
    """Raises NotFound."""
    amendment = shown.amendments.get(placement.id, amendment_id)
    return _shown(reader, placement, amendment, shown.decisions.list_of([placement.id]))


def read_amendments(
    shown: ShownPlacements,
    reader: Affiliation,
    placement: Placement,
    wanted: WantedAmendments,
    *,
    paging: PageRequest,
) -> Page[AmendmentRead]:
    """What was asked to change about a stay."""
    decisions = shown.decisions.list_of([placement.id])
    found = shown.amendments.list_of(placement.id, wanted, paging=paging)
    return found.each(lambda amendment: _shown(reader, placement, amendment, decisions))


def _shown(reader: Affiliation, placement: Placement, amendment: Amendment, pairs: Pairs) -> AmendmentRead:
    waiting, legal = standing_of(reader, placement, amendment, [decided for _, decided in pairs])
    rows = [row for row, _ in pairs if row.terms_version == amendment.terms_version]
    return AmendmentRead.of(amendment, decisions=rows, waiting_for=waiting, legal=legal)
