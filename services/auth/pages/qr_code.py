"""Draws QR codes into pages: inline SVG without style or script, as the pages' Content-Security-Policy wants."""

import segno
from markupsafe import Markup

_MODULE_PIXELS = 4
_IMAGE = Markup('<svg role="img" aria-label="{}"')


def qr_code(text: str, title: str) -> Markup:
    """An image of `text` with a white quiet zone, for cameras; `title` is what a screen reader says."""
    drawn = segno.make_qr(text, error="m").svg_inline(
        scale=_MODULE_PIXELS, light="#ffffff", svgclass=None, lineclass=None
    )
    return _IMAGE.format(title) + Markup(drawn.removeprefix("<svg"))  # noqa: S704 -- paths that segno drew, no text
