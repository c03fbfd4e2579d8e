"""The length of a stay, the hash of its terms, and the endorsement they have to lie inside."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.placements.terms.domain import Endorsement, months_between, terms_hash, within_endorsement, within_length
from services.scheme.months import last_day
from tests.placements.factories import domain_terms


class TestLength:
    @pytest.mark.parametrize(
        ("start", "months", "last"),
        [
            ("2027-01-11", 2, "2027-03-10"),
            ("2027-01-01", 2, "2027-02-28"),
            ("2027-12-01", 3, "2028-02-29"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-12-29", 2, "2027-02-28"),
            ("2026-12-28", 2, "2027-02-27"),
            ("2027-08-31", 1, "2027-09-30"),
            ("2027-11-15", 3, "2028-02-14"),
        ],
    )
    def test_months_are_calendar_months_with_both_ends(self, start: str, months: int, last: str) -> None:
        assert last_day(date.fromisoformat(start), months=months) == date.fromisoformat(last)

    @pytest.mark.parametrize(
        ("end", "months", "allowed"),
        [
            ("2027-01-11", 1, False),
            ("2027-03-09", 2, False),
            ("2027-03-10", 2, True),
            ("2027-03-11", 3, True),
            ("2027-04-10", 3, True),
            ("2027-04-11", 4, False),
        ],
    )
    def test_two_to_three_months_from_11_january(self, end: str, months: int, allowed: bool) -> None:
        start, last = date(2027, 1, 11), date.fromisoformat(end)
        assert months_between(start, last) == months
        assert within_length(start, last, min_months=2, max_months=3) is allowed

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
    def test_exactly_so_many_months_is_so_many_and_a_day_more_is_one_more(self, start: date, months: int) -> None:
        last = last_day(start, months=months)
        assert months_between(start, last) == months
        assert months_between(start, last + timedelta(days=1)) == months + 1

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 11))
    def test_more_months_end_later(self, start: date, months: int) -> None:
        assert start < last_day(start, months=months) < last_day(start, months=months + 1)

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
    def test_a_later_start_never_ends_earlier(self, start: date, days: int) -> None:
        assert last_day(start, months=2) <= last_day(start + timedelta(days=days), months=2)


class TestTermsHash:
    def test_is_the_same_for_the_same_terms(self) -> None:
        assert terms_hash(domain_terms()) == terms_hash(domain_terms())

    @pytest.mark.parametrize(
        "change", [{"percentage": 80}, {"place": "Oslo"}, {"tasks": "x"}, {"unit": "IT"}, {"payer": "host"}]
    )
    def test_changes_with_every_field(self, change: dict[str, object]) -> None:
        assert terms_hash(replace(domain_terms(), **change)) != terms_hash(domain_terms())  # type: ignore[arg-type]  # names and values are the parameters'

    def test_is_of_canonical_json(self) -> None:
        known = domain_terms(start="2027-01-11", place="Bærum", tasks="Å lære")
        canonical = (
            '{"employer":"home","end":"2027-03-10","learning_goals":null,"payer":"home","percentage":100,'
            '"place":"Bærum","start":"2027-01-11","tasks":"Å lære","unit":null}'
        )
        assert terms_hash(known) == hashlib.sha256(canonical.encode()).hexdigest()


class TestWithinEndorsement:
    endorsed = Endorsement(until=date(2027, 3, 10), max_months=2, max_percentage=60)

    @pytest.mark.parametrize(
        ("changes", "inside"),
        [
            ({"percentage": 60}, True),
            ({"percentage": 61}, False),
            ({"end": "2027-03-11"}, False),
            ({"start": "2027-01-09", "end": "2027-03-10"}, False),
        ],
    )
    def test_holds_dates_length_and_percentage(self, changes: dict[str, object], inside: bool) -> None:
        terms = domain_terms(**{"start": "2027-01-11", "percentage": 50, **changes})
        assert within_endorsement(terms, self.endorsed) is inside
