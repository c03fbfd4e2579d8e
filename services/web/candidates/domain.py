"""What is drawn and said of candidates: bars of what counts, months, and where an offer differs from the need."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ressurspool.client.candidates import Factor
from ressurspool.client.cases import Candidacy, Terms
from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from ressurspool.client.words import PeriodShown
from services.scheme.months import last_day
from services.web.candidacies.domain import first_offer

FEWEST_COMPARED, MOST_COMPARED = 2, 4
MOST_LABELS = 8  # of months in a drawing: more have no room on a phone
OPEN_STATES = frozenset({"applied", "invited", "interested", "offered", "reserve"})


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What a factor contributes, in points of what it can at most. `full` and `filled` are percent of the drawing."""

    factor: str
    got: float
    most: float
    full: float
    filled: float


def bars(factors: Iterable[Factor]) -> list[Bar]:
    """The bars of what the need asks for; the longest is the factor that counts most."""
    asked = [one for one in factors if one.asked and one.weight]
    longest = max((one.weight for one in asked), default=1.0)
    return [
        Bar(
            factor=one.factor,
            got=round(one.contribution / 100, 1),
            most=round(one.weight * 100, 1),
            full=round(one.weight / longest * 100, 2),
            filled=round(one.contribution / 10_000 / longest * 100, 2),
        )
        for one in asked
    ]


@dataclass(frozen=True, kw_only=True)
class Span:
    """A period in a drawing, in percent of its width."""

    x: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Months:
    """A drawing by month: when somebody is available, when the need may start, and the earliest stay."""

    labels: list[tuple[float, int]]  # where a month begins, and which it is
    lines: list[float]
    available: list[Span]
    start: Span | None
    stay: Span | None


def months_of(need: Need, windows: Iterable[PeriodShown], start: date | None) -> Months:
    """From the month of the earliest start to the month in which the last possible stay ends."""
    first = need.earliest_start.replace(day=1)
    last = last_day(last_day(need.latest_start, months=need.months).replace(day=1), months=1)
    days = (last - first).days + 1

    def span(begin: date, end: date) -> Span | None:
        begin, end = max(begin, first), min(end, last)
        width = (end - begin).days + 1
        return Span(x=_percent((begin - first).days, days), width=_percent(width, days)) if width > 0 else None

    months = _months_between(first, last)
    step = -(-len(months) // MOST_LABELS)
    return Months(
        labels=[(_percent((one - first).days, days), one.month) for one in months[::step]],
        lines=[_percent((one - first).days, days) for one in months],
        available=[found for one in windows if (found := span(one.start, one.end))],
        start=span(need.earliest_start, need.latest_start),
        stay=span(start, last_day(start, months=need.months)) if start else None,
    )


def _months_between(first: date, last: date) -> list[date]:
    months = [first]
    while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= last:
        months.append(following)
    return months


def _percent(part: int, whole: int) -> float:
    return round(part / whole * 100, 2)


def is_comparable(chosen: Collection[str]) -> bool:
    """Whether they can stand side by side. The form always sends a blank one: nobody chosen is not nothing asked."""
    return FEWEST_COMPARED <= len(set(chosen) - {""}) <= MOST_COMPARED


def by_expert(candidacies: Iterable[Candidacy]) -> Mapping[str, Candidacy]:
    """The newest candidacy of each expert; they are given newest first."""
    found: dict[str, Candidacy] = {}
    for one in candidacies:
        found.setdefault(one.expert_id, one)
    return found


def under_way(candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    """Those that are open; first those on the shortlist."""
    return sorted((one for one in candidacies if one.state in OPEN_STATES), key=lambda one: one.shortlist is None)


def offer_for(need: Need, expert: Expert, *, place: str, today: date) -> dict[str, object]:
    """What the offer of an invitation begins with, by the names of its form's fields."""
    first = first_offer(need, expert, place=place, today=today)
    return {f"offer/{name}": value for name, value in first.items() if name != "employer"}


def differences(need: Need, terms: Terms, windows: Iterable[PeriodShown]) -> list[str]:
    """Where an offer differs from what the need says, or from when the candidate is available."""
    found = {
        "start": not need.earliest_start <= terms.start <= need.latest_start,
        "length": terms.end != last_day(terms.start, months=need.months),
        "percentage": terms.percentage != need.percentage,
        "available": not any(one.start <= terms.start and terms.end <= one.end for one in windows),
    }
    return [name for name, holds in found.items() if holds]
