"""Places periods on a line of twelve months, each as wide as the others: what templates/year.html draws."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MONTHS = 12
MONTH = 100  # units of the drawing
WIDTH = MONTHS * MONTH


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A period in units of the drawing."""

    x: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One line of the drawing. `dashed` bars are outlined, so that two kinds differ without colour."""

    name: str
    bars: list[Bar]
    dashed: bool = False


def months_from(day: date) -> list[date]:
    """The first day of twelve months; `day` is in the first of them."""
    first = day.year * MONTHS + day.month - 1
    return [date(number // MONTHS, number % MONTHS + 1, 1) for number in range(first, first + MONTHS)]


def bars_of(periods: Iterable[tuple[date, date]], first: date) -> list[Bar]:
    """The periods, both days included, in the twelve months from the month of `first`. What is outside is cut off."""
    bars = []
    for start, end in periods:
        left, right = max(0.0, _place(start, first)), min(float(WIDTH), _place(end, first, days=1))
        if right > left:
            bars.append(Bar(x=round(left, 1), width=round(right - left, 1)))
    return bars


def _place(day: date, first: date, *, days: int = 0) -> float:
    months = (day.year - first.year) * MONTHS + day.month - first.month
    return MONTH * (months + (day.day - 1 + days) / monthrange(day.year, day.month)[1])
