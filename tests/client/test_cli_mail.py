"""The command `mail` against an origin that records its requests."""

import json
import time
from pathlib import Path

import pytest
import respx
from typer.testing import CliRunner

from ressurspool.cli import app
from ressurspool.cli.config import Remembered, remember
from ressurspool.cli.stored_logins import keep
from ressurspool.client import Login
from tests.client.answers import ORIGIN

KINDS = [
    {"kind": kind, "text": "…", "email": email, "choices": ["at_once", "daily"], "mandatory": None}
    for kind, email in (("answers", "at_once"), ("placements", "daily"), ("body", "weekly"))
]
CHOSEN = {"version": 3, "email": "daily", "kinds": KINDS, "mail_from": 8, "mail_until": 17, "language": "nn"}


@pytest.fixture(autouse=True)
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    remember(Remembered(origin=ORIGIN, language="en"))
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


def test_changes_what_is_named_and_keeps_the_rest() -> None:
    with respx.mock(base_url=ORIGIN) as origin:
        origin.get("/notify/v1/preferences").respond(json=CHOSEN)
        change = origin.put("/notify/v1/preferences").respond(json=CHOSEN)
        done = CliRunner().invoke(app, ["mail", "--kind", "placements=off", "--until", "15"])
    assert done.exit_code == 0, done.output
    assert change.calls[0].request.headers["If-Match"] == '"3"'
    assert json.loads(change.calls[0].request.content) == {
        "email": "daily",
        "kinds": {"answers": "at_once", "placements": "off", "body": "weekly"},
        "mail_from": 8,
        "mail_until": 15,
        "language": "nn",
    }
    assert "from 8 to 17 o'clock" in done.output


@pytest.mark.parametrize("choice", ["placements", "placements=hourly", "sms=off"])
def test_says_what_can_be_chosen(choice: str) -> None:
    with respx.mock(base_url=ORIGIN) as origin:
        origin.get("/notify/v1/preferences").respond(json=CHOSEN)
        done = CliRunner().invoke(app, ["mail", "--kind", choice])
    assert done.exit_code == 2
    assert "placements=" in done.output
