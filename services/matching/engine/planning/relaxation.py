"""Bounds plans with several stays in a row by linear programming: whole people may be shared out in parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ortools.linear_solver import pywraplp

from services.matching.engine.planning.draft import Draft
from services.matching.engine.planning.market import UNLIMITED
from services.matching.engine.planning.pool import Suited
from services.matching.fit.days import Span
from services.scheme.months import last_day


def highest_possible(draft: Draft, *, count: bool) -> tuple[int, int]:
    """The highest score (or count) any plan with these wishes can have, the fixed pairs' included; and the pairs.

    Relaxed: parts of a stay, and where it lies among its possible days, but for the days it takes in any case.
    """
    pairs = [
        (number, one)
        for number, places in enumerate(draft.places)
        if places
        for expert in draft.find(number, None).experts.tolist()
        if draft.may_go(number, expert)
        for one in [draft.pair_of(number, expert)]
    ]
    fixed = len(draft.stays) if count else sum(stay.score for stay in draft.stays)
    solver = pywraplp.Solver.CreateSolver("GLOP")
    parts = [solver.NumVar(0, 1, "") for _ in pairs]
    for members, most in _limits(draft, pairs):
        solver.Add(solver.Sum([parts[place] * share for place, share in members]) <= most)
    solver.Maximize(
        solver.Sum([part if count else part * one.score for part, (_, one) in zip(parts, pairs, strict=True)])
    )
    if pairs and solver.Solve() != pywraplp.Solver.OPTIMAL:
        return fixed + _loosely(draft, pairs, count=count), len(pairs)
    return fixed + int(solver.Objective().Value() + 1e-6) if pairs else fixed, len(pairs)


def _loosely(draft: Draft, pairs: list[tuple[int, Suited]], *, count: bool) -> int:
    """Every need with its best, as if they could be everywhere."""
    best: dict[int, int] = {}
    for number, one in pairs:
        best[number] = max(best.get(number, 0), 1 if count else one.score)
    return sum(draft.places[number] * score for number, score in best.items())


Members = list[tuple[int, int]]  # (variable, how much of the limit it takes)


def _limits(draft: Draft, pairs: list[tuple[int, Suited]]) -> Iterator[tuple[Members, int]]:
    of_need, of_expert = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    of_home = defaultdict[str, list[int]](list)
    for place, (number, one) in enumerate(pairs):
        of_need[number].append(place)
        of_expert[one.expert].append(place)
        of_home[one.pair.expert.home].append(place)
    for number, places in of_need.items():
        yield _ones(places), draft.places[number]
    for home, places in of_home.items():
        if draft.cap_left(home) < UNLIMITED:
            yield _ones(places), draft.cap_left(home)
    for places in of_expert.values():
        yield _ones(places), draft.times_left(pairs[places[0]][1].expert)
        yield from _days(pairs, places)


def _days(pairs: list[tuple[int, Suited]], places: list[int]) -> Iterator[tuple[Members, int]]:
    """No more days than the person is free, and one stay at most on a day it takes wherever it is put."""
    free = pairs[places[0]][1].pair.expert.free
    spans = {place: _span(pairs[place][1]) for place in places}
    usable = Span(min(span.first for span, _, _ in spans.values()), max(span.last for span, _, _ in spans.values()))
    days = sum(max(min(one.last, usable.last) - max(one.first, usable.first) + 1, 0) for one in free)
    yield [(place, length) for place, (_, _, length) in spans.items()], days
    for day in {always.first for _, always, _ in spans.values() if always.first <= always.last}:
        together = [place for place, (_, always, _) in spans.items() if always.first <= day <= always.last]
        if len(together) > 1:
            yield _ones(together), 1


def _span(one: Suited) -> tuple[Span, Span, int]:
    """The days a stay can take, those it takes wherever it is put, and how many it takes at least."""
    first, last = one.pair.starts[0].first, one.pair.starts[-1].last
    earliest_end, latest_end = (_end(day, one.pair.need.months) for day in (first, last))
    shortest = min(earliest_end - first, latest_end - last) + 1 - 3  # months differ by up to three days
    return Span(first, latest_end), Span(last, earliest_end), shortest


def _end(day: int, months: int) -> int:
    return last_day(date.fromordinal(day), months=months).toordinal()


def _ones(places: Iterable[int]) -> Members:
    return [(place, 1) for place in places]
