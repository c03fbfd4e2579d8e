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
from tests.client.answers import ORIGIN


@pytest.fixture(autouse=True)
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    remember(Remembered(origin=ORIGIN))
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    """An origin that knows the two bodies, and where nothing is open."""
    with respx.mock(base_url=ORIGIN, assert_all_called=False) as router:
        know_bodies(router)
        for cases in ("candidacies", "placements"):
            router.get(f"/placements/v1/{cases}").respond(json={"items": []})
        yield router


def know_bodies(router: respx.Router) -> None:
    for orgnr, name in (("935478715", "Bærum kommune"), ("942114184", "Husbanken")):
        body = {"orgnr": orgnr, "level": "state", "sector": "welfare", "names": {"nb": name}}
        router.get(f"/auth/v1/organisations/{orgnr}").respond(json=body)


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    """Exit code, and what was printed with line breaks evened out."""
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, " ".join(result.output.split())


def sent(route: respx.Route) -> Any:
    return json.loads(route.calls.last.request.content)
