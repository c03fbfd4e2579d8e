"""Counts supply and demand per field, region and month, so that the counts identify nobody."""

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from services.matching.fit.days import Span, possible_starts
from services.matching.fit.privacy import Crowd, crowds
from services.matching.fit.states import ExpertState, FieldLevel, NeedState
from services.scheme.counties import EVERYWHERE, NO_COUNTY, OTHER
from services.scheme.months import SHORTEST_STAY
from vocabulary import Vocabulary


class Balance(StrEnum):
    SURPLUS = "surplus"
    SHORTAGE = "shortage"
    EVEN = "even"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class Month:
    """A calendar month, by its first day."""

    first: date

    @property
    def span(self) -> Span:
        last = self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        return Span(self.first.toordinal(), last.toordinal())

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Horizon:
    """Months in a row."""

    months: tuple[Month, ...]

    @classmethod
    def of(cls, day: date, *, months: int) -> "Horizon":
        counted = [divmod(day.year * 12 + day.month - 1 + n, 12) for n in range(months)]
        return cls(tuple(Month(date(year, month + 1, 1)) for year, month in counted))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A field in a region in a month. A supply of None is hidden: too few experts, or of too few bodies."""

    field: str
    region: str
    month: str
    supply: int | None
    demand: int

    @property
    def balance(self) -> Balance:
        """A supply that is hidden may be of any size: nothing is said of it."""
        if self.supply is None:
            return Balance.NOT_SHOWN
        if self.supply == self.demand:
            return Balance.EVEN
        return Balance.SURPLUS if self.supply > self.demand else Balance.SHORTAGE


Wanted = Counter[tuple[str, str, str]]  # places by field, region and month
Offered = dict[tuple[str, str, str], Crowd]  # experts by the same
OfSector = dict[tuple[str, str | None], Crowd]  # experts by field and sector


def cells(supply: Offered, demand: Wanted, *, exact: bool) -> tuple[Cell, ...]:
    """Every cell with a supply or a demand, by field, month and region; `all` regions first, then each."""
    groups: dict[tuple[str, str], set[str]] = {}
    for field, region, month in [*supply, *demand]:
        groups.setdefault((field, month), set()).add(region)
    return tuple(
        Cell(field=field, region=region, month=month, supply=shown, demand=asked)
        for (field, month), regions in sorted(groups.items())
        for region, shown, asked in _row(
            {region: supply.get((field, region, month), Crowd()) for region in regions},
            {region: demand[field, region, month] for region in regions},
            exact=exact,
        )
    )


def _row(
    supply: Mapping[str, Crowd], demand: Mapping[str, int], *, exact: bool
) -> Iterator[tuple[str, int | None, int]]:
    shown, rest = (dict(supply), None) if exact else merged(supply)
    total = _sum(supply.values())
    yield EVERYWHERE, total.experts if exact or total.is_many else None, sum(demand.values())
    for region in sorted(supply):
        yield region, shown[region].experts if region in shown else None, demand.get(region, 0)
    if len(shown) < len(supply):
        others = sum(demand.get(region, 0) for region in supply if region not in shown)
        yield OTHER, rest.experts if rest else None, others


def merged(crowds: Mapping[str, Crowd]) -> tuple[dict[str, Crowd], Crowd | None]:
    """The crowds that may be shown, and all the hidden ones together. None where even they are too few.

    A single hidden count could be computed from the total by subtraction. So further ones are hidden, the smallest
    first, until at least two are hidden and together they are many.
    """
    shown = {key: crowd for key, crowd in crowds.items() if crowd.is_many}
    rest, hidden = _sum(crowds[key] for key in crowds if key not in shown), len(crowds) - len(shown)
    while shown and hidden and (hidden < 2 or not rest.is_many):
        smallest = min(shown, key=lambda key: (shown[key].experts, key))
        rest, hidden = rest + shown.pop(smallest), hidden + 1
    return shown, rest if rest.is_many else None


def _sum(crowds: Iterable[Crowd]) -> Crowd:
    return sum(crowds, Crowd())


def cross_sector(offered: OfSector, wanted: Mapping[str, Counter[str | None]]) -> Mapping[str, tuple[Crowd, int, int]]:
    """Per field: experts, pairs of an expert and a wanted place, and those of these that cross sectors.

    Of known sector only: of a hidden one nobody can say what it crosses.
    """
    by_field: dict[str, tuple[Crowd, int, int]] = {}
    for field in sorted({field for field, _ in offered} | wanted.keys()):
        mine = {sector: crowd for (one, sector), crowd in offered.items() if one == field and sector is not None}
        theirs = _known(wanted.get(field, {}))
        known = _sum(mine.values())
        pairs = known.experts * theirs.total()
        same = sum(crowd.experts * theirs[sector] for sector, crowd in mine.items())
        by_field[field] = (known, pairs, pairs - same)
    return by_field


def _known(counted: Mapping[str | None, int]) -> Counter[str]:
    return Counter({sector: count for sector, count in counted.items() if sector is not None})


def sectors_of_experts(experts: Iterable[ExpertState], *, vocabulary: Vocabulary) -> OfSector:
    awake = [expert for expert in experts if not expert.paused]
    return crowds(((field, one.sector or None), one.home) for one in awake for field in tops_of(one.fields, vocabulary))


def sectors_of_needs(needs: Iterable[NeedState], *, vocabulary: Vocabulary) -> Mapping[str, Counter[str | None]]:
    found: dict[str, Counter[str | None]] = {}
    for need in filter(is_wanted, needs):
        for field in tops_of(need.fields, vocabulary):
            found.setdefault(field, Counter())[need.sector or None] += need.places - need.filled
    return found


def supply_of(experts: Iterable[ExpertState], horizon: Horizon, *, vocabulary: Vocabulary) -> Offered:
    """The experts who could begin a stay, per month."""
    return crowds(
        ((field, region_of(expert.county), str(month)), expert.home)
        for expert in experts
        for month in horizon.months
        if could_begin(expert, month)
        for field in tops_of(expert.fields, vocabulary)
    )


def demand_of(needs: Iterable[NeedState], horizon: Horizon, *, vocabulary: Vocabulary) -> Wanted:
    """How many free places a stay could begin in, per month."""
    counted: Wanted = Counter()
    for need in filter(is_wanted, needs):
        fields, region = tops_of(need.fields, vocabulary), region_of(need.county)
        for month in horizon.months:
            first, last = month.span
            if need.earliest_start.toordinal() <= last and need.latest_start.toordinal() >= first:
                counted.update({(field, region, str(month)): need.places - need.filled for field in fields})
    return counted


def region_of(county: str | None) -> str:
    """The region of a county. Reserved: coverage uses `all` and `other` for pseudo-regions, so these count as `none`.

    States from before these names were refused may still have them, and would be counted twice.
    """
    return NO_COUNTY if county in {None, "", EVERYWHERE, OTHER} else str(county)


def is_wanted(need: NeedState) -> bool:
    return need.state == "open" and need.places > need.filled


def could_begin(expert: ExpertState, month: Month) -> bool:
    """Whether the expert, endorsed and not paused, is free to begin the shortest stay on some day of the month."""
    first, last = month.span
    until, rests = expert.endorsed_until, expert.paused_until
    if until is None or until.toordinal() < first:
        return False
    if expert.paused and (rests is None or rests.toordinal() >= last):
        return False
    return bool(possible_starts(expert.free, asked=month.span, months=SHORTEST_STAY))


def tops_of(fields: Collection[FieldLevel], vocabulary: Vocabulary) -> set[str]:
    """The top-level fields that these belong to."""
    return set().union(*(widest(field.field, vocabulary) for field in fields))


@lru_cache(maxsize=4096)
def widest(field: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The top-level fields that this one belongs to. A field that has left the vocabulary is its own."""
    concept = vocabulary.concepts.get(field)
    if concept is None or not concept.broader:
        return frozenset({field})
    return frozenset[str]().union(*(widest(wider, vocabulary) for wider in concept.broader))
