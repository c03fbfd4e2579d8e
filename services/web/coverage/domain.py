"""Makes a table of supply and demand: a row for each field, a column for each month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ressurspool.client.matching import Cell

EVERYWHERE = "all"
STEPS = (1, 3, 6)  # how many are missing or left over, for the shades of a cell


@dataclass(frozen=True, kw_only=True)
class Square:
    """A cell as it is shown. `shade` colours what its text says already."""

    supply: int | None
    demand: int
    balance: str
    shade: str


def rows_of(cells: Iterable[Cell], months: Sequence[str], region: str) -> Mapping[str, list[Square]]:
    """The squares of each field, in the order of the months. A month without a cell has nobody and no need."""
    found = {(cell.field, cell.month): cell for cell in cells if cell.region == region}
    fields = dict.fromkeys(field for field, _month in found)
    return {field: [_square(found.get((field, month))) for month in months] for field in fields}


def regions_of(cells: Iterable[Cell]) -> list[str]:
    """Every region that is told of, all of them together first."""
    return sorted({cell.region for cell in cells}, key=lambda region: (region != EVERYWHERE, region))


def shade_of(supply: int | None, demand: int) -> str:
    """`hidden`, `even`, or `short-1` to `short-3` and `spare-1` to `spare-3`."""
    if supply is None:
        return "hidden"
    if supply == demand:
        return "even"
    step = sum(abs(supply - demand) >= least for least in STEPS)
    return f"{'short' if supply < demand else 'spare'}-{step}"


def _square(cell: Cell | None) -> Square:
    if cell is None:
        return Square(supply=0, demand=0, balance="even", shade="even")
    shade = shade_of(cell.supply, cell.demand)
    return Square(supply=cell.supply, demand=cell.demand, balance=cell.balance, shade=shade)
