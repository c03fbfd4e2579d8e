"""A coordinator lets somebody decide one placement, once, by a mailed link and a login."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from joserfc.jws import extract_compact
from sqlalchemy import select

from services.auth.credentials.models import SecondFactor
from services.auth.jobs import end_delegations
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.delegations import MANAGER, PATH, accept, delegate, link_of
from tests.auth.scenes.events import emitted
from tests.auth.scenes.letters import letters, mailed_token
from tests.auth.scenes.logins import logged_in
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.page_checks import faults_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, bearer, machine, person

ALL = "placements:read placements:decide placements:offer organisation:read"
# an authenticator that is confirmed must have been used; one that was only begun proves nothing
ADMITTED = [(True, ["pwd"], 403), (True, ["pwd", "otp"], 201), (False, ["pwd"], 201)]


@pytest.fixture
def placement_id() -> str:
    return str(uuid4())


@pytest.fixture
def manager(real_api: Api, database: Database) -> dict[str, str]:
    """Somebody of Husbanken with an account, logged in."""
    return a_login(real_api, database)


def a_login(real_api: Api, database: Database, *, email: str = MANAGER, scope: str = ALL) -> dict[str, str]:
    """A coordinator's account made for the address, lowered to what a manager is."""
    made = a_coordinator(database, real_api, email=email)
    with database.write() as session:
        membership = People(session).find_membership(UUID(made["id"]), HUSBANKEN)
        assert membership is not None
        membership.role = "employee"
    return logged_in(real_api, email, scope=scope)


