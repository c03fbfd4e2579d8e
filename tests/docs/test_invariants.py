"""Every invariant that is referred to (`I9`) is defined in docs/invariants.md, with what shows it."""

import re
from collections.abc import Iterator

from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import PAGES, SOURCES, name_of, text_of

PAGE = PROJECT_ROOT / "docs" / "invariants.md"
PARTS = ("Always", "Shown by", "Run", "Without the guard")
_NAME = re.compile(r"\bI[0-9]+\b")
_SECTION = re.compile(r"^### (I[0-9]+) .+?$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| (I[0-9]+) \| .+ \| not yet shown", re.MULTILINE)


def shown() -> list[tuple[str, str]]:
    """The invariants that tests show, each with what the page says of it."""
    return _SECTION.findall(text_of(PAGE))


def defined() -> list[str]:
    return [name for name, _ in shown()] + _ROW.findall(text_of(PAGE))


def references() -> Iterator[tuple[str, str]]:
    """Where each is referred to: in the sources and in the documentation."""
    sources = [path for root in SOURCES for path in (PROJECT_ROOT / root).rglob("*.py")]
    for file in [*sources, *PAGES]:
        for name in sorted(set(_NAME.findall(text_of(file)))):
            yield name_of(file), name


def test_each_that_is_referred_to_is_defined() -> None:
    known = set(defined())
    assert [(file, name) for file, name in references() if name not in known] == []


def test_each_is_defined_once_and_none_is_left_out() -> None:
    numbers = sorted(int(name[1:]) for name in defined())
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_that_is_shown_says_how() -> None:
    missing = [(name, part) for name, text in shown() for part in PARTS if f"\n* {part}: " not in text]
    assert missing == []


def test_each_that_is_shown_names_its_test_and_its_negative_control() -> None:
    lines = [(name, line) for name, text in shown() for line in text.splitlines()]
    unproven = [
        (name, line)
        for name, line in lines
        if line.startswith(("* Shown by: ", "* Without the guard: "))
        if "`tests/" not in line and line != "* Without the guard: not yet shown."
    ]
    assert unproven == []
