"""From when somebody would qualify, what nearly fits, and what is odd about a need."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.matching.fit.misses import NearestMiss, nearest_miss
from tests.matching.scenes.states import a_pair, a_window, an_id, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN

person = made_at_noon(callers.person)
CANDIDATES = f"/v1/needs/{an_id(1001)}/candidates"
EN = {**person("requester", BAERUM), "Accept-Language": "en"}


def miss(start: date, **changes: Any) -> NearestMiss:
    facts = {"later_start": False, "pause_over": False, "endorsed_until": None} | changes
    return NearestMiss(start=start, **facts)


class TestNearestMiss:
    @pytest.mark.parametrize(
        ("expert", "expected"),
        [
            ({"windows": [a_window("2027-06-01", "2027-12-31")]}, miss(date(2027, 6, 1), later_start=True)),
            ({"state": "paused", "paused_until": "2027-03-10"}, miss(date(2027, 3, 11), pause_over=True)),
            (
                {"state": "paused", "paused_until": "2027-04-30"},
                miss(date(2027, 5, 1), pause_over=True, later_start=True),
            ),
            ({"state": "paused"}, miss(date(2027, 3, 1), pause_over=True)),
            ({"endorsed_until": "2027-04-01"}, miss(date(2027, 3, 1), endorsed_until=date(2027, 4, 30))),
            (
                {"windows": [a_window("2027-06-01", "2027-12-31")], "endorsed_until": "2027-06-30"},
                miss(date(2027, 6, 1), later_start=True, endorsed_until=date(2027, 7, 31)),
            ),
        ],
    )
    def test_is_the_first_day_on_which_all_would_hold(self, expert: dict[str, Any], expected: NearestMiss) -> None:
        assert nearest_miss(a_pair(expert=expert)) == expected

    @pytest.mark.parametrize(
        "expert",
        [
            {},
            {"state": "paused", "percentage": 20},
            {"windows": [a_window("2027-03-01", "2027-03-31")]},
            {"windows": []},
            {"county": "troms"},
            {"state": "paused", "paused_until": "9999-12-31", "windows": [a_window("2027-01-01", "9999-12-31")]},
        ],
    )
    def test_is_none_where_all_holds_or_no_day_mends_it(self, expert: dict[str, Any]) -> None:
        assert nearest_miss(a_pair(expert=expert)) is None


@pytest.mark.usefixtures("at_noon")
class TestReturnedMiss:
    def test_in_the_readers_language(self, api: Api) -> None:
        filled(api, experts=[expert_json(windows=[a_window("2027-06-01", "2027-12-31")])], needs=[need_json()])
        nearest = api.get(f"{CANDIDATES}/{an_id(1)}", EN).json()["nearest_miss"]
        assert nearest["start"] == "2027-06-01"
        assert nearest["changes"] == [
            {"code": "later_start", "text": "Would qualify from 1 June 2027, if the stay could begin that late."}
        ]

    def test_of_nobody_who_is_paused_to_the_end_of_the_calendar(self, api: Api) -> None:
        sub, paths = str(uuid4()), f"/v1/experts/{an_id(1)}/opportunities"
        filled(api, experts=[expert_json(person=sub, state="paused", paused_until="9999-12-31")], needs=[need_json()])
        mine = person("employee", HUSBANKEN, sub=sub)
        for path, caller in ((f"{CANDIDATES}/{an_id(1)}", EN), (paths, mine), (f"{paths}/{an_id(1001)}", mine)):
            answer = api.get(path, caller)
            assert (answer.status_code, answer.json().get("nearest_miss")) == (200, None)

    @pytest.mark.parametrize(
        ("need", "codes"),
        [
            ({"fields": []}, ["no_field"]),
            ({"fields": [{"field": "gone", "level": 1}]}, ["unknown_field"]),
            ({"earliest_start": "2026-01-01", "latest_start": "2026-02-01"}, ["start_passed"]),
            ({"latest_start": "2027-02-01"}, ["starts_end_before_begin"]),
            ({}, []),
        ],
    )
    def test_an_odd_need_is_answered_with_notes(self, api: Api, need: dict[str, Any], codes: list[str]) -> None:
        filled(api, experts=[expert_json()], needs=[need_json(**need)])
        body = api.get(CANDIDATES, EN).json()
        assert [note["code"] for note in body["counts"]["notes"]] == codes
        assert bool(body["candidates"]) is not bool(codes)
        assert api.get(f"{CANDIDATES}/{an_id(1)}", EN).status_code == 200
