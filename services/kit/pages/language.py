"""The language that a reader chose: kept in a cookie that all pages of the origin share."""

from fastapi import Request, Response

from services.kit import context
from services.kit.language import Language, Texts, preferred, texts
from services.kit.pages.cookies import is_secure, read_cookie, set_cookie

COOKIE = "language"
NAMES = {Language.NB: "Bokmål", Language.NN: "Nynorsk", Language.EN: "English"}
LEGEND: Texts = texts(nb="Språk", nn="Språk", en="Language")


def choose_language(request: Request) -> None:
    """Set the language that the reader chose on an earlier page, or the client asks for.

    The client asks with `ui_locales` (OpenID Connect Core §3.1.2.1). Without either the context keeps the browser's
    language.
    """
    locales, chosen = request.query_params.get("ui_locales"), read_cookie(request, COOKIE)
    if chosen in set(Language):
        context.current().language = Language(chosen)
    elif locales is not None:
        context.current().language = preferred(",".join(locales.split()))


def keep_language(request: Request, response: Response) -> None:
    """Keep the language of this page for those that follow."""
    set_cookie(response, COOKIE, context.current().language, secure=is_secure(request))
