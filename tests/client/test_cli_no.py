"""The command line says no: it shows what it is about, asks, and sends a reason."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import respx
from typer.testing import CliRunner

from ressurspool.cli import app
from ressurspool.cli.config import Remembered, remember
from ressurspool.cli.stored_logins import keep
from ressurspool.client import Login
from tests.client.answers import CANDIDACY, ORIGIN, PLACEMENT

EXPERT = {"id": "e1", "version": 2, "state": "submitted", "title": "Tjenestedesigner"}
# command, the thing it shows first, and the request that says no
NOES = [
    (("decline", "c1"), "/placements/v1/candidacies/c1", "POST", "/placements/v1/candidacies/c1/decline", CANDIDACY),
    (
        ("withdraw", "c1"),
        "/placements/v1/candidacies/c1",
        "POST",
        "/placements/v1/candidacies/c1/withdrawal",
        CANDIDACY,
    ),
    (("cancel", "p1"), "/placements/v1/placements/p1", "POST", "/placements/v1/placements/p1/cancellation", PLACEMENT),
    (("return", "e1"), "/pool/v1/experts/e1", "POST", "/pool/v1/experts/e1/return", EXPERT),
    (("leave",), "/pool/v1/me/expert", "POST", "/pool/v1/experts/e1/withdrawal", EXPERT),
]


@pytest.fixture(autouse=True)
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    remember(Remembered(origin=ORIGIN))
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    with respx.mock(base_url=ORIGIN, assert_all_called=False) as router:
        for orgnr in ("935478715", "942114184"):
            body = {"orgnr": orgnr, "level": "state", "sector": "welfare", "names": {"nb": f"Virksomhet {orgnr}"}}
            router.get(f"/auth/v1/organisations/{orgnr}").respond(json=body)
        yield router


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, result.output


@pytest.mark.parametrize(("command", "shown", "method", "path", "thing"), NOES, ids=[no[0][0] for no in NOES])
class TestNo:
    def test_is_said_with_a_reason(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, _ = run(*command, "--reason", "workload", "--note", "Ikke nå", "--yes")
        assert code == 0
        assert json.loads(said.calls.last.request.content) == {"reason": "workload", "note": "Ikke nå"}

    def test_is_shown_and_asked_for_first(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, printed = run(*command, typed="n\n")
        assert code == 1
        assert thing.get("title", thing["id"]) in printed or "Drammen" in printed
        assert not said.called
        assert run(*command, typed="y\nworkload\n")[0] == 0
        assert json.loads(said.calls.last.request.content) == {"reason": "workload"}

    def test_refuses_an_unknown_reason(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, printed = run(*command, "--reason", "boredom", "--yes")
        assert code == 2
        assert "workload" in printed
        assert not said.called


def test_an_endorsement_is_revoked_after_a_question(origin: respx.Router) -> None:
    origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
    revoked = origin.delete("/pool/v1/experts/e1/endorsement").respond(json=EXPERT)
    assert run("revoke", "e1", typed="n\n")[0] == 1
    assert not revoked.called
    assert run("revoke", "e1", typed="y\n")[0] == 0
    assert revoked.called


def test_a_placement_is_shown_with_its_bodies(origin: respx.Router) -> None:
    origin.get("/placements/v1/placements/p1").respond(json=PLACEMENT)
    code, printed = run("show", "p1")
    assert code == 0
    assert "Virksomhet 935478715" in printed
    assert "Drammen" in printed
