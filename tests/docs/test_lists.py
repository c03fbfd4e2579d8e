"""The command of the page about lists, run as it stands there; and its parameters are those there are."""

import json
import os
import re
import shutil
import subprocess

import pytest

from services.kit.settings import PROJECT_ROOT
from tests.architecture.parameters import parameters_of_lists
from tests.docs.pages import fenced, text_of
from tests.journeys.cast import HOME, Cast

PAGE = PROJECT_ROOT / "docs/lists.md"
SECONDS = 60
# pages, orders and totals stand below the table; `all` and `unread` are of tasks and messages alone
ELSEWHERE = {"cursor", "limit", "count", "include", "order", "all", "unread"}


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_command_lists_stays_and_counts_them(cast: Cast) -> None:
    (block,) = fenced(PAGE, "bash")
    env = {"PATH": os.environ["PATH"], "ORIGIN": cast.stack.origin, "TOKEN": cast.coordinator(HOME).token()}
    ran = subprocess.run(["bash", "-c", block], env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ran.returncode == 0, ran.stderr
    listed = json.loads(ran.stdout)
    assert listed["total"] == len(listed["items"])


def test_the_page_names_each_filter_of_the_lists_with_one_grammar() -> None:
    rows = "\n".join(line.split("|")[1] for line in text_of(PAGE).splitlines() if line.startswith("| `"))
    told = set(re.findall(r"`(\w+)`", rows))
    assert told == parameters_of_lists() - ELSEWHERE
