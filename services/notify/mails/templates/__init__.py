"""The templates of mails, as text and as HTML, and the functions that render them."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = FileSystemLoader(Path(__file__).parent)
_TEXT = Environment(
    loader=_FOLDER,
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 -- plain text: an escaped name would be a misspelt one
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_HTML = Environment(
    loader=_FOLDER,
    undefined=StrictUndefined,
    autoescape=True,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_text(**values: Any) -> str:
    return _TEXT.get_template("mail.txt.jinja").render(**values)


def as_html(**values: Any) -> str:
    """The same words in the same order. Nothing in it is fetched from anywhere."""
    return _HTML.get_template("mail.html.jinja").render(**values)
