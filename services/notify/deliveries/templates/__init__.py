"""The templates of letters, which are plain text, and the function that renders them."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.kit.language import Language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 -- plain text: an escaped name would be a misspelt one
    keep_trailing_newline=True,
)


def rendered(kind: str, language: Language, **values: object) -> str:
    """The content of a letter: `letter` has a message, `digest` several, `link` carries a single-use link."""
    return _TEMPLATES.get_template(f"{kind}.{language}.jinja").render(**values)
