"""When somebody is free, against a reference that looks at every single day."""

import itertools
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.matching.fit.days import Span, free_days, possible_starts
from services.scheme.months import last_day

FIRST = date(2026, 11, 1).toordinal()
DAYS = 300

days = st.integers(min_value=FIRST, max_value=FIRST + DAYS)
spans = st.builds(lambda start, length: Span(start, start + length), days, st.integers(min_value=0, max_value=150))


def days_of(listed: list[Span]) -> set[int]:
    return {day for span in listed for day in range(span.first, span.last + 1)}


def stay_from(start: date, months: int) -> list[int]:
    """Every day of a stay, counted a calendar month at a time: the slow way to say the same."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = monthrange(year, month)[1]
    end = date(year, month, length) if start.day > length else date(year, month, start.day) - timedelta(days=1)
    return list(range(start.toordinal(), end.toordinal() + 1))


class TestLastDay:
    def test_is_the_day_before_the_same_day(self) -> None:
        assert last_day(date(2027, 1, 15), months=2) == date(2027, 3, 14)

    def test_of_whole_months_is_the_last_of_the_month(self) -> None:
        assert last_day(date(2027, 1, 1), months=2) == date(2027, 2, 28)

    def test_crosses_the_year(self) -> None:
        assert last_day(date(2026, 11, 20), months=3) == date(2027, 2, 19)

    def test_takes_a_short_month_to_its_end(self) -> None:
        assert last_day(date(2026, 12, 31), months=2) == date(2027, 2, 28)
        assert last_day(date(2027, 12, 31), months=2) == date(2028, 2, 29)

    def test_stops_where_dates_do(self) -> None:
        assert last_day(date(9999, 12, 1), months=2) == date.max

    @given(start=days, months=st.integers(min_value=1, max_value=12))
    def test_never_comes_earlier_for_a_later_start(self, start: int, months: int) -> None:
        today, tomorrow = date.fromordinal(start), date.fromordinal(start + 1)
        assert last_day(today, months=months) <= last_day(tomorrow, months=months)


class TestFreeDays:
    @given(windows=st.lists(spans, max_size=5), busy=st.lists(spans, max_size=5))
    def test_are_the_windows_without_the_busy_days(self, windows: list[Span], busy: list[Span]) -> None:
        assert days_of(list(free_days(windows, busy))) == days_of(windows) - days_of(busy)

    @given(windows=st.lists(spans, max_size=5), busy=st.lists(spans, max_size=5))
    def test_come_in_order_and_as_few_spans(self, windows: list[Span], busy: list[Span]) -> None:
        free = free_days(windows, busy)
        assert all(before.last + 1 < after.first for before, after in itertools.pairwise(free))

    def test_join_windows_that_follow_each_other(self) -> None:
        assert free_days([Span(11, 20), Span(1, 10)], []) == (Span(1, 20),)

    def test_leave_out_a_window_that_ends_before_it_starts(self) -> None:
        assert free_days([Span(20, 11)], []) == ()

    def test_are_whole_where_a_busy_period_ends_before_it_starts(self) -> None:
        assert free_days([Span(1, 20)], [Span(12, 9)]) == (Span(1, 20),)


class TestPossibleStarts:
    @given(
        windows=st.lists(spans, max_size=4),
        busy=st.lists(spans, max_size=3),
        asked=spans,
        months=st.integers(min_value=1, max_value=4),
    )
    def test_are_the_days_from_which_every_day_is_free(
        self, windows: list[Span], busy: list[Span], asked: Span, months: int
    ) -> None:
        free = days_of(windows) - days_of(busy)
        expected = {
            start
            for start in range(asked.first, asked.last + 1)
            if all(day in free for day in stay_from(date.fromordinal(start), months))
        }
        found = possible_starts(free_days(windows, busy), asked=asked, months=months)
        assert days_of(list(found)) == expected
        assert [span.first for span in found] == sorted(span.first for span in found)

    def test_need_the_last_day_too(self) -> None:
        day = date(2027, 3, 1).toordinal()
        just_enough = Span(day, date(2027, 4, 30).toordinal())
        one_short = Span(day, date(2027, 4, 29).toordinal())
        assert possible_starts([just_enough], asked=Span(day, day), months=2) == (Span(day, day),)
        assert possible_starts([one_short], asked=Span(day, day), months=2) == ()

    def test_are_none_where_nothing_is_asked(self) -> None:
        assert possible_starts([Span(1, 1000)], asked=Span(20, 10), months=2) == ()
