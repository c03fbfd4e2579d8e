"""Reading the audit, and that every change has its entry there (I17)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.access import ACCESS, PUBLIC
from services.auth.audit.models import AuditEntry
from services.auth.clients import service as clients
from services.kit.data.database import Database
from tests.architecture.rooms import routes_of
from tests.auth.scenes.acts import Acts, admin, coordinator
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.logins import EMAIL, a_browser
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

AUDIT = "/v1/audit"


def entries_of(database: Database, answer: httpx.Response) -> list[str]:
    """The actions that the audit has of one request."""
    with database.read() as session:
        mine = select(AuditEntry).where(col(AuditEntry.request_id) == answer.headers["x-request-id"])
        return [entry.action for entry in session.scalars(mine)]


# routes that change something, by name
CHANGING = {
    route.name
    for route in routes_of("auth")
    if not (route.methods or set()) <= {"GET"} and (route.name in ACCESS or route.name == "accept_invitation")
    if route.name != "request_userinfo"  # OpenID Connect Core §5.3.1 lets one read by POST
}


# entries that a change adds beside its own; without a line here it may be `session.ended`
BESIDE: dict[str, list[str]] = {
    "end_my_session": [],
    "change_my_password": ["login.password", "session.ended"],
    "appoint_substitute": ["invitation.created"],
    "accept_join": ["account.ended"],
    "accept_delegation": ["login.completed"],
}


@pytest.fixture
def acts(api: Api, database: Database) -> Acts:
    return Acts(api, database)


class TestEveryChange:
    def test_is_tried_here(self) -> None:
        assert {name for name in vars(Acts) if not name.startswith("_")} == CHANGING

    @pytest.mark.parametrize("name", sorted(CHANGING))
    def test_has_one_entry(self, acts: Acts, database: Database, name: str) -> None:
        answer = getattr(acts, name)()
        assert answer.is_success, answer.text
        kept = [action for action in entries_of(database, answer) if action not in BESIDE.get(name, ["session.ended"])]
        assert len(kept) == 1, kept

    def test_has_none_where_it_is_not_entered(
        self, acts: Acts, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clients, "record_audit", lambda *_given, **_named: None)
        assert entries_of(database, acts.create_client()) == []

    def test_leaves_out_only_pages_and_protocol(self) -> None:
        """Pages and protocol have their own entries: logins step by step, letters that were ordered."""
        posted = {route.name for route in routes_of("auth") if not (route.methods or set()) <= {"GET"}} - CHANGING
        assert posted - {"request_userinfo"} <= PUBLIC


class TestListAudit:
    @pytest.fixture(autouse=True)
    def two_bodies(self, api: Api, acts: Acts) -> None:
        acts.create_client()
        api.post("/v1/clients", person("coordinator", BAERUM), json=a_client())

    def test_shows_a_coordinator_their_own_body(self, api: Api) -> None:
        shown = api.get(AUDIT, coordinator()).json()["items"]
        assert {entry["orgnr"] for entry in shown} == {HUSBANKEN}
        assert shown[0]["action"] == "client.created"
        assert (shown[0]["address"], shown[0]["result"]) == ("127.0.0.1", "done")

    def test_shows_an_administrator_all(self, api: Api) -> None:
        assert {entry["orgnr"] for entry in api.get(AUDIT, admin()).json()["items"]} >= {HUSBANKEN, BAERUM}

    def test_is_newest_first_in_pages(self, api: Api) -> None:
        seen = list(self._pages(api))
        assert seen == sorted(seen, reverse=True)
        assert len(seen) == len(api.get(AUDIT, admin()).json()["items"])

    @pytest.mark.parametrize(
        ("asked", "actions"),
        [
            ({"action": "client.created"}, {"client.created"}),
            ({"since": "2100-01-01T00:00:00Z"}, set()),
            ({"until": "2020-01-01T00:00:00Z"}, set()),
        ],
    )
    def test_shows_what_is_asked_for(self, api: Api, asked: Mapping[str, str], actions: set[str]) -> None:
        shown = api.get(AUDIT, coordinator(), params=asked).json()["items"]
        assert {entry["action"] for entry in shown} == actions

    def test_shows_what_concerns_a_person(self, api: Api, acts: Acts) -> None:
        shown = api.get(AUDIT, coordinator(), params={"person": acts.me["id"]}).json()["items"]
        assert {entry["actor"] for entry in shown} == {acts.me["id"]}

    @pytest.mark.parametrize("asked", [{"action": "x"}, {"since": "yesterday"}, {"since": "2026-01-01T00:00:00"}])
    def test_refuses_what_it_cannot_look_for(self, api: Api, asked: Mapping[str, str]) -> None:
        assert_problem(api.get(AUDIT, coordinator(), params=asked), 422, "invalid")

    def test_is_for_people_who_answer_for_a_body(self, api: Api) -> None:
        assert_problem(api.get(AUDIT), 401, "unauthenticated")
        assert_problem(api.get(AUDIT, person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(api.get(AUDIT, machine("coordinator", HUSBANKEN)), 403, "person-required")

    def _pages(self, api: Api) -> Iterator[datetime]:
        asked: dict[str, Any] = {"limit": 2}
        while True:
            page = api.get(AUDIT, admin(), params=asked).json()
            yield from (datetime.fromisoformat(entry["at"]) for entry in page["items"])
            if page["next"] is None:
                return
            asked["cursor"] = page["next"]


class TestListMyLogins:
    def test_shows_each_step_also_the_refused_ones(self, api: Api, acts: Acts) -> None:
        a_browser(api).log_in(password="wrong")
        a_browser(api).log_in()
        a_browser(api).log_in(email="nobody@husbanken.example")
        shown = api.get("/v1/me/logins", acts.own).json()["items"]
        steps = [(entry["action"], entry["result"]) for entry in reversed(shown)]
        assert steps == [
            ("login.password", "wrong-password"),
            ("login.password", "done"),
            ("login.completed", "done"),
        ]
        assert shown[0]["session_id"] is not None

    def test_shows_nobody_elses(self, api: Api, acts: Acts) -> None:
        a_browser(api).log_in(EMAIL)
        assert api.get("/v1/me/logins", person("employee", HUSBANKEN)).json()["items"] == []

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get("/v1/me/logins"), 401, "unauthenticated")


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00", "1767225600"]
)
@pytest.mark.parametrize("bound", ["since", "until"])
def test_a_moment_at_the_ends_of_the_calendar_is_refused(api: Api, bound: str, moment: str) -> None:
    assert_problem(api.get(f"/v1/audit?{bound}={moment}", coordinator()), 422, "invalid")
