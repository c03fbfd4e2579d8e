"""Reading the audit, and that nothing which changes something leaves it out (I17)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.access import ACCESS, PUBLIC
from services.auth.models import AuditEntry, LoginSession
from services.auth.service import clients
from services.kit import clock
from services.kit.database import Database
from tests.architecture.rooms import routes_of
from tests.auth.granted import a_code, a_member
from tests.auth.logins import EMAIL, PASSWORD, a_browser, a_coordinator, an_acceptance, invited
from tests.auth.signers import a_client_with_keys, public
from tests.auth.test_absences import announce
from tests.auth.test_clients import a_client
from tests.auth.test_delegations import MANAGER, accept, delegate, link_of
from tests.auth.test_policies import a_policy
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, a_token, bearer, machine, person

AUDIT = "/v1/audit"
# who they are; their tokens are made when they are used, or a long run outlives them
COORDINATOR, ADMIN = str(uuid4()), str(uuid4())


def entries_of(database: Database, answer: httpx.Response) -> list[str]:
    """What the audit tells of one request."""
    with database.read() as session:
        mine = select(AuditEntry).where(col(AuditEntry.request_id) == answer.headers["x-request-id"])
        return [entry.action for entry in session.scalars(mine)]


class Acts:
    """One good request to each route that changes something, by the route's name."""

    def __init__(self, api: Api, database: Database) -> None:
        self.api = api
        self.database = database
        self.me = a_coordinator(database, api)
        self.own = person("coordinator", HUSBANKEN, sub=self.me["id"])

    def create_invitation(self) -> httpx.Response:
        asked = {"email": "ny@husbanken.example", "role": "employee"}
        return self.api.post("/v1/invitations", coordinator(), json=asked)

    def accept_invitation(self) -> httpx.Response:
        token = invited(self.database, BAERUM, "hr@baerum.example")
        return self.api.post("/v1/invitations/acceptance", json=an_acceptance(token))

    def withdraw_invitation(self) -> httpx.Response:
        invitation = self.create_invitation().json()
        return self.api.delete(f"/v1/invitations/{invitation['id']}", coordinator())

    def end_membership(self) -> httpx.Response:
        return self.api.delete(f"/v1/memberships/{self._employee()['id']}", coordinator())

    def update_membership(self) -> httpx.Response:
        member = self._employee()
        headers = coordinator() | {"If-Match": f'"{member["version"]}"'}
        return self.api.put(f"/v1/memberships/{member['id']}", headers, json={"role": "requester"})

    def leave_organisation(self) -> httpx.Response:
        employee = person("employee", HUSBANKEN, sub=self._employee()["person_id"])
        return self.api.delete("/v1/me/membership", employee)

    def ask_departure(self) -> httpx.Response:
        return self.api.post(f"/v1/organisations/{HUSBANKEN}/departure", coordinator())

    def withdraw_departure(self) -> httpx.Response:
        self.ask_departure()
        return self.api.delete(f"/v1/organisations/{HUSBANKEN}/departure", coordinator())

    def update_policy(self) -> httpx.Response:
        headers = coordinator() | {"If-Match": '"0"'}
        return self.api.put(f"/v1/organisations/{HUSBANKEN}/policy", headers, json=a_policy())

    def add_mail_domain(self) -> httpx.Response:
        return self.api.post(
            f"/v1/organisations/{HUSBANKEN}/mail-domains", coordinator(), json={"domain": "husbanken.example"}
        )

    def remove_mail_domain(self) -> httpx.Response:
        return self.api.delete(f"/v1/mail-domains/{self.add_mail_domain().json()['id']}", coordinator())

    def appoint_substitute(self) -> httpx.Response:
        until = (clock.today() + timedelta(days=30)).isoformat()
        asked = {"email": "vikar@husbanken.example", "until": until}
        return self.api.post(f"/v1/organisations/{HUSBANKEN}/substitutes", coordinator(), json=asked)

    def create_client(self) -> httpx.Response:
        return self.api.post("/v1/clients", coordinator(), json=a_client())

    def remove_client(self) -> httpx.Response:
        return self.api.delete(self._a_client(), coordinator())

    def renew_client_secret(self) -> httpx.Response:
        return self.api.post(f"{self._a_client()}/secret", coordinator(), json={"overlap_hours": 0})

    def add_client_key(self) -> httpx.Response:
        client = self._a_client(with_keys=True)
        return self.api.post(f"{client}/keys", coordinator(), json=public("2026-2"))

    def remove_client_key(self) -> httpx.Response:
        return self.api.delete(f"{self._a_client(with_keys=True)}/keys/2026-1", coordinator())

    def update_me(self) -> httpx.Response:
        return self.api.patch("/v1/me", self.own | {"If-Match": '"1"'}, json={"language": "nn"})

    def change_my_password(self) -> httpx.Response:
        asked = {"old_password": PASSWORD, "password": "noko heilt anna no"}
        return self.api.put("/v1/me/password", self.own, json=asked)

    def end_my_session(self) -> httpx.Response:
        a_browser(self.api).log_in()
        (session,) = self.api.get("/v1/me/sessions", self.own).json()["items"]
        return self.api.delete(f"/v1/me/sessions/{session['id']}", self.own)

    def disable_person(self) -> httpx.Response:
        return self.api.post(f"/v1/people/{self.me['id']}/disablement", admin())

    def enable_person(self) -> httpx.Response:
        self.disable_person()
        return self.api.delete(f"/v1/people/{self.me['id']}/disablement", admin())

    def create_delegation(self) -> httpx.Response:
        return delegate(self.api, str(uuid4()), email="fag@husbanken.example")

    def withdraw_delegation(self) -> httpx.Response:
        return self.api.delete(f"/v1/delegations/{self.create_delegation().json()['id']}", coordinator())

    def accept_delegation(self) -> httpx.Response:
        """By a login: what is given continues one."""
        a_code(self.database, manager := a_member(self.database, role="employee", email=MANAGER))
        with self.database.read() as session:
            login = session.scalars(select(LoginSession).where(col(LoginSession.person_id) == manager)).one()
        headers = bearer(a_token(sub=str(manager), org=HUSBANKEN, sid=str(login.id)))
        return accept(self.api, headers, link_of(self.api, self.database, str(uuid4())))

    def announce_absence(self) -> httpx.Response:
        return announce(self.api, self.own)

    def withdraw_absence(self) -> httpx.Response:
        return self.api.delete(f"/v1/me/absences/{self.announce_absence().json()['id']}", self.own)

    def _employee(self) -> dict[str, Any]:
        """The membership of somebody the coordinator invited."""
        asked = {"email": "fag@husbanken.example", "role": "employee", "hand_over": True}
        token = self.api.post("/v1/invitations", coordinator(), json=asked).json()["token"]
        me = self.api.post("/v1/invitations/acceptance", json=an_acceptance(token)).json()
        members = self.api.get(f"/v1/organisations/{HUSBANKEN}/members", coordinator()).json()["items"]
        return next(member for member in members if member["person_id"] == me["id"])

    def _a_client(self, *, with_keys: bool = False) -> str:
        asked = a_client_with_keys("2026-1", "stranger") if with_keys else a_client()
        created = self.api.post("/v1/clients", coordinator(), json=asked)
        return created.headers["Location"].removeprefix("/auth")


