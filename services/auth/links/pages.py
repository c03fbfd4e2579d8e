"""Renders the pages that mailed links lead to."""

from fastapi import Response

from services.auth.links.service import Link
from services.auth.pages.frame import page, retry_after
from services.kit import context


def draw_link(link: Link) -> Response:
    """The page with the link's form, or with what was done."""
    language = context.current().language
    body = getattr(link.body, f"name_{language}") if link.body else link.orgnr
    response = page(
        "link.html",
        status=link.status,
        link=link,
        body=body,
        fault=link.fault,
        wait=link.wait,
        form_token=None if link.done else link.token,
    )
    return retry_after(response, link.wait)
