"""The page of the first call: its commands and its five lines, run as they stand there."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced
from tests.journeys.cast import HOST, Cast, published
from tests.support.node_parties import skip_or_fail

PAGE = PROJECT_ROOT / "docs/first-call.md"
SECONDS = 60


def run(cast: Cast, *command: str, text: str = "") -> str:
    token = cast.new("requester", HOST).token()
    env = {"PATH": os.environ["PATH"], "ORIGIN": cast.stack.origin, "TOKEN": token, "PYTHONPATH": str(PROJECT_ROOT)}
    ran = subprocess.run(command, env=env, input=text, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_commands_answer_who_one_is_what_waits_and_what_is_wrong(cast: Cast) -> None:
    asked, wrong = fenced(PAGE, "bash")
    apart = asked.replace("\ncurl", "; echo\ncurl")
    me, tasks = (json.loads(line) for line in run(cast, "bash", "-c", apart).splitlines())
    assert (me["org"], me["roles"]) == (HOST, ["employee", "requester"])
    assert tasks["total"] == len(tasks["items"])
    problem = json.loads(run(cast, "bash", "-c", wrong))
    assert (problem["type"], problem["errors"][0]["pointer"]) == ("/problems/invalid", "/county")


def test_the_lines_of_python_list_the_open_needs(cast: Cast) -> None:
    need = published(cast)
    (lines,) = fenced(PAGE, "python")
    assert need.title in run(cast, sys.executable, "-c", lines).splitlines()


def test_the_lines_of_typescript_list_the_open_needs(cast: Cast) -> None:
    """They have no types of their own, so that they run as they are."""
    node = shutil.which("node")
    if node is None:
        skip_or_fail("there is no Node on this machine")
    need = published(cast)
    (lines,) = fenced(PAGE, "typescript")
    assert need.title in run(cast, str(node), "--input-type=module", text=lines).splitlines()
