"""Renders HTML pages: one layout, the language that was chosen, and security headers."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.auth.oauth.errors import OAuthError
from services.auth.oauth.forms import PostedParameters
from services.auth.pages.errors import BrowserRedirect, UnreadableLogin
from services.auth.pages.qr_code import qr_code
from services.auth.texts import PAGES
from services.auth.texts.durations import in_words
from services.kit import context
from services.kit.errors import Invalid, ServiceError
from services.kit.language import Language, preferred
from services.kit.web.content_security import csp_hash_source

# Where the origin is https, a cookie is `Secure` and its name begins with `__Secure-` (RFC 6265bis §4.1.3.1), so that
# nothing sent over plain http can read or plant it. `__Host-` would take the path "/", and send it to every service.
SECURE_PREFIX = "__Secure-"
COOKIE = "language"
FIELD = "language"  # of a form that is posted to change the language only
TEMPLATES = Path(__file__).resolve().parent / "templates"
_templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
_templates.filters["in_words"] = in_words
_templates.filters["qr_code"] = qr_code
_style = _templates.get_template("style.css").render()
_STYLE = csp_hash_source(_style.encode())


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


async def posted_form(form: PostedParameters) -> dict[str, str]:
    """A page's posted form. With a language in it, only that was chosen, and the page is shown again in it."""
    if form.get(FIELD) in set(Language):
        context.current().language = Language(form[FIELD])
    return form


PostedForm = Annotated[dict[str, str], Depends(posted_form)]


class PageRoute(APIRoute):
    """A route whose errors become HTML pages instead of problem+json, because a person reads them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            choose_language(request)
            response = await answered(request)
            if isinstance(response, HTMLResponse):
                language = context.current().language
                set_cookie(response, COOKIE, language, secure=is_secure(request), path="/oauth")
            return response

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except BrowserRedirect as back:
                return redirect(back.location) if back.app is None else _way_back(back)
            except OAuthError:
                return _error_page(request, UnreadableLogin())
            except RequestValidationError:
                return _error_page(request, Invalid())
            except ServiceError as error:
                return _error_page(request, error)

        return handled


def page(template: str, *, status: int = 200, form_targets: Sequence[str] = (), **shown: object) -> Response:
    """Renders a template. `form_targets` are the addresses that the page's form may be redirected to after a post.

    Where `shown` has a `form_token`, the choice of language is posted with it, so that no step is lost. A page without
    one is requested again by GET.
    """
    language = context.current().language
    words = {name: text[language] for name, text in PAGES.items()}
    html = _templates.get_template(template).render(
        language=language, languages=list(Language), words=words, **{"form_token": None, **shown}
    )
    return HTMLResponse(html, status_code=status, headers=_headers(form_targets))


def retry_after(response: Response, seconds: int | None) -> Response:
    """The same response, with `Retry-After` where the reader has to wait."""
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def redirect(location: str) -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(location, status_code=303, headers=headers)


def _way_back(back: BrowserRedirect) -> Response:
    host = urlsplit(back.location).netloc
    return page("way_back.html", status=400, app=back.app, host=host, location=back.location)


def _error_page(request: Request, error: ServiceError) -> Response:
    known = request.app.state.problem_texts
    words = known.get(error.code, known["internal"])[context.current().language]
    title, _, advice = words.partition(". ")
    shown = page("error.html", status=error.status, title=title.rstrip("."), advice=advice)
    return retry_after(shown, error.retry_after)


def _headers(form_targets: Sequence[str]) -> dict[str, str]:
    """No script, no frame, nothing loaded. Browsers apply `form-action` to the redirect after a post too."""
    targets = "".join(f" {parts.scheme}://{parts.netloc}" for parts in map(urlsplit, form_targets))
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


def is_secure(request: Request) -> bool:
    """Whether browsers reach this service by https."""
    origin: str = request.app.state.settings.origin
    return origin.startswith("https:")


def name_of(name: str, *, secure: bool) -> str:
    """The name that the browser knows the cookie by."""
    return SECURE_PREFIX + name if secure else name


def read_cookie(request: Request, name: str) -> str:
    """The cookie's value, or nothing."""
    return request.cookies.get(name_of(name, secure=is_secure(request)), "")


def set_cookie(
    response: Response, name: str, value: str, *, secure: bool, path: str, seconds: int | None = None
) -> None:
    """Set a cookie that no script reads. Without `seconds` the browser keeps it until it is closed."""
    response.set_cookie(
        name_of(name, secure=secure),
        value,
        max_age=seconds,
        path=path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, name: str, *, secure: bool, path: str) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(name_of(name, secure=secure), path=path, secure=secure, httponly=True, samesite="lax")
