"""The one stylesheet of all pages: Designsystemet's as their packages have it, and a few rules of ours.

`styles.lock` has the packages' versions and the hashes of their files (`make styles` writes both). Each service serves
the sheet itself, under a name that changes with its content, so that browsers may keep it for ever.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI, Request, Response

STATIC = Path(__file__).resolve().parent / "static"
FILES = ("theme.css", "designsystemet.css", "pages.css")  # in the order of the cascade
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Sheet:
    name: str
    content: bytes


@cache
def sheet() -> Sheet:
    content = b"\n".join((STATIC / name).read_bytes() for name in FILES)
    return Sheet(name=f"pages-{sha256(content).hexdigest()[:16]}.css", content=content)


def style_address(root: str) -> str:
    """Where the service below that path serves the sheet."""
    return f"{root}/static/{sheet().name}"


def add_styles(app: FastAPI, prefix: str = "") -> None:
    """Serve the sheet below the service's path."""

    async def show_style(_request: Request) -> Response:
        return Response(sheet().content, media_type="text/css", headers={"Cache-Control": A_YEAR})

    app.add_route(f"{prefix}/static/{sheet().name}", show_style, include_in_schema=False)
