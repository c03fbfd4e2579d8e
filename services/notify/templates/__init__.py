"""Renders letters as plain text."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.kit.language import Language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 -- plain text: an escaped name would be a misspelt one
    keep_trailing_newline=True,
)


def rendered(language: Language, *, name: str, text: str, origin: str) -> str:
    """The body of a letter."""
    return _TEMPLATES.get_template(f"letter.{language}.jinja").render(name=name, text=text, origin=origin)