def claims_in(token: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(extract_compact(token.encode()).payload)
    return found


class TestCreateDelegation:
    def test_mails_a_link_and_keeps_no_address(self, api: Api, database: Database, placement_id: str) -> None:
        made = delegate(api, placement_id).json()
        assert (made["state"], made["placement_id"], MANAGER in str(made)) == ("open", placement_id, False)
        letter = letters(api, database)[-1]
        assert (letter["purpose"], letter["email"], letter["body"]) == ("decision", MANAGER, "Husbanken")
        (event,) = emitted(database, "delegation.created")
        assert event["data"]["codes"] == {"placement_id": placement_id}

    @pytest.mark.parametrize("changes", [{"days": 15}, {"days": 0}, {"email": "leder"}, {"placement_id": "x"}])
    def test_wants_a_placement_an_address_and_two_weeks_at_most(self, api: Api, changes: dict[str, Any]) -> None:
        assert_problem(delegate(api, **{"placement_id": str(uuid4()), **changes}), 422, "invalid")

    def test_is_a_coordinators(self, api: Api, placement_id: str) -> None:
        asked = {"placement_id": placement_id, "email": MANAGER}
        assert_problem(api.post(PATH, person("requester", HUSBANKEN), json=asked), 403, "not-permitted")
        assert_problem(api.post(PATH, machine("coordinator", HUSBANKEN), json=asked), 403, "person-required")

    def test_its_page_says_what_to_do_and_uses_nothing_up(
        self, api: Api, database: Database, placement_id: str
    ) -> None:
        token = link_of(api, database, placement_id)
        for page in (api.get(f"/oauth/links?token={token}"), api.get(f"/oauth/links?token={token}")):
            assert (page.status_code, "virker én gang" in page.text) == (200, True)
            assert f"/oauth/links?token={token}" in page.text
            assert "ressurspool decide --language nb" in page.text
            assert ("Husbanken" in page.text, MANAGER in page.text, placement_id in page.text) == (True, False, False)
            assert faults_of(page.text, language="nb") == []


class TestListDelegations:
    def test_shows_a_body_its_own_page_by_page(self, api: Api, placement_id: str) -> None:
        made = [delegate(api, placement_id).json()["id"] for _ in range(3)]
        delegate(api, placement_id, BAERUM)
        first = api.get(f"{PATH}?limit=2", person("coordinator", HUSBANKEN)).json()
        rest = api.get(f"{PATH}?cursor={first['next']}", person("coordinator", HUSBANKEN)).json()
        assert [one["id"] for one in first["items"] + rest["items"]] == made
        assert rest["next"] is None

    def test_by_state(self, api: Api, placement_id: str) -> None:
        gone, _waiting = (delegate(api, placement_id).json()["id"] for _ in range(2))
        api.delete(f"{PATH}/{gone}", person("coordinator", HUSBANKEN))
        listed = api.get(f"{PATH}?state=withdrawn", person("coordinator", HUSBANKEN)).json()["items"]
        assert [(one["id"], one["state"]) for one in listed] == [(gone, "withdrawn")]
        assert_problem(api.get(f"{PATH}?state=used", person("coordinator", HUSBANKEN)), 422, "invalid")


class TestAcceptDelegation:
    def test_gives_a_token_for_that_decision_and_no_more(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        answer = accept(real_api, manager, link_of(api, database, placement_id))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
        claims = claims_in(answer.json()["access_token"])
        (detail,) = claims["authorization_details"]
        assert (detail["type"], detail["placement"], detail["org"]) == (
            "ressurspool:decision",
            placement_id,
            HUSBANKEN,
        )
        assert (claims["roles"], claims["scope"]) == (["employee"], "placements:read placements:decide")
        assert [event["subject"] for event in emitted(database, "delegation.accepted")] == [detail["delegation"]]

    def test_its_token_opens_nothing_of_auth(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        given = accept(real_api, manager, link_of(api, database, placement_id)).json()["access_token"]
        assert_problem(real_api.get("/v1/me", bearer(given)), 403, "not-permitted")
        second = link_of(api, database, placement_id)
        assert_problem(accept(real_api, bearer(given), second), 403, "not-permitted")

    def test_works_once(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        token = link_of(api, database, placement_id)
        assert accept(real_api, manager, token).status_code == 201
        assert_problem(accept(real_api, manager, token), 409, "link-not-open")

    def test_is_for_whom_it_was_mailed_to(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        token = link_of(api, database, placement_id, email="en.annen@husbanken.example")
        assert_problem(accept(real_api, manager, token), 404, "not-found")
        assert_problem(accept(real_api, manager, "x" * 43), 404, "not-found")

    def test_is_for_the_body_that_made_it(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        assert_problem(accept(real_api, manager, link_of(api, database, placement_id, org=BAERUM)), 404, "not-found")

    def test_not_after_its_time(self, real_api: Api, api: Api, database: Database, placement_id: str) -> None:
        with clock.stopped_at(clock.now()) as move:
            token = link_of(api, database, placement_id, days=1)
            move(timedelta(days=1))
            assert_problem(accept(real_api, a_login(real_api, database), token), 409, "link-not-open")

    @pytest.mark.parametrize(("confirmed", "methods", "answers"), ADMITTED)
    def test_a_login_weaker_than_its_account_leaves_the_link_whole(
        self,
        *,
        real_api: Api,
        api: Api,
        database: Database,
        manager: dict[str, str],
        placement_id: str,
        confirmed: bool,
        methods: list[str],
        answers: int,
    ) -> None:
        token = link_of(api, database, placement_id)
        with database.write() as session:
            (login,) = session.scalars(select(LoginSession))
            at = clock.now() if confirmed else None
            session.add(SecondFactor(person_id=login.person_id, secret="-", confirmed_at=at))
            login.amr = methods
        answer = accept(real_api, manager, token)
        assert answer.status_code == answers
        if answers == 403:
            assert_problem(answer, 403, "second-factor-missing")
            assert api.get(f"/oauth/links?token={token}").status_code == 200

    def test_its_refresh_token_gives_the_same(
        self, real_api: Api, api: Api, database: Database, placement_id: str
    ) -> None:
        login = a_login(real_api, database, scope=f"{ALL} offline_access")
        given = accept(real_api, login, link_of(api, database, placement_id)).json()
        form = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"], "client_id": "cli"}
        refreshed = real_api.post("/oauth/token", data=form).json()
        assert refreshed["authorization_details"] == given["authorization_details"]
        assert claims_in(refreshed["access_token"])["roles"] == ["employee"]


class TestEndDelegation:
    @pytest.fixture
    def given(self, real_api: Api, api: Api, database: Database, placement_id: str) -> dict[str, Any]:
        login = a_login(real_api, database, scope=f"{ALL} offline_access")
        found: dict[str, Any] = accept(real_api, login, link_of(api, database, placement_id)).json()
        return found

    def refreshed(self, real_api: Api, given: dict[str, Any]) -> httpx.Response:
        form = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"], "client_id": "cli"}
        return real_api.post("/oauth/token", data=form)

    def test_withdrawn_it_ends_its_login(
        self, real_api: Api, api: Api, database: Database, given: dict[str, Any]
    ) -> None:
        path = f"{PATH}/{given['authorization_details'][0]['delegation']}"
        assert api.get(path, person("coordinator", HUSBANKEN)).json()["state"] == "accepted"
        assert api.delete(path, person("coordinator", HUSBANKEN)).json()["state"] == "withdrawn"
        (event,) = emitted(database, "session.ended")
        assert event["subject"] == claims_in(given["access_token"])["sid"]
        assert event["data"]["codes"] == {"reason": "delegation_ended"}
        assert self.refreshed(real_api, given).json()["error"] == "invalid_grant"
        assert_problem(api.delete(path, person("coordinator", HUSBANKEN)), 409, "wrong-state")

    def test_withdrawn_its_link_is_dead(
        self, real_api: Api, api: Api, database: Database, manager: dict[str, str], placement_id: str
    ) -> None:
        made = delegate(api, placement_id).json()
        token = mailed_token(api, database)
        assert_problem(api.delete(f"{PATH}/{made['id']}", person("coordinator", BAERUM)), 404, "not-found")
        assert api.delete(f"{PATH}/{made['id']}", person("coordinator", HUSBANKEN)).status_code == 200
        assert_problem(accept(real_api, manager, token), 409, "link-not-open")
        assert api.get(f"/oauth/links?token={token}").status_code == 409

    def test_run_out_it_ends_with_its_login(self, real_api: Api, api: Api, database: Database) -> None:
        with clock.stopped_at(clock.now()) as move:
            login = a_login(real_api, database, scope=f"{ALL} offline_access")
            given = accept(real_api, login, link_of(api, database, str(uuid4()), days=1)).json()
            end_delegations(database)
            assert emitted(database, "delegation.expired") == []
            move(timedelta(days=1))
            assert self.refreshed(real_api, given).json()["error"] == "invalid_grant"
            end_delegations(database)
            end_delegations(database)
        assert len(emitted(database, "delegation.expired")) == 1
