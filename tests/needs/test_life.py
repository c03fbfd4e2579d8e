"""How a need ends: by what became of its candidacies, and by the clock."""

from datetime import timedelta
from typing import Any

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.needs.jobs import close_lapsed_needs
from tests.needs.factories import edited, posted
from tests.needs.followed import Followed
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, person, service


def stand(api: Api, need_id: str) -> tuple[str, str | None]:
    need = api.get(f"/v1/needs/{need_id}", person("requester", HUSBANKEN)).json()
    return need["state"], need["outcome"]


def lapse(database: Database, times: int = 1) -> None:
    for _ in range(times):
        close_lapsed_needs(database)


def edit(api: Api, need_id: str, content: dict[str, Any] | None = None, **changes: Any) -> Any:
    host = person("requester", HUSBANKEN)
    etag = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
    content = content or edited(**changes)
    return api.put(f"/v1/needs/{need_id}", host | {"If-Match": etag}, json=content)


class TestLapsed:
    def test_is_filled_by_what_is_agreed_after_it(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        followed = Followed(database, need_id)
        candidacy = followed.candidacy("invited")
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database, 2)
            followed.placement("agreed", "p", candidacy)
            lapse(database, 2)
            assert stand(api, need_id) == ("filled", None)
            followed.placement("started", "p", candidacy)
            assert stand(api, need_id) == ("closed", "filled")

    @pytest.mark.parametrize("end", ["rejected", "cancelled", "expired"])
    def test_closes_with_the_last_placement_that_came_to_nothing(self, api: Api, database: Database, end: str) -> None:
        need_id, _ = posted(api)
        followed = Followed(database, need_id)
        candidacy = followed.candidacy("applied")
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database, 2)
            followed.placement(end, "p", candidacy, was="proposed")
            assert stand(api, need_id) == ("closed", "no_candidate_found")

    def test_is_filled_where_one_of_two_came(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api, places=2)
        followed = Followed(database, need_id)
        placement, candidacy = followed.agree()
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database, 2)
            assert stand(api, need_id) == ("lapsed", None)
            followed.placement("started", placement, candidacy)
            assert stand(api, need_id) == ("closed", "filled")

    def test_is_told_to_placements_and_matching(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        Followed(database, need_id).candidacy("applied")
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database)
            standing = api.get(f"/v1/needs/{need_id}/standing", service("needs", of="placements")).json()
            (state,) = api.get("/v1/match-needs", service("needs", of="matching")).json()["items"]
        assert standing["state"] == state["state"]["state"] == "lapsed"

    def test_opens_again_with_a_later_start(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        Followed(database, need_id).candidacy("applied")
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database)
            assert edit(api, need_id).json()["state"] == "open"

    def test_is_not_edited_without_a_later_start(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        Followed(database, need_id).candidacy("applied")
        past = edited()
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            lapse(database)
            assert_problem(edit(api, need_id, past), 422, "start-passed")


class TestFilled:
    def test_closes_when_the_last_stay_has_begun(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api, places=2)
        followed = Followed(database, need_id)
        reserve = followed.candidacy("applied")
        stays = [followed.agree(), followed.agree()]
        followed.placement("started", *stays[0])
        assert stand(api, need_id) == ("filled", None)
        followed.placement("started", *stays[1])
        assert stand(api, need_id) == ("closed", "filled")
        followed.candidacy("not_selected", reserve)
        assert stand(api, need_id) == ("closed", "filled")

    def test_waits_for_a_stay_to_begin_though_another_left_early(self, api: Api, database: Database) -> None:
        """Who left early has begun too, and gave the place back."""
        need_id, _ = posted(api, places=2)
        followed = Followed(database, need_id)
        first = followed.agree()
        followed.placement("started", *first)
        followed.placement("ended_early", *first)
        second, third = followed.agree(), followed.agree()
        followed.placement("started", *second)
        assert stand(api, need_id) == ("filled", None)
        followed.placement("started", *third)
        assert stand(api, need_id) == ("closed", "filled")

    def test_lapses_at_once_where_a_place_comes_free_too_late(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        followed = Followed(database, need_id)
        followed.candidacy("applied")
        stay = followed.agree()
        with clock.stopped_at(clock.now() + timedelta(days=101)):
            followed.placement("cancelled", *stay, was="agreed")
            assert stand(api, need_id) == ("lapsed", None)
        events = [event["type"] for event in api.get("/v1/events", service("needs", of="notify")).json()]
        assert events[-3:] == ["need.filled", "need.reopened", "need.lapsed"]

    def test_is_closed_by_the_clock_where_its_stays_were_counted_late(self, api: Api, database: Database) -> None:
        """The count and the cases are followed side by side: either may be first."""
        need_id, _ = posted(api)
        followed = Followed(database, need_id)
        candidacy = followed.candidacy("applied")
        followed.placement("started", "p", candidacy)
        followed.handle("placement.agreed", "p", candidacy_id=candidacy)
        followed.placement("started", "p", candidacy)
        lapse(database)
        assert stand(api, need_id) == ("closed", "filled")


class TestUpdated:
    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({}, []),
            ({"external_id": "B-1", "perspective": "peer"}, []),
            ({"percentage": 80, "months": 2}, ["length", "percentage"]),
            ({"county": "oslo", "remote": True}, ["place"]),
            ({"title": "Ny", "must_skills": ["figma"], "places": 2}, ["description", "skills", "places"]),
        ],
    )
    def test_says_what_changed_and_nothing_of_its_content(
        self, api: Api, changes: dict[str, Any], told: list[str]
    ) -> None:
        need_id, _ = posted(api)
        assert edit(api, need_id, **changes).status_code == 200
        (*_, event) = api.get("/v1/events", service("needs", of="notify")).json()
        assert (event["type"], event["data"]["codes"]) == ("need.updated", {"changed": told})
