"""Consents to apps: asked for the first time and for more, remembered, listed and withdrawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.clients.models import Consent
from services.auth.login.errors import UnknownClient
from services.auth.login.steps import AskConsent
from services.auth.sessions.models import LoginSession
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.apps import BACK, redeem_at, register_app, returned_to_app, step, wanted_by
from tests.auth.scenes.events import emitted
from tests.auth.scenes.logins import CALLBACK, a_browser, answer_of
from tests.auth.scenes.members import a_coordinator, a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import refresh
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACE = "/v1/me/consents"


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database, role="employee")


@pytest.fixture
def mine(me: UUID) -> dict[str, str]:
    return person("employee", HUSBANKEN, sub=str(me))


@pytest.fixture
def app(api: Api) -> dict[str, Any]:
    return register_app(api)


def kept(database: Database) -> Sequence[list[str]]:
    with database.read() as session:
        return [consent.scopes for consent in session.query(Consent)]


def entries(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as session:
        found = session.query(AuditEntry).filter(col(AuditEntry.action).startswith("consent."))
        return [(entry.action, entry.subject_kind) for entry in found.order_by(col(AuditEntry.at))]


class TestAsking:
    def test_comes_first_and_once(self, database: Database, me: UUID, app: dict[str, Any]) -> None:
        wanted = wanted_by(database, app)
        assert isinstance(step(database, wanted, me), AskConsent)
        assert kept(database) == []
        assert "code" in returned_to_app(step(database, wanted, me, answer="yes"))
        assert "code" in returned_to_app(step(database, wanted, me))
        assert entries(database) == [("consent.given", "consent")]

    def test_without_the_guard_there_is_a_code_unasked(self, database: Database, me: UUID, app: dict[str, Any]) -> None:
        assert "code" in returned_to_app(step(database, replace(wanted_by(database, app), owner=None), me))

    def test_comes_again_for_more_and_then_all_is_remembered(
        self, database: Database, me: UUID, app: dict[str, Any]
    ) -> None:
        step(database, wanted_by(database, app), me, answer="yes")
        more = wanted_by(database, app, scope="pool:read offline_access")
        assert isinstance(step(database, more, me), AskConsent)
        step(database, wanted_by(database, app, scope="offline_access"), me, answer="yes")
        assert kept(database) == [["pool:read", "offline_access"]]
        assert "code" in returned_to_app(step(database, more, me))

    def test_comes_again_where_the_client_wishes(self, database: Database, me: UUID, app: dict[str, Any]) -> None:
        step(database, wanted_by(database, app), me, answer="yes")
        assert isinstance(step(database, wanted_by(database, app, prompt="consent"), me), AskConsent)

    def test_a_no_gives_nothing_and_takes_nothing(self, database: Database, me: UUID, app: dict[str, Any]) -> None:
        assert returned_to_app(step(database, wanted_by(database, app), me, answer="no"))["error"] == "access_denied"
        assert kept(database) == []

    def test_a_no_counts_though_somebody_said_yes_meanwhile(
        self, database: Database, me: UUID, app: dict[str, Any]
    ) -> None:
        wanted = wanted_by(database, app)
        step(database, wanted, me, answer="yes")
        assert returned_to_app(step(database, wanted, me, answer="no"))["error"] == "access_denied"

    def test_is_of_one_person_and_one_app(self, api: Api, database: Database, me: UUID, app: dict[str, Any]) -> None:
        step(database, wanted_by(database, app), me, answer="yes")
        colleague = a_member(database, role="employee", email="andre@husbanken.example")
        assert isinstance(step(database, wanted_by(database, app), colleague), AskConsent)
        assert isinstance(step(database, wanted_by(database, register_app(api)), me), AskConsent)

    def test_leaves_our_own_clients_alone(self, database: Database, me: UUID) -> None:
        ours = wanted_by(database, {"client_id": "cli"}, redirect_uri=CALLBACK)
        assert "code" in returned_to_app(step(database, ours, me))
        asked = wanted_by(database, {"client_id": "cli"}, redirect_uri=CALLBACK, prompt="consent")
        assert isinstance(step(database, asked, me), AskConsent)
        assert "code" in returned_to_app(step(database, asked, me, answer="yes"))
        assert (kept(database), entries(database)) == ([], [("consent.given", None)])

    def test_gives_no_code_to_an_app_removed_meanwhile(
        self, api: Api, database: Database, me: UUID, app: dict[str, Any]
    ) -> None:
        wanted = wanted_by(database, app)
        api.delete(f"/v1/clients/{app['id']}", person("coordinator", HUSBANKEN))
        with pytest.raises(UnknownClient):
            step(database, wanted, me, answer="yes")

    def test_ends_with_the_membership(self, api: Api, database: Database, me: UUID, app: dict[str, Any]) -> None:
        step(database, wanted_by(database, app), me, answer="yes")
        leaving = person("employee", HUSBANKEN, sub=str(me))
        assert api.delete("/v1/me/membership", leaving).status_code == 200
        assert kept(database) == []


class TestThePage:
    def test_says_what_the_app_wants_and_that_a_yes_lasts(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        app = register_app(api)
        asked = {"client_id": app["client_id"], "redirect_uri": BACK, "scope": "pool:read"}
        page = a_browser(api, **asked).log_in()
        for words in ("Bemanningsappen", "Husbanken", "lese profiler i poolen", "huskes det til du trekker"):
            assert words in page.text
        assert "form-action 'self' https://app.husbanken.example;" in page.headers["Content-Security-Policy"]
        browser = a_browser(api, **asked)
        browser.log_in()
        assert "code" in answer_of(browser.post(answer="yes"))
        assert "code" in answer_of(a_browser(api, **asked).log_in())

    def test_answers_prompt_none_with_what_is_missing(self, api: Api, app: dict[str, Any]) -> None:
        """Nobody stays logged in, and that is reported before a missing consent (OpenID Connect Core §3.1.2.6)."""
        asked = {"client_id": app["client_id"], "redirect_uri": BACK, "scope": "pool:read", "prompt": "none"}
        assert f'href="{BACK}?error=login_required&amp;' in a_browser(api, **asked).open().text


class TestListMyConsents:
    def test_shows_the_latest_first(
        self, api: Api, database: Database, me: UUID, mine: dict[str, str], app: dict[str, Any]
    ) -> None:
        other = register_app(api, name="Planappen")
        with clock.stopped_at(NOON) as move:
            step(database, wanted_by(database, other), me, answer="yes")
            move(timedelta(minutes=1))
            step(database, wanted_by(database, app), me, answer="yes")
        items = api.get(PLACE, mine).json()["items"]
        assert [item["client_name"] for item in items] == ["Bemanningsappen", "Planappen"]
        assert items[0]["scopes"] == ["pool:read"]
        assert (items[0]["org"], items[0]["client_id"]) == (HUSBANKEN, app["client_id"])
        first = api.get(f"{PLACE}?limit=1", mine).json()
        second = api.get(f"{PLACE}?limit=1&cursor={first['next']}", mine).json()
        assert [page["items"][0]["id"] for page in (first, second)] == [item["id"] for item in items]

    def test_shows_nobody_elses(self, api: Api, database: Database, me: UUID, app: dict[str, Any]) -> None:
        step(database, wanted_by(database, app), me, answer="yes")
        assert api.get(PLACE, person("coordinator", HUSBANKEN)).json()["items"] == []

    def test_is_for_people(self, api: Api) -> None:
        assert_problem(api.get(PLACE), 401, "unauthenticated")
        assert_problem(api.get(PLACE, machine("coordinator")), 403, "person-required")


class TestWithdrawMyConsent:
    def given(self, api: Api, mine: dict[str, str]) -> str:
        (consent,) = api.get(PLACE, mine).json()["items"]
        return f"{PLACE}/{consent['id']}"

    def test_ends_the_logins_and_asks_anew(
        self, api: Api, database: Database, me: UUID, mine: dict[str, str], app: dict[str, Any]
    ) -> None:
        wanted = wanted_by(database, app, scope="offline_access")
        granted = redeem_at(api, app, step(database, wanted, me, answer="yes")).json()
        answer = api.delete(self.given(api, mine), mine)
        assert (answer.status_code, answer.json()["client_id"]) == (200, app["client_id"])
        login = the_session(database)
        assert login.end_reason == "consent_withdrawn"
        assert [event["subject"] for event in emitted(database, "session.ended")] == [str(login.id)]
        assert refresh(api, granted["refresh_token"], client_id=app["client_id"]).json()["error"] == "invalid_grant"
        assert isinstance(step(database, wanted, me), AskConsent)
        assert entries(database) == [("consent.given", "consent"), ("consent.withdrawn", "consent")]

    def test_reaches_a_code_that_is_on_its_way(
        self, api: Api, database: Database, me: UUID, mine: dict[str, str], app: dict[str, Any]
    ) -> None:
        came = step(database, wanted_by(database, app), me, answer="yes")
        api.delete(self.given(api, mine), mine)
        assert redeem_at(api, app, came).json()["error"] == "invalid_grant"

    def test_leaves_other_logins_alone(
        self, api: Api, database: Database, me: UUID, mine: dict[str, str], app: dict[str, Any]
    ) -> None:
        step(database, wanted_by(database, {"client_id": "cli"}, redirect_uri=CALLBACK), me)
        colleague = a_member(database, role="employee", email="andre@husbanken.example")
        step(database, wanted_by(database, app), colleague, answer="yes")
        step(database, wanted_by(database, app), me, answer="yes")
        api.delete(self.given(api, mine), mine)
        with database.read() as session:
            live = session.query(LoginSession).filter_by(ended_at=None)
            assert {(login.person_id, login.client_id) for login in live} == {
                (me, "cli"),
                (colleague, app["client_id"]),
            }

    def test_knows_ones_own_only(self, api: Api, database: Database, me: UUID, mine: dict[str, str]) -> None:
        step(database, wanted_by(database, register_app(api)), me, answer="yes")
        place = self.given(api, mine)
        for somebody in (person("coordinator", HUSBANKEN), person("employee", BAERUM)):
            assert_problem(api.delete(place, somebody), 404, "not-found")
        assert_problem(api.delete(f"{PLACE}/{uuid4()}", mine), 404, "not-found")
        assert api.delete(place, mine).status_code == 200
        assert_problem(api.delete(place, mine), 404, "not-found")

    def test_is_for_people(self, api: Api) -> None:
        assert_problem(api.delete(f"{PLACE}/{uuid4()}"), 401, "unauthenticated")
        assert_problem(api.delete(f"{PLACE}/{uuid4()}", machine("coordinator")), 403, "person-required")
