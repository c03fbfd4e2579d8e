"""The rules of amendments: their life, their days, and who may move them."""

from datetime import date, timedelta
from itertools import product

import pytest

from services.kit.errors import WrongState
from services.placements.amendments.domain import (
    AMENDMENT,
    FIELDS,
    AmendmentState,
    Kind,
    effective_day,
    first_last_day,
    foreign_fields,
    last_no_show_day,
    legal_for_amendment,
    move_amendment,
)
from services.placements.placements.domain import PLACEMENT, PlacementState, legal_for_placement
from services.placements.terms.domain import within_length
from services.scheme.parties import Party
from tests.placements.factories import domain_terms

EVERYBODY = frozenset(Party)


class TestLife:
    @pytest.mark.parametrize("state", ["applied", "rejected", "withdrawn", "expired"])
    def test_that_is_over_stays_over(self, state: str) -> None:
        assert AMENDMENT.legal(AmendmentState(state)) == []

    def test_that_waits_has_a_way_on_for_each_party_and_the_clock(self) -> None:
        for party in Party:
            assert legal_for_amendment(AmendmentState.PROPOSED, {party}, proposer=party) == [
                "approve", "reject", "withdraw"
            ]  # fmt: skip
        assert AMENDMENT.step(AmendmentState.PROPOSED, "expire") is AmendmentState.EXPIRED

    @pytest.mark.parametrize(("proposer", "party"), list(product(Party, Party)))
    def test_is_withdrawn_by_the_side_that_asked(self, proposer: Party, party: Party) -> None:
        if proposer is party:
            state = move_amendment(AmendmentState.PROPOSED, "withdraw", parties={party}, proposer=proposer)
            assert state is AmendmentState.WITHDRAWN
            return
        with pytest.raises(WrongState) as refused:
            move_amendment(AmendmentState.PROPOSED, "withdraw", parties={party}, proposer=proposer)
        assert refused.value.facts == {"legal": ["approve", "reject"]}


class TestKinds:
    def test_are_verbs_of_the_stay(self) -> None:
        verbs = {verb for verb, _ in PLACEMENT.transitions}
        assert set(Kind) <= verbs

    def test_an_employee_always_has_a_way_out_of_a_stay(self) -> None:
        for state, verb in ((PlacementState.AGREED, "cancel"), (PlacementState.ACTIVE, "early_return")):
            assert verb in legal_for_placement(state, {Party.EMPLOYEE})

    def test_one_partys_rights_are_its_own(self) -> None:
        legal = {party: legal_for_placement(PlacementState.ACTIVE, {party}) for party in Party}
        assert [party for party in Party if "recall" in legal[party]] == [Party.HOME]
        assert [party for party in Party if "no_show" in legal[party]] == [Party.HOST]

    def test_know_their_fields(self) -> None:
        assert foreign_fields(Kind.EXTENSION, ["kind", "end", "note", "place"]) == ["place"]
        assert all("kind" not in fields for fields in FIELDS.values())


class TestDays:
    @pytest.mark.parametrize(
        ("today", "last"),
        [
            (date(2027, 3, 20), date(2027, 4, 3)),  # the clocks go forward on 28 March
            (date(2027, 10, 25), date(2027, 11, 8)),  # and back on 31 October
            (date(2028, 2, 15), date(2028, 2, 29)),
            (date(2027, 12, 31), date(2028, 1, 14)),
        ],
    )
    def test_of_a_notice_are_counted_in_days(self, today: date, last: date) -> None:
        assert first_last_day(today, notice_days=14) == last

    def test_a_no_show_is_of_the_first_two_weeks(self) -> None:
        assert last_no_show_day(date(2027, 1, 4)) == date(2027, 1, 17)

    def test_an_amendment_takes_effect_on_the_first_day_it_concerns(self) -> None:
        starts, ends = date(2027, 1, 4), date(2027, 3, 31)
        longer = domain_terms(start="2027-01-04", end="2027-04-30")
        sooner = domain_terms(start="2026-12-20", end="2027-03-31")
        shorter = domain_terms(start="2027-01-04", end="2027-02-28")
        day = timedelta(days=1)
        now = {"starts": starts, "ends": ends}
        assert effective_day(Kind.EXTENSION, longer, begun=True, **now) == ends + day
        assert effective_day(Kind.EARLY_RETURN, shorter, begun=True, **now) == shorter.end + day
        assert effective_day(Kind.DATES, sooner, begun=False, **now) == sooner.start
        assert effective_day(Kind.DATES, longer, begun=False, **now) == starts
        assert effective_day(Kind.DATES, shorter, begun=True, **now) == shorter.end + day

    @pytest.mark.parametrize(
        ("start", "end", "fits"),
        [
            (date(2027, 12, 31), date(2028, 2, 29), True),  # two months from 31 December end with February
            (date(2027, 12, 31), date(2028, 6, 30), True),
            (date(2027, 12, 31), date(2028, 7, 1), False),
            (date(2028, 2, 29), date(2028, 8, 28), True),
            (date(2028, 2, 29), date(2028, 8, 29), False),
        ],
    )
    def test_six_months_in_all_end_where_the_month_does(self, start: date, end: date, fits: bool) -> None:
        assert within_length(start, end, min_months=2, max_months=6) is fits
