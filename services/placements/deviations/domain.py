"""Compares terms with what pool and needs say of the expert and the need at this moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from services.placements.standings.domain import ExpertFacts, Facts, NeedFacts
from services.placements.terms.domain import Endorsement, Terms, months_between
from vocabulary.counties import load_counties
from vocabulary.municipalities import load_municipalities

Deviation = dict[str, str]  # `code`, and `pointer` to the value in a candidacy or a placement, as JSON can hold it


class DeviationCode(StrEnum):
    OUTSIDE_WINDOW = "outside_window"
    ABOVE_PERCENTAGE = "above_percentage"
    OUTSIDE_START = "outside_start"
    NOT_THE_NEEDS_LENGTH = "not_the_needs_length"
    NOT_THE_NEEDS_PERCENTAGE = "not_the_needs_percentage"
    NOT_THE_NEEDS_PLACE = "not_the_needs_place"
    OUTSIDE_ENDORSEMENT = "outside_endorsement"


Found = Iterator[tuple[DeviationCode, str]]


def deviations_of(terms: Terms, facts: Facts) -> list[Deviation]:
    """Each deviation once for each value that deviates."""
    found = [*_from_offer(terms, facts.expert), *_from_need(terms, facts.need)]
    if facts.expert.endorsement is not None:
        found += _from_endorsement(terms, facts.expert.endorsement)
    return [{"code": code, "pointer": f"/terms/{name}"} for code, name in found]


def shown_without_endorsement(deviations: Iterable[Deviation]) -> list[Deviation]:
    """As a host is shown them that may not know the home agency: its numbers are in no answer."""
    return [one for one in deviations if one["code"] != DeviationCode.OUTSIDE_ENDORSEMENT]


def _from_offer(terms: Terms, expert: ExpertFacts) -> Found:
    missing = _first_outside(terms.start, terms.end, expert.windows)
    if missing is not None:
        yield DeviationCode.OUTSIDE_WINDOW, "start" if missing == terms.start else "end"
    if terms.percentage > expert.percentage:
        yield DeviationCode.ABOVE_PERCENTAGE, "percentage"


def _from_need(terms: Terms, need: NeedFacts) -> Found:
    if not need.earliest_start <= terms.start <= need.latest_start:
        yield DeviationCode.OUTSIDE_START, "start"
    if months_between(terms.start, terms.end) != need.months:
        yield DeviationCode.NOT_THE_NEEDS_LENGTH, "end"
    if terms.percentage != need.percentage:
        yield DeviationCode.NOT_THE_NEEDS_PERCENTAGE, "percentage"
    if need.county is not None and not need.remote and not _may_lie_in(need.county, terms.place):
        yield DeviationCode.NOT_THE_NEEDS_PLACE, "place"


def _from_endorsement(terms: Terms, endorsement: Endorsement) -> Found:
    if terms.end > endorsement.until or months_between(terms.start, terms.end) > endorsement.max_months:
        yield DeviationCode.OUTSIDE_ENDORSEMENT, "end"
    if terms.percentage > endorsement.max_percentage:
        yield DeviationCode.OUTSIDE_ENDORSEMENT, "percentage"


def _first_outside(start: date, end: date, windows: Sequence[tuple[date, date]]) -> date | None:
    """The first day of a stay that is in none of the windows, which may overlap or follow each other."""
    day = start
    for first, last in sorted(windows):
        if first > day:
            return day
        if last >= end:
            return None
        day = max(day, last + timedelta(days=1))
    return day


def _may_lie_in(county: str, place: str) -> bool:
    """False for a place that is named as a municipality or county elsewhere. Other names may be anywhere."""
    counties = _counties_by_name().get(place.casefold())
    return counties is None or county in counties


@cache
def _counties_by_name() -> Mapping[str, Set[str]]:
    """The counties that have a municipality of this name, or bear it."""
    named = [(one.labels, one.id) for one in load_counties().counties]
    named += [(one.labels, one.county) for one in load_municipalities().municipalities.values()]
    found: dict[str, set[str]] = {}
    for labels, county in named:
        for label in labels.values():
            found.setdefault(label.casefold(), set()).add(county)
    return found
