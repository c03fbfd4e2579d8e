"""The seven writes of the README, run as they stand there."""

import os
import shutil
import subprocess

import pytest

from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced
from tests.journeys.cast import HOME, HOST, Cast

WRITES = 7
SECONDS = 60


@pytest.fixture(scope="module")
def script() -> str:
    (block,) = (block for block in fenced(PROJECT_ROOT / "README.md", "bash") if "send()" in block)
    return block


def test_the_block_has_seven_writes(script: str) -> None:
    assert script.count('send "$TOKEN_') == WRITES
    assert script.count("curl ") == 1, "all of them by `send`"


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_block_ends_in_an_agreed_placement(cast: Cast, script: str) -> None:
    tokens = {
        "TOKEN_EMPLOYEE": cast.new("employee", HOME).token(),
        "TOKEN_HOME": cast.coordinator(HOME).token(),
        "TOKEN_HOST": cast.new("requester", HOST).token(),
        "TOKEN_HOST_COORDINATOR": cast.coordinator(HOST).token(),
    }
    ran = subprocess.run(
        ["bash", "-c", script],
        env={"PATH": os.environ["PATH"], "ORIGIN": cast.stack.origin, **tokens},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["available", "['home']", "agreed"]
