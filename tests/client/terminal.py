"""The command line as one types it, with a login that is kept, and an origin that records its requests."""

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
from services.auth.texts import codes as auth
from services.matching.texts import codes as matching
from services.needs import texts as needs
from services.notify.texts import codes as notify
from services.placements.texts import codes as placements
from services.pool import texts as pool
from tests.client.answers import ORIGIN

CODES = {
    "auth": auth.CODES,
    "pool": pool.CODES,
    "needs": needs.CODES,
    "matching": matching.CODES,
    "placements": placements.CODES,
    "notify": notify.CODES,
}


def at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command stores goes to that folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))


def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is printed as for a person."""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(autouse=True)
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    remember(Remembered(origin=ORIGIN))
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    """An origin that knows the two bodies, and where nothing is open."""
    with respx.mock(base_url=ORIGIN, assert_all_called=False) as router:
        know_bodies(router)
        know_words(router)
        for cases in ("candidacies", "placements"):
            router.get(f"/placements/v1/{cases}").respond(json={"items": []})
        yield router


def know_bodies(router: respx.Router) -> None:
    for orgnr, name in (("935478715", "Bærum kommune"), ("942114184", "Husbanken")):
        body = {"orgnr": orgnr, "level": "state", "sector": "welfare", "names": {"nb": name}}
        router.get(f"/auth/v1/organisations/{orgnr}").respond(json=body)


def know_words(router: respx.Router) -> None:
    """The words of the services themselves."""
    for service, codes in CODES.items():
        router.get(f"/{service}/v1/codes").respond(json={"groups": codes}, headers={"ETag": '"1"'})


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    """Exit code, and what was printed with line breaks evened out."""
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, " ".join(result.output.split())


def sent(route: respx.Route) -> Any:
    return json.loads(route.calls.last.request.content)
