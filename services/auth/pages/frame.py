"""Draws a page within the frame they all have: in the language that was chosen, with the headers that keep it safe."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.auth.oauth.errors import TokenRefused
from services.auth.oauth.forms import Posted
from services.auth.pages.errors import SentBack, UnreadableLogin
from services.auth.texts import PAGES
from services.auth.texts.durations import in_words
from services.kit import context
from services.kit.errors import ServiceError
from services.kit.language import Language, preferred
from services.kit.web.content_security import csp_hash_source

COOKIE = "language"


FIELD = "language"  # of a form that is posted to change the language only


TEMPLATES = Path(__file__).resolve().parent / "templates"


_templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


_templates.filters["in_words"] = in_words


_style = _templates.get_template("style.css").render()


_STYLE = csp_hash_source(_style.encode())


def speak_asked(request: Request) -> None:
    """Speak what the client asked for (`ui_locales`, OpenID Connect §3.1.2.1), or the reader chose on a page before.

    Where neither did, the context has the browser's language already.
    """
    locales, chosen = request.query_params.get("ui_locales"), request.cookies.get(COOKIE)
    if chosen in set(Language):
        context.current().language = Language(chosen)
    elif locales is not None:
        context.current().language = preferred(",".join(locales.split()))


def posted_on_page(form: Posted) -> dict[str, str]:
    """A page's posted form. With a language in it, that was chosen and nothing else: the page is shown again in it."""
    if form.get(FIELD) in set(Language):
        context.current().language = Language(form[FIELD])
    return form


PostedOnPage = Annotated[dict[str, str], Depends(posted_on_page)]


class PageRoute(APIRoute):
    """Refuses with a page, where the others answer problem+json: a person is looking."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            speak_asked(request)
            try:
                return await handle(request)
            except SentBack as back:
                return redirect(back.location) if back.app is None else _way_back(back)
            except TokenRefused:
                return _error_page(request, UnreadableLogin())
            except ServiceError as error:
                return _error_page(request, error)

        return handled


def page(template: str, *, status: int = 200, leads_to: Sequence[str] = (), **shown: object) -> Response:
    """A page from a template of ours. `leads_to`: the addresses its form may be redirected to after the post.

    With `form_token` among what is shown, the choice of language is posted with it, so that no step is lost; a page
    without one is asked for again.
    """
    language = context.current().language
    words = {name: text[language] for name, text in PAGES.items()}
    drawn = _templates.get_template(template).render(
        language=language, languages=list(Language), words=words, **{"form_token": None, **shown}
    )
    answer = HTMLResponse(drawn, status_code=status, headers=_headers(leads_to))
    answer.set_cookie(COOKIE, language, path="/oauth", httponly=True, samesite="lax")
    return answer


def retry_after(answer: Response, seconds: int | None) -> Response:
    """The same page, and when to come again where one has to wait."""
    if seconds is not None:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def redirect(location: str) -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(location, status_code=303, headers=headers)


def _way_back(back: SentBack) -> Response:
    host = urlsplit(back.location).netloc
    return page("way_back.html", status=400, app=back.app, host=host, location=back.location)


def _error_page(request: Request, error: ServiceError) -> Response:
    known = request.app.state.problem_texts
    words = known.get(error.code, known["internal"])[context.current().language]
    title, _, advice = words.partition(". ")
    shown = page("error.html", status=error.status, title=title.rstrip("."), advice=advice)
    return retry_after(shown, error.retry_after)


def _headers(leads_to: Sequence[str]) -> dict[str, str]:
    """No script, no frame, nothing loaded; browsers hold `form-action` against the redirect after a post too."""
    targets = "".join(f" {parts.scheme}://{parts.netloc}" for parts in map(urlsplit, leads_to))
    policy = (
        f"default-src 'none'; style-src {_STYLE}; form-action 'self'{targets}; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Vary": "Accept-Language, Cookie",
    }
