"""The form of every source: short, with its purpose in front, and each exception to a rule with its reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.offences import assert_none, offence
from tests.architecture.rooms import EVERYWHERE, OURS, parsed, sources

FILE_LINES, FUNCTION_LINES = 300, 40
IGNORED = re.compile(r"# type: ignore\[")
IGNORED_WITH_REASON = re.compile(r"# type: ignore\[[a-z, -]+\]  # \w")
UNCHECKED = re.compile(r"# noqa[:]")
UNCHECKED_WITH_REASON = re.compile(r"# noqa[:] [A-Z0-9, ]+ ?-- \w")


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_stay_short() -> None:
    lengths = {path: len(lines_of(path)) for path in sources(*EVERYWHERE)}
    assert_none(
        offence(path, f"cut the file into nouns: {FILE_LINES} lines at most", line=length)
        for path, length in lengths.items()
        if length > FILE_LINES
    )


def test_functions_stay_short() -> None:
    """But for those of migrations: a table's columns are a list, not a thought."""
    assert_none(
        offence(path, f"cut {node.name} in two: {FUNCTION_LINES} lines at most", line=node.lineno)
        for path in sources(*EVERYWHERE)
        if "migrations" not in path.parts
        for node in functions_in(path)
        if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    )


def test_every_module_says_what_it_is_for() -> None:
    docstrings = {path: ast.get_docstring(parsed(path)) or "" for path in sources(*OURS)}
    assert_none(
        offence(path, "begin with a sentence on what the module is responsible for")
        for path, docstring in docstrings.items()
        if not docstring or docstring.startswith("Module")
    )


def test_every_exception_to_a_rule_has_its_reason() -> None:
    assert_none(
        offence(path, f"write the reason behind it: {text.strip()}", line=line)
        for path in sources(*EVERYWHERE)
        for line, text in enumerate(lines_of(path), start=1)
        if (IGNORED.search(text) and not IGNORED_WITH_REASON.search(text))
        or (UNCHECKED.search(text) and not UNCHECKED_WITH_REASON.search(text))
    )
