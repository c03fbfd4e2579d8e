"""Reads the pages of documentation: their links, and what they name in code."""

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
SOURCES = ("services", "vocabulary", "ressurspool", "tests", "benchmarks", "migrations")
_ROOTS = "|".join((*SOURCES, "docs", "deploy", "openapi"))
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_PATH = re.compile(rf"(?:{_ROOTS})/[\w./*-]*|[\w./-]+\.py")
_ENDPOINT = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE) )?(/[\w./{}-]+)")
_MODULE = re.compile(rf"(?:python -m )?((?:{'|'.join(SOURCES)})(?:\.\w+)+)")
_METHOD = re.compile(r"([A-Z]\w+)\.([a-z_]\w*)")


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT_ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", text_of(page))


def fenced(page: Path, language: str) -> list[str]:
    return [block for named, block in _FENCE.findall(text_of(page)) if named == language]


def code_in(page: Path) -> list[str]:
    """What stands between backticks in the page's prose."""
    return _CODE.findall(prose_of(page))


def commands_in(page: Path) -> str:
    """Every command the page shows, in its prose and in its blocks for the shell."""
    return "\n".join([*code_in(page), *fenced(page, "bash")])


def broken_links_in(page: Path) -> Iterator[str]:
    """Links within the repository that lead to no file, or to no heading of it."""
    for link in _LINK.findall(prose_of(page)):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (anchor and anchor not in anchors_of(target)):
                yield link


def anchors_of(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in _HEADING.findall(prose_of(page)))
    return {heading.strip().replace(" ", "-") for heading in headings}


def missing_files_in(page: Path) -> Iterator[str]:
    """Files, folders and tests that the page names and that do not exist.

    A path is written from the root of the repository. A bare `access.py` is a role that some file has to have.
    """
    for code in code_in(page):
        for named in _expanded(code):
            path, *inside = named.split("::")
            if _PATH.fullmatch(path) and not _exists(path, inside):
                yield named


def _expanded(code: str) -> list[str]:
    """`a/{b,c}.py` as `a/b.py` and `a/c.py`."""
    found = _BRACES.search(code)
    if found is None:
        return [code]
    return [
        path for part in found[1].split(",") for path in _expanded(code[: found.start()] + part + code[found.end() :])
    ]


def _exists(path: str, inside: list[str]) -> bool:
    if "/" not in path:
        return path in _files()
    places = [PROJECT_ROOT / path] if "*" not in path else list(PROJECT_ROOT.glob(path))
    return any(place.exists() and all(_defines(place, name) for name in inside) for place in places)


@cache
def _files() -> frozenset[str]:
    """The name of every module."""
    return frozenset(path.name for root in SOURCES for path in (PROJECT_ROOT / root).rglob("*.py"))


def _defines(file: Path, name: str) -> bool:
    return re.search(rf"\b(?:class|def) {name}\b", text_of(file)) is not None


def missing_modules_in(page: Path) -> Iterator[str]:
    """Modules, and names in modules, that the page writes with dots (`services.kit.clock`) and that do not exist."""
    for code in code_in(page):
        named = _MODULE.fullmatch(code)
        if named and not _is_importable(named[1].split(".")):
            yield named[1]


def _is_importable(parts: list[str]) -> bool:
    place = PROJECT_ROOT.joinpath(*parts)
    if place.is_dir() or place.with_suffix(".py").exists():
        return True
    module = place.parent.with_suffix(".py")
    file = module if module.exists() else place.parent / "__init__.py"
    top = re.compile(rf"^(?:(?:async )?def |class )?{parts[-1]}\b *[(:=]", re.MULTILINE)
    return file.exists() and top.search(text_of(file)) is not None


def missing_methods_in(page: Path) -> Iterator[str]:
    """Methods that the page names with their class (`RefreshTokens.use`) and that do not exist."""
    for code in code_in(page):
        named = _METHOD.fullmatch(code)
        if named and named[2] not in _methods().get(named[1], ""):
            yield code


@cache
def _methods() -> dict[str, str]:
    """The text of each class of ours, by its name."""
    texts = (text_of(path) for root in SOURCES for path in (PROJECT_ROOT / root).rglob("*.py"))
    parts = (re.split(r"^class (\w+)", text, flags=re.MULTILINE) for text in texts)
    return {name: body for found in parts for name, body in zip(found[1::2], found[2::2], strict=True)}


def endpoints_in(page: Path) -> Iterator[tuple[str | None, str]]:
    """The method, where one is named, and the path of every endpoint the page names."""
    for code in code_in(page):
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