CHANGING = {
    route.name
    for route in routes_of("auth")
    if not (route.methods or set()) <= {"GET"} and (route.name in ACCESS or route.name == "accept_invitation")
    if route.name != "request_userinfo"  # OpenID Connect Core §5.3.1 lets one read by POST
}


# what a change brings with it, and is entered too
BESIDE: dict[str, list[str]] = {
    "end_my_session": [],
    "change_my_password": ["login.password", "session.ended"],
    "appoint_substitute": ["invitation.created"],
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
        told = [action for action in entries_of(database, answer) if action not in BESIDE.get(name, ["session.ended"])]
        assert len(told) == 1, told

    def test_has_none_where_it_is_not_entered(
        self, acts: Acts, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clients, "record_audit", lambda *_given, **_named: None)
        assert entries_of(database, acts.create_client()) == []

    def test_leaves_out_only_pages_and_protocol(self) -> None:
        """Those have their own entries: logins step by step, letters that were ordered."""
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


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00"])
@pytest.mark.parametrize("bound", ["since", "until"])
def test_a_moment_at_the_ends_of_the_calendar_is_refused(api: Api, bound: str, moment: str) -> None:
    assert_problem(api.get(f"/v1/audit?{bound}={moment}", coordinator()), 422, "invalid")


def coordinator() -> dict[str, str]:
    return person("coordinator", HUSBANKEN, sub=COORDINATOR)


def admin() -> dict[str, str]:
    return person("admin", HUSBANKEN, sub=ADMIN)
