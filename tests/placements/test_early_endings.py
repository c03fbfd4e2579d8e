"""A stay that has begun is ended by either body, today."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import httpx
import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import follow_calendar
from services.scheme import days
from tests.placements.factories import Cast, some_day
from tests.support.api import assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person, service


@pytest.fixture
def placement_id(cast: Cast, database: Database) -> Iterator[str]:
    """A stay on its tenth day."""
    placement_id = cast.agreed()
    first = date.fromisoformat(cast.read(placement_id)["terms"]["start"])
    with clock.stopped_at(datetime.combine(first + timedelta(days=9), time(12), days.OSLO)):
        follow_calendar(database)
        yield placement_id


def end(cast: Cast, headers: dict[str, str], placement_id: str) -> httpx.Response:
    return cast.api.post(f"/v1/placements/{placement_id}/ending", headers, json={"reason": "workload"})


class TestEndPlacement:
    @pytest.mark.parametrize(("side", "org"), [("home", BAERUM), ("host", HUSBANKEN)])
    def test_is_either_bodys(self, cast: Cast, placement_id: str, side: str, org: str) -> None:
        coordinator = person("coordinator", org)
        assert cast.read(placement_id, coordinator)["legal"] == ["end_early"]
        ended = end(cast, coordinator, placement_id).json()
        assert (ended["state"], ended["reason"], ended["legal"]) == ("ended_early", "workload", [])
        assert ended["ended_on"] == str(clock.today())
        event = cast.api.get("/v1/events", service("placements", of="notify")).json()[-1]
        assert (event["type"], event["data"]["codes"]["by"]) == ("placement.ended_early", side)

    def test_frees_the_person(self, cast: Cast, placement_id: str) -> None:
        other = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        offer = other.offered(start=str(some_day(7)))
        assert_problem(other.accept(offer), 409, "person-already-booked")
        end(cast, person("coordinator", BAERUM), placement_id)
        assert other.accept(offer).status_code == 201

    def test_is_not_the_employees_nor_a_requesters(self, cast: Cast, placement_id: str) -> None:
        employee, requester = person("employee", BAERUM, sub=cast.expert.person_id), person("requester", HUSBANKEN)
        for headers in (employee, requester):
            assert cast.read(placement_id, headers)["legal"] == []
            assert_problem(end(cast, headers, placement_id), 403, "not-permitted")
        own_hr = person("coordinator", BAERUM, sub=cast.expert.person_id)
        assert_problem(end(cast, own_hr, placement_id), 409, "decides-for-two")

    def test_comes_once_and_only_after_it_has_begun(self, cast: Cast, placement_id: str) -> None:
        home = person("coordinator", BAERUM)
        end(cast, home, placement_id)
        assert_problem(end(cast, home, placement_id), 409, "wrong-state")
        agreed = Cast(cast.api, cast.peers).agreed()
        assert_problem(end(cast, home, agreed), 409, "wrong-state")
