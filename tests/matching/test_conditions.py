"""Every hard condition at its edge."""

from datetime import date
from typing import Any

import pytest

from services.matching.fit.conditions import CONDITIONS, Condition, against
from tests.matching.scenes.states import TODAY, a_pair, a_window
from tests.support.callers import BAERUM, HUSBANKEN

HOLDS: list[tuple[Condition, dict[str, Any], dict[str, Any]]] = [
    (Condition.NEED_OPEN, {}, {"places": 2, "filled": 1}),
    (Condition.ENDORSED, {"endorsed_until": str(TODAY)}, {}),
    (Condition.NOT_PAUSED, {"state": "available", "paused_until": "2027-05-01"}, {}),
    (Condition.OWN_EMPLOYEE, {"home": HUSBANKEN}, {"host": BAERUM}),
    (Condition.FIELD, {"fields": [{"field": "co-creation", "level": 1}]}, {}),
    (
        Condition.FIELD,
        {},
        {"fields": [{"field": "health-and-care", "level": 3}, {"field": "service-design", "level": 3}]},
    ),
    (Condition.WINDOW, {"windows": [a_window("2027-03-31", "2027-05-30")]}, {}),
    (Condition.WINDOW, {"busy": [a_window("2027-01-01", "2027-03-30"), a_window("2027-05-31", "2027-12-31")]}, {}),
    (Condition.PERCENTAGE, {"percentage": 50}, {"percentage": 50}),
    (Condition.LANGUAGE, {"languages": ["nb", "en", "nn"]}, {"languages": ["nb", "en"]}),
    (Condition.LANGUAGE, {}, {"languages": []}),
    (Condition.LANGUAGE, {"languages": ["nb"]}, {"languages": ["nn"]}),
    (Condition.PLACE, {"county": "troms"}, {"county": "akershus", "remote": True}),
    (Condition.PLACE, {"county": "troms", "remote": True}, {"county": "akershus"}),
    (Condition.PLACE, {"county": None}, {"county": None}),
    (Condition.PLACE, {"county": "akershus"}, {"county": "akershus"}),
    (Condition.CLEARANCE, {"clearance": "confidential"}, {"clearance": "confidential"}),
    (Condition.CLEARANCE, {"clearance": "secret"}, {"clearance": "restricted"}),
    (Condition.MAX_MONTHS, {"max_months": 2}, {"months": 2}),
    (Condition.MAX_MONTHS, {"max_months": None}, {"months": 3}),
    (Condition.MAX_PERCENTAGE, {"max_percentage": 60}, {"percentage": 60}),
    (Condition.MAX_PERCENTAGE, {"max_percentage": None}, {}),
    (Condition.ENDORSED_UNTIL, {"endorsed_until": "2027-04-30"}, {}),
]

FAILS: list[tuple[Condition, dict[str, Any], dict[str, Any]]] = [
    (Condition.NEED_OPEN, {}, {"state": "on_hold"}),
    (Condition.NEED_OPEN, {}, {"state": "filled"}),
    (Condition.NEED_OPEN, {}, {"places": 2, "filled": 2}),
    (Condition.ENDORSED, {"endorsed_until": None}, {}),
    (Condition.NOT_PAUSED, {"state": "paused"}, {}),
    (Condition.OWN_EMPLOYEE, {"home": BAERUM}, {"host": BAERUM}),
    (Condition.FIELD, {"fields": [{"field": "health-and-care", "level": 3}]}, {}),
    (Condition.FIELD, {"fields": [{"field": "left-the-vocabulary", "level": 3}]}, {}),
    (Condition.FIELD, {}, {"fields": [{"field": "left-the-vocabulary", "level": 1}]}),
    (Condition.WINDOW, {"windows": [a_window("2027-03-31", "2027-05-29")]}, {}),
    (Condition.WINDOW, {"windows": [a_window("2027-04-01", "2027-12-31")]}, {}),
    (Condition.WINDOW, {"windows": []}, {}),
    (Condition.WINDOW, {"busy": [a_window("2027-04-30", "2027-04-30")]}, {"latest_start": "2027-03-01"}),
    (Condition.PERCENTAGE, {"percentage": 49}, {"percentage": 50}),
    (Condition.LANGUAGE, {"languages": ["nb"]}, {"languages": ["nb", "en"]}),
    (Condition.PLACE, {"county": "troms"}, {"county": "akershus"}),
    (Condition.PLACE, {"county": None}, {"county": "akershus"}),
    (Condition.CLEARANCE, {"clearance": "restricted"}, {"clearance": "confidential"}),
    (Condition.MAX_MONTHS, {"max_months": 1}, {"months": 2}),
    (Condition.MAX_PERCENTAGE, {"max_percentage": 59}, {"percentage": 60}),
    (Condition.ENDORSED_UNTIL, {"endorsed_until": "2027-04-29"}, {}),
]


class TestAgainst:
    def test_the_default_pair_fits(self) -> None:
        assert against(a_pair()) == ()

    @pytest.mark.parametrize(("condition", "expert", "need"), HOLDS)
    def test_has_nothing_on_the_right_side_of_the_edge(
        self, condition: Condition, expert: dict[str, Any], need: dict[str, Any]
    ) -> None:
        assert CONDITIONS[condition](a_pair(expert=expert, need=need))
        assert condition not in against(a_pair(expert=expert, need=need))

    @pytest.mark.parametrize(("condition", "expert", "need"), FAILS)
    def test_names_the_condition_beyond_the_edge(
        self, condition: Condition, expert: dict[str, Any], need: dict[str, Any]
    ) -> None:
        assert against(a_pair(expert=expert, need=need)) == (condition,)

    def test_an_endorsement_that_ran_out_yesterday_is_none(self) -> None:
        failing = against(a_pair(expert={"endorsed_until": "2027-01-14"}))
        assert failing == (Condition.ENDORSED, Condition.ENDORSED_UNTIL)

    def test_names_every_condition_that_fails_in_the_published_order(self) -> None:
        expert = {
            "home": BAERUM,
            "state": "paused",
            "fields": [{"field": "health-and-care", "level": 1}],
            "windows": [],
            "percentage": 20,
            "languages": ["en"],
            "county": "troms",
            "endorsed_until": "2027-01-14",
            "max_months": 1,
            "max_percentage": 20,
        }
        need = {"state": "on_hold", "clearance": "secret"}
        assert against(a_pair(expert=expert, need=need)) == tuple(Condition)

    def test_every_condition_is_decided_somewhere(self) -> None:
        assert list(CONDITIONS) == list(Condition)
        assert {condition for condition, *_ in FAILS} == set(Condition) == {condition for condition, *_ in HOLDS}


class TestEarliestStart:
    def test_is_the_first_day_that_is_asked_and_free(self) -> None:
        assert a_pair(expert={"busy": [a_window("2027-02-01", "2027-03-09")]}).earliest_start == date(2027, 3, 10)

    def test_skips_a_gap_that_is_too_short(self) -> None:
        busy = [a_window("2027-04-15", "2027-04-20")]
        pair = a_pair(expert={"busy": busy}, need={"latest_start": "2027-05-31"})
        assert pair.earliest_start == date(2027, 4, 21)

    def test_is_never_in_the_past(self) -> None:
        assert a_pair(on=date(2027, 3, 12)).earliest_start == date(2027, 3, 12)

    def test_is_none_once_the_last_day_to_start_is_past(self) -> None:
        pair = a_pair(on=date(2027, 4, 1))
        assert pair.earliest_start is None
        assert against(pair) == (Condition.WINDOW,)
