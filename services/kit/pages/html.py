"""Renders HTML pages: the layout that all share, the headers that protect them, and nothing loaded from elsewhere."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from services.kit import context
from services.kit.language import Language, Texts, texts
from services.kit.pages.language import LEGEND, NAMES
from services.kit.pages.styles import style_address

TEMPLATES = Path(__file__).resolve().parent / "templates"

WORDS: Mapping[str, Texts] = {
    "language": LEGEND,
    "skip": texts(nb="Gå til innholdet", nn="Gå til innhaldet", en="Skip to the content"),
}


def templates_of(*folders: Path, **by_prefix: Path) -> Environment:
    """The templates in these folders, and the kit's. Those of a prefix are named `prefix/name.html`."""
    prefixed = PrefixLoader({prefix: FileSystemLoader(folder) for prefix, folder in by_prefix.items()})
    loader = ChoiceLoader([*(FileSystemLoader(folder) for folder in (*folders, TEMPLATES)), prefixed])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def render_page(
    templates: Environment,
    template: str,
    *,
    root: str,
    words: Mapping[str, Texts],
    status: int = 200,
    form_targets: Sequence[str] = (),
    shown: Mapping[str, object],
) -> Response:
    """A page in the reader's language. `root` is the path of the service that serves the stylesheet.

    `form_targets` are the addresses that the page's form may be redirected to after a post.
    """
    language = context.current().language
    known = {name: text[language] for name, text in {**WORDS, **words}.items()}
    html = templates.get_template(template).render(
        language=language,
        languages=list(Language),
        language_names=NAMES,
        stylesheet=style_address(root),
        words=known,
        **shown,
    )
    return HTMLResponse(html, status_code=status, headers=page_headers(form_targets))


def page_headers(form_targets: Sequence[str] = ()) -> dict[str, str]:
    """No script, no frame, nothing from elsewhere. Browsers apply `form-action` to the redirect after a post too.

    The stylesheet has its few icons within itself, as `data:`.
    """
    targets = "".join(f" {parts.scheme}://{parts.netloc}" for parts in map(urlsplit, form_targets))
    policy = (
        f"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'{targets}; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Vary": "Accept-Language, Cookie",
    }


def redirect(location: str) -> Response:
    """To the page that comes next, by GET."""
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(location, status_code=303, headers=headers)
