"""Shows supply and demand, as much of it as the reader may see."""

from services.kit.access import Caller, Role
from services.matching.domain import FEWEST_ALIKE, Horizon, cells, cross_sector, demand_of, sectors_of_needs
from services.matching.engine.index import Snapshot
from services.matching.engine.supply import supply
from services.matching.schemas import AsOf, CellRead, CoverageRead, CrossSectorRead, Lag
from services.matching.service.reasons import label
from vocabulary import load


def show_coverage(caller: Caller, snapshot: Snapshot, horizon: Horizon) -> CoverageRead:
    """Brokers see exact numbers; others none of fewer than five experts."""
    exact = Role.BROKER in caller.roles
    needs = snapshot.needs.states.values()
    offered = supply(snapshot.pool, horizon, vocabulary=load())
    counted = cells(offered.counted, demand_of(needs, horizon, vocabulary=load()), exact=exact)
    pairs = cross_sector(offered.by_sector, sectors_of_needs(needs, vocabulary=load()))
    fewest = 1 if exact else FEWEST_ALIKE
    lag = Lag(experts=snapshot.experts.lag, needs=snapshot.needs.lag)
    return CoverageRead(
        as_of=AsOf(**snapshot.positions, at=snapshot.heard_at, lag=lag),
        vocabulary=load().version,
        months=[str(month) for month in horizon.months],
        fewest_shown=fewest,
        labels={field: label(field) for field in sorted({cell.field for cell in counted} | pairs.keys())},
        cells=[CellRead.model_validate(cell) for cell in counted],
        across_sectors=[
            CrossSectorRead(field=field, share=round(across / all_pairs, 2) if all_pairs and known >= fewest else None)
            for field, (known, all_pairs, across) in pairs.items()
        ],
    )
