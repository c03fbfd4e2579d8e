"""An endorsement lives: it is changed and prolonged, its end is told of beforehand, and what would end with it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.pool.domain import next_warning
from services.pool.jobs import expire_endorsements
from services.pool.schemas.endorsements import OpenCases
from tests.pool.factories import an_endorsement, endorsed, signed_up
from tests.pool.scenes import profile
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, person, service


class FakePeers:
    """placements, as far as the pool asks it."""

    def __init__(self, ends: OpenCases | None) -> None:
        self.ends, self.asked = ends, list[UUID]()

    def find_open_cases(self, expert_id: UUID) -> OpenCases | None:
        self.asked.append(expert_id)
        return self.ends


def prolong(api: Api, expert_id: str, headers: dict[str, str] | None = None, **changes: Any) -> Any:
    home = headers or person("coordinator")
    etag = api.get(f"/v1/experts/{expert_id}", person("coordinator")).headers["ETag"]
    path = f"/v1/experts/{expert_id}/endorsement"
    return api.put(path, home | {"If-Match": etag}, json=an_endorsement(**changes))


def read(api: Api, expert_id: str, headers: dict[str, str] | None = None) -> Any:
    return api.get(f"/v1/experts/{expert_id}/endorsement", headers or person("coordinator"))


def events(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get("/v1/events", service("pool", of="notify")).json()
    return found


class TestProlongEndorsement:
    def test_changes_a_live_one_and_ends_nothing(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        later = str(clock.today() + timedelta(days=600))
        answer = prolong(api, expert_id, valid_until=later, max_months=2, note="Ikke i juli")
        assert (answer.status_code, answer.json()["state"]) == (200, "available")
        expected = {"valid_until": later, "max_months": 2, "max_percentage": 100, "note": "Ikke i juli"}
        assert answer.json()["endorsement"] == expected
        assert profile(api, expert_id)["endorsed_until"] == later
        (*_, event) = events(api)
        assert (event["type"], event["data"]["codes"]) == (
            "expert.endorsement_changed",
            {"valid_until": later, "max_months": 2},
        )

    def test_leaves_a_pause(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        api.post(f"/v1/experts/{expert_id}/pause", me, json={"reason": "workload"})
        assert prolong(api, expert_id).json()["state"] == "paused"

    def test_needs_one_that_lives(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        assert_problem(prolong(api, expert_id), 409, "wrong-state")

    def test_is_held_to_the_rules_of_a_first_one(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        past = str(clock.today())
        assert_problem(prolong(api, expert_id, valid_until=past), 422, "endorsement-too-short")
        assert_problem(prolong(api, expert_id, person("coordinator", HUSBANKEN)), 403, "not-permitted")
        assert_problem(prolong(api, expert_id, me), 403, "not-permitted")

    def test_is_not_of_an_older_version(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        path = f"/v1/experts/{expert_id}/endorsement"
        stale = api.put(path, person("coordinator") | {"If-Match": '"1"'}, json=an_endorsement())
        assert_problem(stale, 412, "stale")
        assert_problem(api.put(path, person("coordinator"), json=an_endorsement()), 428, "precondition-required")


class TestNote:
    def test_is_shown_to_the_employee_and_the_home_agency_only(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        prolong(api, expert_id, note="Ikke i juli")
        for headers in (me, person("coordinator")):
            shown = api.get(f"/v1/experts/{expert_id}", headers).json()
            assert shown["endorsement"]["note"] == "Ikke i juli"
        assert "juli" not in api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).text
        assert "juli" not in str(events(api)) + str(profile(api, expert_id))

    def test_is_erased_with_the_endorsement(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        prolong(api, expert_id, note="Ikke i juli")
        api.delete(f"/v1/experts/{expert_id}/endorsement", person("coordinator"))
        assert "juli" not in api.get("/v1/me/export", me).text


class TestReadEndorsement:
    def test_says_what_would_end_with_it(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        api.app.state.peers = FakePeers(OpenCases(candidacies=3, placements=1))
        for headers in (me, person("coordinator")):
            shown = read(api, expert_id, headers).json()
            assert (shown["ends"], shown["unavailable"]) == ({"candidacies": 3, "placements": 1}, [])

    def test_says_so_where_that_is_not_known_now(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        api.app.state.peers = FakePeers(None)
        shown = read(api, expert_id).json()
        assert (shown["ends"], shown["unavailable"]) == (None, ["placements"])

    def test_asks_nobody_for_whom_it_is_not(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        draft, _ = signed_up(api)
        api.app.state.peers = peers = FakePeers(None)
        assert_problem(read(api, draft), 404, "not-found")
        assert_problem(read(api, expert_id, person("coordinator", HUSBANKEN)), 403, "not-permitted")
        assert peers.asked == []


class TestWarnings:
    def test_are_sixty_and_fourteen_days_before_the_end_once_each(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        until, warned = str(clock.today() + timedelta(days=400)), []
        for days in (339, 340, 340, 341, 385, 386, 387, 400):
            with clock.stopped_at(clock.now() + timedelta(days=days)):
                expire_endorsements(database)
            warned.append(sum(event["type"] == "expert.endorsement_ending" for event in events(api)))
        assert warned == [0, 1, 1, 1, 1, 2, 2, 2]
        (*_, event) = events(api)
        assert (event["subject"], event["data"]["codes"]) == (expert_id, {"valid_until": until})

    def test_begin_anew_where_it_is_prolonged(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        with clock.stopped_at(clock.now() + timedelta(days=390)):
            prolong(api, expert_id, valid_until=str(clock.today() + timedelta(days=100)))
            expire_endorsements(database)
        assert "expert.endorsement_ending" not in {event["type"] for event in events(api)}

    @pytest.mark.parametrize(("passed", "left"), [(0, 40), (40, 86), (86, None), (100, None)])
    def test_are_of_days_to_come(self, passed: int, left: int | None) -> None:
        begun = clock.today()
        warned = next_warning(begun + timedelta(days=100), after=begun + timedelta(days=passed))
        assert warned == (None if left is None else begun + timedelta(days=left))
