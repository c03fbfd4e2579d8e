"""All files of the origin, by their paths."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ressurspool.ops.site.problems import problem_pages
from ressurspool.ops.site.texts import HOME, ROOMS, WORDS
from services.kit.language import Language
from services.scheme.services import SERVICES

SEGMENTS = frozenset({"api", "docs", "openapi.yaml", "openapi.json", "problems", "pages"})
# the same as in deploy/Caddyfile; Swagger UI sets styles itself
CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HTML, JSON, YAML = "text/html; charset=utf-8", "application/json", "application/yaml"

_HERE = Path(__file__).resolve().parent / "templates"
_templates = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class File:
    content: str
    media_type: str


Files = Mapping[str, File]


def find(path: str) -> File | None:
    """The file at this path of the origin. Makes only what it needs: the description takes seconds."""
    if path.startswith("/openapi."):
        return _description().get(path)
    return (_problems() if path.startswith("/problems") else _pages()).get(path)


def write(folder: Path) -> int:
    """Write all, as a web server wants them: `/docs` is docs.html. Returns how many."""
    every = {**_pages(), **_description(), **_problems()}
    for path, file in every.items():
        name = path.removeprefix("/")
        target = folder / (f"{name}.html" if file.media_type == HTML else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.content, encoding="utf-8")
    return len(every)


@cache
def _pages() -> Files:
    return {
        "/api": _page("home.html", "Ressurspool", home=HOME, rooms=ROOMS, services=SERVICES),
        "/docs": _page("docs.html", "Ressurspool: API"),
        "/pages/style.css": File((_HERE / "style.css").read_text(encoding="utf-8"), "text/css"),
        "/pages/docs.js": File((_HERE / "docs.js").read_text(encoding="utf-8"), "text/javascript"),
    }


@cache
def _description() -> Files:
    from ressurspool.ops.openapi import MERGED, as_text, descriptions  # noqa: PLC0415 -- loads six services

    merged = descriptions()[MERGED]
    return {
        "/openapi.yaml": File(as_text(merged), YAML),
        "/openapi.json": File(json.dumps(merged, ensure_ascii=False), JSON),
    }


@cache
def _problems() -> Files:
    found = problem_pages()
    one_each = {f"/problems/{page.code}": _page("problem.html", page.code, problem=page) for page in found}
    return {"/problems": _page("problems.html", "Ressurspool: problems", problems=found), **one_each}


def _page(template: str, title: str, **shown: Any) -> File:
    words = {"title": title, "languages": list(Language), "words": WORDS}
    return File(_templates.get_template(template).render(**words, **shown), HTML)
