"""The use case of coverage: supply and demand, as far as the reader may see them."""

from services.kit.access.table import Caller
from services.matching.access import sees_employers
from services.matching.coverage.domain import Horizon, cells, cross_sector, demand_of, sectors_of_needs
from services.matching.coverage.schemas import CellRead, CoverageRead, CrossSectorRead
from services.matching.coverage.supply import supply
from services.matching.engine.index import Snapshot
from services.matching.index.service import as_of
from services.matching.texts.words import label
from services.scheme.privacy import SMALLEST_GROUP
from vocabulary import load


def show_coverage(caller: Caller, snapshot: Snapshot, horizon: Horizon) -> CoverageRead:
    """Brokers see exact numbers of all. Others see other bodies' experts, and no number of few."""
    exact = sees_employers(caller)
    needs, experts = snapshot.needs.states.values(), snapshot.pool
    offered = supply(experts if exact else experts.of_others(asker=caller.org or ""), horizon, vocabulary=load())
    counted = cells(offered.counted, demand_of(needs, horizon, vocabulary=load()), exact=exact)
    pairs = cross_sector(offered.by_sector, sectors_of_needs(needs, vocabulary=load()))
    return CoverageRead(
        as_of=as_of(snapshot),
        vocabulary=load().version,
        months=[str(month) for month in horizon.months],
        fewest_shown=1 if exact else SMALLEST_GROUP,
        labels={field: label(field) for field in sorted({cell.field for cell in counted} | pairs.keys())},
        cells=[CellRead.model_validate(cell) for cell in counted],
        across_sectors=[
            CrossSectorRead(
                field=field, share=round(across / all_pairs, 2) if all_pairs and (exact or known.is_many) else None
            )
            for field, (known, all_pairs, across) in pairs.items()
        ],
    )
