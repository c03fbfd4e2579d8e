"""Where each stay lies on a time line, and which way it goes."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ressurspool.client.cases import Placement

STATES = ("proposed", "agreed", "active", "completed", "ended_early", "rejected", "expired", "cancelled")
WIDTH = 1000  # units of the drawing; the page stretches it
MOST_NAMED = 6  # months whose short names have room beside each other at 320 px
COLORS = {"proposed": "warning", "agreed": "success", "active": "success"}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stay on the line. `x` and `width` are units of the drawing."""

    stay: Placement
    out: bool  # the body lends
    last: date
    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """Whole months, from the first day of any stay to the last. `months` are where each but the first begins, `today`
    where today is. `named` are all months, where so few have room for their names.
    """

    first: date
    last: date
    bars: Sequence[Bar]
    months: Sequence[int]
    today: int | None
    named: Sequence[date]


def last_of(stay: Placement) -> date:
    return stay.ended_on or stay.terms.end


def time_line(stays: Iterable[Placement], *, org: str, today: date) -> TimeLine | None:
    """None where there is no stay to draw."""
    found = list(stays)
    if not found:
        return None
    first = min(one.terms.start for one in found).replace(day=1)
    last = _end_of_month(max(last_of(one) for one in found))
    days = (last - first).days + 1

    def at(day: date) -> int:
        return round((day - first).days * WIDTH / days)

    bars = [
        Bar(
            stay=one,
            out=one.home_org == org,
            last=last_of(one),
            x=at(one.terms.start),
            width=max(at(last_of(one) + timedelta(days=1)) - at(one.terms.start), 1),
        )
        for one in found
    ]
    months = list(_months(first, last))
    return TimeLine(
        first=first,
        last=last,
        bars=bars,
        months=[at(day) for day in months],
        today=at(today) if first <= today <= last else None,
        named=[first, *months] if len(months) < MOST_NAMED else [],
    )


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months(first: date, last: date) -> Iterable[date]:
    """The first days of the months after `first`."""
    day = _end_of_month(first) + timedelta(days=1)
    while day <= last:
        yield day
        day = _end_of_month(day) + timedelta(days=1)
