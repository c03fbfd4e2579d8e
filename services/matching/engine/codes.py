"""Numbers for the words of states: each new word gets the next number, and keeps it.

A number is never reused, so a reader may look one up while the writer adds others: a number that is newer than the
reader's rows matches none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from services.matching.fit.conditions import spoken
from services.matching.fit.days import Span
from services.matching.fit.states import Clearance, ExpertState

DAY_ZERO = date(1999, 12, 31).toordinal()
LAST_DAY = 2**16 - 1  # in 2179; windows that go on for longer are cut here, needs that reach as far are left to Python
NO_LIMIT = 2**8 - 1
MOST_LANGUAGES = 31  # a bit each; the last bit is left for one that no expert has

PAUSED, REMOTE, BROKEN, LEARNS = 1, 2, 4, 8  # bits of `flags`; BROKEN: free in several spans
CLEARED_SHIFT = 4  # two bits
ALERTS = 64
CLEARANCES = {clearance: place for place, clearance in enumerate(Clearance)}

Numbers = dict[str, int]
_GIVING = Lock()


@dataclass(frozen=True)
class Codes:
    """The numbers given so far. Nought is left for none, except among skills, languages and fields.

    `queries` are needs in these numbers, by their ids: see `query.kept_query_of`.
    """

    skills: Numbers = field(default_factory=dict)
    fields: Numbers = field(default_factory=dict)
    languages: Numbers = field(default_factory=dict)
    homes: Numbers = field(default_factory=dict)
    counties: Numbers = field(default_factory=dict)
    sectors: Numbers = field(default_factory=dict)
    levels: Numbers = field(default_factory=dict)
    queries: dict[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many words have a number. It only grows."""
        given = (self.skills, self.fields, self.languages, self.homes, self.counties, self.sectors, self.levels)
        return sum(map(len, given))


@dataclass(frozen=True, kw_only=True)
class Row:
    """An expert in numbers. `words` are the numbers of their skills; `spans` and `learning` are kept beside the row."""

    fields: tuple[tuple[int, int], ...]
    words: tuple[int, ...]
    first: int
    last: int
    until: int
    home: int
    languages: int
    percentage: int
    max_percentage: int
    max_months: int
    county: int
    sector: int
    level: int
    flags: int
    spans: tuple[Span, ...]
    learning: tuple[int, ...]


def number(numbers: Numbers, word: str, *, start: int = 1) -> int:
    """The number of a word, which is given one if it has none."""
    found = numbers.get(word)
    if found is None:
        with _GIVING:  # a follower and a merge may both meet a new word
            found = numbers.setdefault(word, len(numbers) + start)
    return found


def row_of(expert: ExpertState, codes: Codes, *, skills: int) -> Row | None:
    """The expert's row. None where the columns cannot hold the expert exactly; the reference in Python judges them."""
    spans = tuple(_cut(span) for span in expert.free if span.last > DAY_ZERO and span.first <= DAY_ZERO + LAST_DAY)
    words = tuple(sorted(number(codes.skills, skill, start=0) for skill in expert.skills))
    languages = [number(codes.languages, spoken(language), start=0) for language in expert.languages]
    row = Row(
        fields=_fields(expert, codes),
        words=words,
        first=spans[0].first if spans else LAST_DAY,
        last=spans[-1].last if spans else 0,
        until=_day(expert.endorsed_until),
        home=number(codes.homes, expert.home),
        languages=sum(1 << code for code in set(languages)),
        percentage=min(expert.percentage, NO_LIMIT),
        max_percentage=_limit(expert.max_percentage),
        max_months=_limit(expert.max_months),
        county=0 if expert.county is None else number(codes.counties, expert.county),
        sector=number(codes.sectors, expert.sector) if expert.sector else 0,
        level=0 if expert.level is None else number(codes.levels, expert.level),
        flags=_flags(expert, spans),
        spans=spans if len(spans) > 1 else (),
        learning=tuple(number(codes.fields, wish, start=0) for wish in expert.learning),
    )
    return row if _fits(row, skills) else None


def known(numbers: Mapping[str, int], word: str | None) -> int:
    """The number of a word; -1, which no row has, where it was given none."""
    return -1 if word is None else numbers.get(word, -1)


def _fits(row: Row, skills: int) -> bool:
    bytes_ = (row.percentage, row.max_percentage, row.max_months, row.county, row.sector, row.level)
    shorts = (row.home, *row.learning, *(code for code, _ in row.fields))
    return (
        all(0 <= value < 2**8 for value in bytes_)
        and all(0 <= value < 2**16 for value in shorts)
        and row.languages < 2**MOST_LANGUAGES
        and (not row.words or row.words[-1] < skills)
    )


def _fields(expert: ExpertState, codes: Codes) -> tuple[tuple[int, int], ...]:
    return tuple((number(codes.fields, each.field, start=0), each.level) for each in expert.fields)


def _flags(expert: ExpertState, spans: tuple[Span, ...]) -> int:
    flags = (
        (PAUSED, expert.paused),
        (REMOTE, expert.remote),
        (BROKEN, len(spans) > 1),
        (LEARNS, expert.learning),
        (ALERTS, expert.alerts),
    )
    return sum(bit for bit, holds in flags if holds) | CLEARANCES[expert.clearance] << CLEARED_SHIFT


def _cut(span: Span) -> Span:
    return Span(max(span.first - DAY_ZERO, 1), min(span.last - DAY_ZERO, LAST_DAY))


def _day(day: date | None) -> int:
    return 0 if day is None else min(max(day.toordinal() - DAY_ZERO, 1), LAST_DAY)


def _limit(value: int | None) -> int:
    return NO_LIMIT if value is None else min(value, NO_LIMIT)


def codes_of(lists: Mapping[str, Iterable[str]], *, skills: Iterable[str]) -> Codes:
    """Codes that were written down as lists, or new ones with these skills first."""
    codes = Codes()
    for skill in skills:
        number(codes.skills, skill, start=0)
    for name, words in lists.items():
        numbers: Numbers = getattr(codes, name)
        start = 0 if name in {"skills", "fields", "languages"} else 1
        numbers.update({word: place for place, word in enumerate(words, start=start)})
    return codes
