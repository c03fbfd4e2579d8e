"""Days in Norway, and as people write them."""

from datetime import UTC, date, datetime

import pytest

from services.scheme.days import day_in_words, day_of


@pytest.mark.parametrize(
    ("hour", "day"), [(21, date(2026, 7, 1)), (22, date(2026, 7, 2)), (23, date(2026, 7, 2))], ids=str
)
def test_a_summer_day_ends_two_hours_before_midnight_in_utc(hour: int, day: date) -> None:
    assert day_of(datetime(2026, 7, 1, hour, tzinfo=UTC)) == day


@pytest.mark.parametrize(("language", "words"), [("nb", "3. mai 2026"), ("nn", "3. mai 2026"), ("en", "3 May 2026")])
def test_a_day_in_words(language: str, words: str) -> None:
    assert day_in_words(date(2026, 5, 3), language) == words
