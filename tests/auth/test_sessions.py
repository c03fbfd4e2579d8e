"""Login sessions: what a completed login stores, and how a session ends."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.auth.jobs import SESSIONS_KEPT, forget_spent
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session, end_sessions_of
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.logins import a_browser
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.sessions import the_session
from tests.support.api import Api
from tests.support.callers import HUSBANKEN

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, Any]:
    return a_coordinator(database, api)


class TestStartSession:
    def test_remembers_who_logged_in_how_for_whom_and_where(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        with clock.stopped_at(NOON):
            a_browser(api, scope="pool:read").log_in()
        login = the_session(database)
        assert (str(login.person_id), login.orgnr, login.client_id) == (me["id"], HUSBANKEN, "cli")
        assert (login.scope, login.amr, login.provider) == ("pool:read", ["pwd"], None)
        assert login.authenticated_at == login.started_at == NOON
        assert login.expires_at == NOON + timedelta(seconds=60 + 600), "a token fetched at the last moment runs out"

    def test_leaves_none_where_nobody_logged_in(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        a_browser(api).log_in(password="wrong")
        with database.read() as session:
            assert session.query(LoginSession).count() == 0


class TestEndSession:
    def test_ends_once_for_the_first_reason_and_emits_it(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        a_browser(api).log_in()
        for reason in (EndReason.BY_PERSON, EndReason.BY_CLIENT):
            with database.write() as session:
                end_session(Sessions(session), session.query(LoginSession).one(), reason=reason)
        login = the_session(database)
        assert (login.end_reason, login.version) == ("by_person", 2)
        (event,) = emitted(database, "session.ended")
        assert event["subject"] == str(login.id)
        assert event["data"] == {
            "version": 2,
            "orgs": [HUSBANKEN],
            "persons": [me["id"]],
            "codes": {"reason": "by_person"},
        }

    def test_spares_those_that_act_for_another_body(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        a_browser(api).log_in()
        with database.write() as session:
            end_sessions_of(Sessions(session), UUID(me["id"]), reason=EndReason.MEMBERSHIP_ENDED, orgnr="974760673")
        assert the_session(database).ended_at is None


class TestForgetSpent:
    def test_removes_sessions_long_over(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        with clock.stopped_at(NOON) as move:
            a_browser(api).log_in()
            move(SESSIONS_KEPT)
            forget_spent(database)
            the_session(database)
            move(timedelta(seconds=661))
            forget_spent(database)
        with database.read() as session:
            assert session.query(LoginSession).count() == 0
