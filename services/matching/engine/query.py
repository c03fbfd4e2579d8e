"""Turns a need into the numbers that rows are compared with. The reference computes the points that go into them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from services.matching.engine.codes import CLEARANCES, DAY_ZERO, LAST_DAY, MOST_LANGUAGES, Codes, known
from services.matching.engine.columns import Numbers
from services.matching.fit.conditions import spoken
from services.matching.fit.pairs import SCALE, nearness
from services.matching.fit.scoring import WEIGHTS, Factor, asks_for, possible_points, share
from services.matching.fit.states import Clearance, NeedState
from services.scheme.months import last_day
from services.scheme.perspectives import Perspective
from vocabulary import Vocabulary

OTHER_SECTOR, PEER = 1, 2
PERSPECTIVES = {Perspective.NEUTRAL: 0, Perspective.OTHER_SECTOR: OTHER_SECTOR, Perspective.PEER: PEER}
MOST_DAYS = 4000  # a need that could begin on more days than this is left to Python
MOST_KEPT = 2048  # queries that are kept, some 3 KB each
NUMBERS = 19  # of a query; the rest are arrays


_NONE: Numbers = np.zeros(0, np.int64)


class Query(NamedTuple):
    """A need in numbers. `ends[i]` is the last day of a stay that begins on day `first + i`; the tables of points say
    what so many skills or days contribute, and `possible` what all that is asked for can. `packed` has everything
    before it in one array (see `kernels.handover`)."""

    is_open: bool
    first: int
    last: int
    on: int
    host: int
    languages: int
    percentage: int
    months: int
    county: int
    anywhere: bool
    clearance: int
    perspective: int
    has_sector: bool
    sector: int
    level: int
    field_weight: int
    perspective_points: int
    learning_weight: int
    possible: int
    levels: Numbers
    near: Numbers
    ends: Numbers
    slack_points: Numbers
    must: Numbers
    nice: Numbers
    must_points: Numbers
    nice_points: Numbers
    packed: Numbers


def kept_query_of(
    need: NeedState, codes: Codes, *, on: date, vocabulary: Vocabulary, weights: Mapping[Factor, int] = WEIGHTS
) -> Query | None:
    """As `query_of`. Kept until the need's state, the day, the weights or the words that have a number are others."""
    asked = on, codes.size, vocabulary, weights
    kept = codes.queries.get(need.id)
    if kept is not None and kept[0] is need and kept[1] == asked:
        found: Query | None = kept[2]
        return found
    query = query_of(need, codes, on=on, vocabulary=vocabulary, weights=weights)
    if len(codes.queries) >= MOST_KEPT:
        codes.queries.clear()
    codes.queries[need.id] = need, asked, query
    return query


def query_of(
    need: NeedState, codes: Codes, *, on: date, vocabulary: Vocabulary, weights: Mapping[Factor, int] = WEIGHTS
) -> Query | None:
    """None for a need that the columns cannot answer exactly. The reference in Python answers it."""
    first, last = max(need.earliest_start, on).toordinal() - DAY_ZERO, need.latest_start.toordinal() - DAY_ZERO
    languages = _languages(need, codes)
    if languages is None or not _in_reach(need, first, last) or on.toordinal() <= DAY_ZERO:
        return None
    return _with_packed(
        Query(
            is_open=need.state == "open" and need.filled < need.places,
            first=first,
            last=last,
            on=on.toordinal() - DAY_ZERO,
            host=known(codes.homes, need.host),
            languages=languages,
            percentage=need.percentage,
            months=need.months,
            county=known(codes.counties, need.county),
            anywhere=need.remote or need.county is None,
            clearance=CLEARANCES[need.clearance],
            perspective=PERSPECTIVES[need.perspective],
            has_sector=bool(need.sector),
            sector=known(codes.sectors, need.sector or None),
            level=known(codes.levels, need.level),
            field_weight=weights[Factor.FIELD],
            perspective_points=weights[Factor.PERSPECTIVE] * SCALE // 100 * asks_for(need, Factor.PERSPECTIVE),
            learning_weight=weights[Factor.LEARNING],
            possible=possible_points(need, weights),
            levels=np.array([asked.level for asked in need.fields], np.int64),
            near=_near(need, codes, vocabulary),
            ends=_ends(first, last, need.months),
            slack_points=_shares(max(last - first + 1, 0), weights[Factor.SLACK]),
            must=_wanted(need.must_skills, codes),
            nice=_wanted(need.nice_skills, codes),
            must_points=_shares(len(need.must_skills), weights[Factor.MUST_SKILLS]),
            nice_points=_shares(len(need.nice_skills), weights[Factor.NICE_SKILLS]),
            packed=_NONE,
        )
    )


def _with_packed(query: Query) -> Query:
    """`packed`: the numbers, then how long each array is (how wide `near`), then the arrays."""
    arrays: Sequence[Numbers] = query[NUMBERS:-1]  # type: ignore[assignment]  # mypy sees all fields' kinds in a slice
    head = [*query[:NUMBERS], *(array.shape[-1] for array in arrays)]
    packed = np.concatenate([np.array(head, np.int64), *(array.reshape(-1) for array in arrays)])
    return query._replace(packed=packed)


def _languages(need: NeedState, codes: Codes) -> int | None:
    """A bit for each; one that nobody has where the need asks for an unknown one."""
    found = {known(codes.languages, spoken(language)) for language in need.languages}
    if found and max(found) >= MOST_LANGUAGES:
        return None
    return 2**MOST_LANGUAGES if -1 in found else sum(1 << code for code in found)


def _in_reach(need: NeedState, first: int, last: int) -> bool:
    return (
        first >= 1
        and last - first < MOST_DAYS
        and max(first, last) + 31 * (need.months + 1) < LAST_DAY
        and 1 <= need.months < 2**8 - 1
        and 0 <= need.percentage < 2**8 - 1
        and need.clearance in Clearance
    )


def _near(need: NeedState, codes: Codes, vocabulary: Vocabulary) -> Numbers:
    """How near each field is to each that is asked for, in ten-thousandths."""
    near = np.zeros((len(need.fields), len(codes.fields)), np.int64)
    for place, asked in enumerate(need.fields):
        for field, similarity in nearness(vocabulary, asked.field).items():
            code = codes.fields.get(field, near.shape[1])
            if code < near.shape[1]:  # one that was numbered a moment ago belongs to nobody in this snapshot
                near[place, code] = similarity
    return near


@lru_cache(maxsize=512)
def _ends(first: int, last: int, months: int) -> Numbers:
    days = range(first, max(first, last) + 1)
    return np.array([_last_day(day, months) for day in days], np.int64)


@lru_cache(maxsize=16_384)
def _last_day(day: int, months: int) -> int:
    return last_day(date.fromordinal(day + DAY_ZERO), months=months).toordinal() - DAY_ZERO


def _wanted(skills: tuple[str, ...], codes: Codes) -> Numbers:
    return np.array([code for skill in skills if (code := codes.skills.get(skill)) is not None], np.int64)


@lru_cache(maxsize=2048)
def _shares(of: int, weight: int) -> Numbers:
    """What each number of so many contributes; nothing where none are asked for."""
    shares = np.array([share(part, of=of) for part in range(of + 1)], np.int64)
    points: Numbers = (shares * weight + 50) // 100
    points[0] = 0
    return points
