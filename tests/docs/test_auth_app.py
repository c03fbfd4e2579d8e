"""The commands of docs/auth-call.md for an agency's app, run as they stand there; the browser is ours."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from ressurspool.client.form import answer_forms
from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced
from tests.journeys.cast import HOST, PASSWORD, Actor, Cast

PAGE = PROJECT_ROOT / "docs" / "auth-call.md"
SECONDS = 60
BACK = "http://127.0.0.1:7531/callback"


@pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("openssl") is None, reason="no curl or no openssl on this machine"
)
def test_the_commands_register_an_app_and_log_somebody_in(cast: Cast, tmp_path: Path) -> None:
    somebody, coordinator = cast.new("employee", HOST), cast.coordinator(HOST)
    given = {"ORIGIN": cast.stack.origin, "TOKEN": coordinator.token(), "OWN": somebody.token()}
    with subprocess.Popen(
        ["bash", "-c", "\n".join(fenced(PAGE, "shell"))],
        env={"PATH": os.environ["PATH"], **given},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        code = code_at(running.stdout.readline().strip(), somebody)
        output, wrong = running.communicate(f"{code}\n", timeout=SECONDS)
    assert running.returncode == 0, wrong + output
    assert output.splitlines() == [
        somebody.client.auth.me().name,
        "Bemanningsappen",
        "Bemanningsappen",
        "invalid_grant",
        "Bemanningsappen",
    ]


def code_at(address: str, somebody: Actor) -> str:
    """What a person's browser comes back with, after a yes to the app."""
    known = {"email": somebody.email, "password": PASSWORD, "org": HOST, "answer": "yes"}
    with httpx.Client(trust_env=False) as browser:
        answer = answer_forms(browser, address, known, until=BACK)
    return parse_qs(urlsplit(answer).query)["code"][0]
