"""The pages of documentation, and what they name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ressurspool.ops.openapi import Description, descriptions
from services.kit.settings import PROJECT_ROOT

PAGES = sorted(
    [
        *(PROJECT_ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *PROJECT_ROOT.glob("docs/**/*.md"),
    ]
)
_ROOTS = "tests|docs|services|ressurspool|migrations|vocabulary|deploy|openapi|benchmarks"
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(rf"(?:(?:{_ROOTS})/|\.)?[\w./*-]+\.(?:py|md|yml|yaml|toml|csv)|(?:{_ROOTS})/[\w./-]*")
_ENDPOINT = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE) )?(/[\w./{}-]+)")


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT_ROOT).as_posix()


def prose_of(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def fenced(page: Path, language: str) -> list[str]:
    return [text for told, text in _FENCE.findall(page.read_text(encoding="utf-8")) if told == language]


def links_in(page: Path) -> Iterator[Path]:
    """Where the page's links lead, those to other sites left out."""
    for target in _LINK.findall(prose_of(page)):
        if "://" not in target:
            yield (page.parent / target).resolve()


def files_in(page: Path) -> Iterator[str]:
    """Files and folders the page names by their place in the repository."""
    for code in _CODE.findall(prose_of(page)):
        if re.match(rf"(?:{_ROOTS})/", code) and _FILE.fullmatch(code):
            yield code


def endpoints_in(page: Path) -> Iterator[tuple[str | None, str]]:
    """The method, where one is named, and the path of every endpoint the page names."""
    for code in _CODE.findall(prose_of(page)):
        match = _ENDPOINT.fullmatch(code.partition("?")[0])
        if match:
            yield match[1], shape(match[2])


def shape(path: str) -> str:
    """A path with every placeholder as `{}`."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@cache
def operations() -> frozenset[tuple[str, str]]:
    """Every method and path: at the origin, and as each service has it."""
    described: dict[str, Description] = descriptions()
    found = {
        (method.upper(), shape(path))
        for description in described.values()
        for path, item in description["paths"].items()
        for method in item
    }
    return frozenset(found)
