"""A need in plain numbers that every peer can compute with. The reference makes them, not the engine."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.synthetic import FIELDS, SOMEBODY, TODAY, VOCABULARY, Pool
from services.matching.engine.codes import DAY_ZERO
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import WEIGHTS, Factor, Measure, asks_for, field_fit, possible_points, share
from services.matching.fit.states import FieldLevel, NeedState
from services.scheme.months import last_day

LEVELS = (1, 2, 3)


@dataclass(frozen=True, kw_only=True)
class Question:
    """`points` are (field, level, points) of the fields that are near; `ends` the last days of the stays, by first
    day; `slack`, `must`, `nice` what so many days or skills are worth, from none on; `possible` what all can be."""

    points: tuple[tuple[int, int, int], ...]
    first: int
    last: int
    ends: tuple[int, ...]
    host: int
    percentage: int
    months: int
    county: int
    must: tuple[int, ...]
    nice: tuple[int, ...]
    must_points: tuple[int, ...]
    nice_points: tuple[int, ...]
    slack_points: tuple[int, ...]
    possible: int


def question_of(need: NeedState, pool: Pool) -> Question:
    codes = pool.experts.codes
    first, last = need.earliest_start, need.latest_start
    days = (last - first).days + 1
    return Question(
        points=tuple(_points(need)),
        first=_number(first),
        last=_number(last),
        ends=tuple(_number(last_day(first + timedelta(day), months=need.months)) for day in range(days)),
        host=codes.homes[need.host],
        percentage=need.percentage,
        months=need.months,
        county=codes.counties[need.county or ""],
        must=tuple(codes.skills[skill] for skill in need.must_skills),
        nice=tuple(codes.skills[skill] for skill in need.nice_skills),
        must_points=_shares(need, Factor.MUST_SKILLS, len(need.must_skills)),
        nice_points=_shares(need, Factor.NICE_SKILLS, len(need.nice_skills)),
        slack_points=_shares(need, Factor.SLACK, days),
        possible=possible_points(need, WEIGHTS),
    )


def _points(need: NeedState) -> list[tuple[int, int, int]]:
    found = []
    for number, field in enumerate(FIELDS):
        for level in LEVELS:
            expert = replace(SOMEBODY, fields=(FieldLevel(field=field, level=level),))
            pair = Pair(expert=expert, need=need, on=TODAY, vocabulary=VOCABULARY)
            if pair.meetings:
                found.append((number, level, _worth(need, Factor.FIELD, field_fit(pair))))
    return found


def _shares(need: NeedState, factor: Factor, of: int) -> tuple[int, ...]:
    return tuple(_worth(need, factor, share(part, of=of)) for part in range(of + 1))


def _worth(need: NeedState, factor: Factor, value: int) -> int:
    return Measure(factor=factor, value=value, weight=WEIGHTS[factor], asked=asks_for(need, factor)).contribution


def _number(day: date) -> int:
    return day.toordinal() - DAY_ZERO
