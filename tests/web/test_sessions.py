"""A browser's session: sealed, refreshed once, and over when the login is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ressurspool.client import OriginUnreachable
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed
from services.web.sessions.errors import LoginLost
from services.web.sessions.models import BrowserSession
from services.web.sessions.repository import BrowserSessions
from services.web.sessions.service import delete_old
from tests.web.browser_sessions import NAME, begun, sessions_on
from tests.web.scenes import Services, StandIn, settings_of


def row_of(database: Database) -> BrowserSession:
    with database.read() as session:
        return session.scalars(select(BrowserSession)).one()


class TestSessions:
    def test_nothing_in_the_database_logs_anybody_in(self, database: Database) -> None:
        services = Services()
        cookie = begun(sessions_on(database, StandIn(settings_of(), services)), services, seconds=600)
        row = row_of(database)
        assert row.id_hash == hashed(cookie)
        kept = " ".join(str(value) for value in row.model_dump().values())
        assert [secret for secret in (cookie, "first", NAME, "e30.") if secret in kept] == []

    def test_another_browsers_cookie_opens_nothing(self, database: Database) -> None:
        services = Services()
        sessions = sessions_on(database, StandIn(settings_of(), services))
        begun(sessions, services, seconds=600)
        assert sessions.find("another") is None

    def test_is_refreshed_before_its_token_ends(self, database: Database) -> None:
        services = Services()
        sessions = sessions_on(database, StandIn(settings_of(), services))
        cookie = begun(sessions, services, seconds=30)
        found = sessions.get_fresh(cookie)
        assert (services.used, found.content.tokens.refresh) == (["first"], "refresh-1")
        assert sessions.get_fresh(cookie).generation == 1
        assert services.used == ["first"]

    def test_ends_with_the_login(self, database: Database) -> None:
        services = Services()
        sessions = sessions_on(database, StandIn(settings_of(), services))
        cookie = begun(sessions, services, seconds=30)
        services.live.clear()
        with pytest.raises(LoginLost):
            sessions.get_fresh(cookie)
        assert (sessions.find(cookie), row_of(database).sealed) == (None, "")

    def test_outlives_an_outage_of_auth(self, database: Database) -> None:
        services = Services()
        sessions = sessions_on(database, StandIn(settings_of(), services))
        cookie = begun(sessions, services, seconds=30)
        services.answer("POST /oauth/token", 503)
        with pytest.raises(OriginUnreachable):
            sessions.get_fresh(cookie)
        services.answers["POST /oauth/token"] = services._token
        assert sessions.get_fresh(cookie).generation == 1

    def test_is_forgotten_a_while_after_its_end(self, database: Database) -> None:
        services = Services()
        with clock.stopped_at(datetime(2027, 3, 1, 12, tzinfo=UTC)) as move:
            sessions = sessions_on(database, StandIn(settings_of(), services))
            cookie = begun(sessions, services, seconds=600)
            sessions.end(cookie)
            delete_old(database)
            assert sessions.person_of(cookie) is not None
            move(timedelta(days=3))
            delete_old(database)
            assert sessions.person_of(cookie) is None


def race(committed: Database) -> tuple[Services, list[object]]:
    """Eight requests of two tabs, at the moment at which the token has to be refreshed."""
    services = Services()
    sessions = sessions_on(committed, StandIn(settings_of(), services))
    cookie = begun(sessions, services, seconds=30)

    def ask(_number: int) -> object:
        try:
            return sessions.get_fresh(cookie).generation
        except LoginLost:
            return "lost"

    with ThreadPoolExecutor(8) as tabs:
        return services, list(tabs.map(ask, range(8)))


class TestTwoTabs:
    def test_never_use_a_refresh_token_twice(self, committed: Database) -> None:
        services, found = race(committed)
        assert (services.used, found) == (["first"], [1] * 8)

    def test_would_lose_the_login_without_the_claim(self, committed: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        always: Callable[..., bool] = lambda *_asked, **_with: True  # noqa: E731 -- the guard taken away
        monkeypatch.setattr(BrowserSessions, "claim", always)
        _services, found = race(committed)
        assert "lost" in found
