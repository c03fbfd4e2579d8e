"""The open needs as an Atom feed (RFC 4287)."""

from fastapi import Response

from services.kit import clock, context
from services.kit.language import preferred
from services.web.needs import service
from services.web.needs.schemas import Search
from services.web.needs.texts import WORDS
from services.web.page.page import Page

NEWEST = 50
MINUTES_KEPT = 5


def feed(page: Page, search: Search) -> Response:
    """The newest open needs that were searched for, in the language of the request, or of `ui_locales`.

    `page` is nobody's: a cookie would choose the language of an answer that caches keep for everybody.
    """
    request = page.request
    language = preferred(request.query_params.get("ui_locales") or request.headers.get("Accept-Language"))
    context.current().language = language
    needs = service.open_needs(page, search.model_copy(update={"cursor": None}), limit=NEWEST).items
    written = page.state.templates.get_template("needs/feed.xml").render(
        needs=needs,
        names=service.names_of(page, needs),
        words={name: text[language] for name, text in WORDS.items()},
        language=language,
        origin=page.state.settings.origin,
        path=page.path,
        updated=max((need.updated_at for need in needs if need.updated_at), default=clock.now()),
    )
    headers = {"Cache-Control": f"public, max-age={MINUTES_KEPT * 60}", "Vary": "Accept-Language"}
    return Response(written, media_type="application/atom+xml", headers=headers)
