"""`ressurspool decide`: a mailed link, a login, the terms, and one answer."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
from typer.testing import CliRunner

from ressurspool.cli import app
from ressurspool.cli.stored_logins import keep, kept
from ressurspool.client import Login
from tests.client.answers import BEGUN, GRANTED, ORIGIN, PLACEMENT
from tests.client.terminal import at_home, know_bodies, know_words

LINK = f"{ORIGIN}/oauth/links?token=abc"
DETAIL = {"type": "ressurspool:decision", "org": "935478715", "placement": "p1", "delegation": "d1"}
NARROW = {"access_token": "n1", "expires_in": 600, "refresh_token": "r9", "authorization_details": [DETAIL]}
PLACE, ACCEPTANCE = "/placements/v1/placements/p1", "/auth/v1/delegations/acceptance"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_home(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def logged_in() -> None:
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    """An origin where one placement waits for a decision."""
    with respx.mock(base_url=ORIGIN, assert_all_called=False) as router:
        router.get(PLACE).respond(json=PLACEMENT)
        know_bodies(router)
        know_words(router)
        router.post(f"{PLACE}/decisions").respond(201, json={**PLACEMENT, "state": "agreed", "waiting_for": []})
        router.post(ACCEPTANCE).respond(201, json=NARROW)
        router.post("/oauth/revoke").respond(200)
        router.post("/oauth/device_authorization").respond(json={**BEGUN, "interval": 0})
        router.post("/oauth/token").respond(json=GRANTED)
        yield router


def run(*arguments: str, answer: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["decide", LINK, *arguments], input=answer)
    return result.exit_code, " ".join(result.output.split())


def sent(origin: respx.Router) -> list[dict[str, Any]]:
    """The decisions that were taken."""
    return [json.loads(call.request.content) for call in origin.calls if call.request.url.path == f"{PLACE}/decisions"]


def a_problem(status: int, code: str) -> httpx.Response:
    body = {"type": f"/problems/{code}", "title": "Ikke nå", "status": status}
    return httpx.Response(status, json=body)


@pytest.mark.usefixtures("logged_in")
class TestDecide:
    def test_shows_the_terms_and_asks(self, origin: respx.Router) -> None:
        code, shown = run(answer="ja\n")
        assert code == 0, shown
        assert all(word in shown for word in ("Bærum kommune", "Husbanken", "Drammen", "Du svarte ja.", "avtalt"))
        assert sent(origin) == [{"decision": "approve", "terms_version": 3}]
        (decided,) = (call.request for call in origin.calls if call.request.url.path == f"{PLACE}/decisions")
        assert decided.headers["Authorization"] == "Bearer n1"

    def test_later_leaves_the_link_to_the_same_command(self, origin: respx.Router) -> None:
        assert run(answer="\n")[0] == 0
        assert sent(origin) == []
        assert run("--no", "--reason", "workload", "--language", "en")[0] == 0
        assert sent(origin) == [{"decision": "reject", "terms_version": 3, "reason": "workload"}]
        assert [call.request.url.path for call in origin.calls].count(ACCEPTANCE) == 1

    def test_ends_its_login_and_leaves_the_usual_one(self, origin: respx.Router) -> None:
        assert run("--yes")[0] == 0
        revoked = [call.request.content for call in origin.calls if call.request.url.path == "/oauth/revoke"]
        assert revoked == [b"token=r9&client_id=cli"]
        assert kept() is not None

    def test_logs_in_for_it_where_the_usual_login_will_not_do(self, origin: respx.Router) -> None:
        origin.post(ACCEPTANCE).mock(side_effect=[a_problem(404, "not-found"), httpx.Response(201, json=NARROW)])
        code, shown = run("--yes")
        assert (code, "BCDF-GHJK" in shown) == (0, True)

    def test_says_that_the_link_is_anothers(self, origin: respx.Router) -> None:
        origin.post(ACCEPTANCE).mock(return_value=a_problem(404, "not-found"))
        code, shown = run("--yes")
        assert (code, "ikke for deg" in shown, sent(origin)) == (1, True, [])

    def test_says_that_the_link_was_used(self, origin: respx.Router) -> None:
        origin.post(ACCEPTANCE).mock(return_value=a_problem(409, "link-not-open"))
        assert run("--yes") == (1, "Ikke nå")

    def test_says_that_it_was_taken_back(self, origin: respx.Router) -> None:
        run(answer="\n")
        origin.get(PLACE).mock(return_value=a_problem(401, "unauthenticated"))
        code, shown = run("--yes")
        assert (code, "Be om en ny lenke" in shown, sent(origin)) == (1, True, [])

    def test_asks_nothing_where_nothing_is_to_decide(self, origin: respx.Router) -> None:
        origin.get(PLACE).respond(json={**PLACEMENT, "legal": []})
        code, shown = run("--yes")
        assert (code, "ikke noe å svare på" in shown, sent(origin)) == (1, True, [])

    @pytest.mark.parametrize("wrong", [("--yes", "--no"), ("--no", "--reason", "rain")])
    def test_refuses_what_contradicts_itself(self, origin: respx.Router, wrong: tuple[str, ...]) -> None:
        assert (run(*wrong)[0], len(origin.calls)) == (2, 0)


@pytest.mark.parametrize("link", ["abc", "ftp://origin.example/oauth/links?token=abc", f"{ORIGIN}/oauth/links"])
def test_refuses_what_is_no_link(link: str) -> None:
    assert CliRunner().invoke(app, ["decide", link]).exit_code == 2


def test_the_usual_token_goes_to_no_other_origin(origin: respx.Router) -> None:
    elsewhere = Login(access_token="t", expires_at=time.time() + 600, scope="")
    keep("http://another.example", elsewhere)
    assert run("--yes")[0] == 0
    bearers = {call.request.headers.get("Authorization") for call in origin.calls}
    assert bearers == {None, "Bearer a2", "Bearer n1"}
