"""docs/command-line.md names the commands and exit codes that there are."""

import re

from ressurspool.cli import refusals
from ressurspool.cli.commands import ALONE, NOUNS, loaded
from services.kit.settings import PROJECT_ROOT

PAGE = (PROJECT_ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_names_each_noun_with_its_verbs() -> None:
    rows = {
        row[0]: set(re.findall(r"`([\w-]+)`", row[1])) for row in re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.M)
    }
    assert rows == {noun: set(loaded(noun).commands) for noun in NOUNS}


def test_names_each_command_that_stands_alone() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("Alone stand"))
    assert set(re.findall(r"`(\w+)`", line)) == set(ALONE)


def test_names_each_exit_code() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d) \|", PAGE, re.M)}
    assert codes == {0, refusals.REFUSED, 2, refusals.LOGIN_NEEDED, refusals.UNREACHABLE}
