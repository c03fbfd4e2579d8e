"""`ressurspool login` and `logout`: a code confirmed elsewhere, a refresh token kept, used once at a time, revoked."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import httpx
import pytest
import respx
from typer.testing import CliRunner

from ressurspool.cli import app, config
from ressurspool.cli.config import LoginNeeded
from ressurspool.cli.stored_logins import fresh_token, keep, kept, login_file
from ressurspool.client import Login, LoginError, OriginUnreachable
from ressurspool.client.tokens import Confirmation, login_by_code
from tests.client.answers import BEGUN, GRANTED, ORIGIN
from tests.client.terminal import at_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_home(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    with respx.mock(base_url=ORIGIN) as router:
        yield router


def errors(*names: str) -> list[httpx.Response]:
    return [httpx.Response(400, json={"error": name}) for name in names]


def a_kept_login(*, live: bool) -> None:
    ends = time.time() + (600 if live else -1)
    keep(ORIGIN, Login(access_token="a1", expires_at=ends, scope="", refresh_token="r1"))


class TestLoginByCode:
    def test_waits_as_the_server_says(self, origin: respx.Router) -> None:
        origin.post("/oauth/device_authorization").respond(json=BEGUN)
        waiting = errors("authorization_pending", "slow_down", "authorization_pending")
        origin.post("/oauth/token").mock(side_effect=[*waiting, httpx.Response(503), httpx.Response(200, json=GRANTED)])
        shown: list[Confirmation] = []
        pauses: list[float] = []
        login = login_by_code(ORIGIN, show=shown.append, pause=pauses.append)
        assert (login.access_token, login.refresh_token) == ("a2", "r2")
        assert pauses == [5, 5, 10, 10, 10]
        assert (shown[0].user_code, shown[0].address) == ("BCDF-GHJK", f"{ORIGIN}/oauth/device")

    @pytest.mark.parametrize("error", ["access_denied", "expired_token", "invalid_grant"])
    def test_ends_where_there_will_be_no_token(self, origin: respx.Router, error: str) -> None:
        origin.post("/oauth/device_authorization").respond(json=BEGUN)
        origin.post("/oauth/token").mock(side_effect=errors("authorization_pending", error))
        with pytest.raises(LoginError, match=error):
            login_by_code(ORIGIN, show=lambda _: None, pause=lambda _: None)

    def test_says_that_nobody_answers(self, origin: respx.Router) -> None:
        origin.post("/oauth/device_authorization").mock(side_effect=httpx.ConnectError("down"))
        with pytest.raises(OriginUnreachable):
            login_by_code(ORIGIN, show=lambda _: None)


class TestFreshToken:
    def test_is_the_kept_one_while_it_lives(self) -> None:
        a_kept_login(live=True)
        assert fresh_token() == "a1"

    def test_is_refreshed_silently_and_kept(self, origin: respx.Router) -> None:
        a_kept_login(live=False)
        asked = origin.post("/oauth/token").respond(json=GRANTED)
        assert (fresh_token(), fresh_token()) == ("a2", "a2")
        assert asked.call_count == 1
        assert parse_qs(asked.calls.last.request.content.decode())["refresh_token"] == ["r1"]
        login = kept()
        assert login is not None
        assert login.refresh_token == "r2"
        assert stat.S_IMODE(login_file().stat().st_mode) == 0o600

    def test_is_refreshed_once_however_many_ask(self, origin: respx.Router) -> None:
        """A refresh token that comes twice ends the login."""
        a_kept_login(live=False)
        asked = origin.post("/oauth/token").respond(json=GRANTED)
        got: list[str] = []
        threads = [Thread(target=lambda: got.append(fresh_token())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert got == ["a2"] * 8
        assert asked.call_count == 1

    def test_asks_for_a_login_where_it_has_ended(self, origin: respx.Router) -> None:
        a_kept_login(live=False)
        origin.post("/oauth/token").mock(side_effect=errors("invalid_grant"))
        with pytest.raises(LoginNeeded):
            fresh_token()
        assert kept() is None

    def test_keeps_the_login_where_the_server_is_down(self, origin: respx.Router) -> None:
        a_kept_login(live=False)
        origin.post("/oauth/token").mock(side_effect=httpx.ConnectError("down"))
        with pytest.raises(OriginUnreachable):
            fresh_token()
        assert kept() is not None


class TestLogout:
    def test_revokes_and_forgets(self, origin: respx.Router) -> None:
        a_kept_login(live=True)
        revoked = origin.post("/oauth/revoke").respond(200)
        result = CliRunner().invoke(app, ["logout"])
        assert (result.exit_code, result.output.strip()) == (0, "Du er logget ut.")
        assert parse_qs(revoked.calls.last.request.content.decode()) == {"token": ["r1"], "client_id": ["cli"]}
        assert not login_file().exists()
        assert CliRunner().invoke(app, ["logout"]).output.strip() == "Du var ikke logget inn."


class TestFolder:
    def test_of_an_earlier_version_is_moved_to_where_the_system_keeps_settings(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        a_kept_login(live=True)
        now = home / "Library" / "ressurspool"
        monkeypatch.setattr(config, "user_config_path", lambda *_, **__: now)
        assert kept() is not None
        assert [path.is_dir() for path in (now, home / "ressurspool")] == [True, False]

    def test_of_an_earlier_version_replaces_no_newer_one(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        a_kept_login(live=True)
        now = home / "Library" / "ressurspool"
        now.mkdir(parents=True)
        monkeypatch.setattr(config, "user_config_path", lambda *_, **__: now)
        assert kept() is None
        assert (home / "ressurspool" / "login.json").exists()
