"""Auth's pages: the kit's frame, auth's words, and errors that become pages because a person reads them."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from services.auth.oauth.errors import OAuthError
from services.auth.oauth.forms import PostedParameters
from services.auth.pages.errors import BrowserRedirect, UnreadableLogin
from services.auth.pages.qr_code import qr_code
from services.auth.texts import PAGES
from services.auth.texts.durations import in_words
from services.kit import context
from services.kit.errors import Invalid, ServiceError
from services.kit.language import Language
from services.kit.pages.html import redirect, render_page, templates_of
from services.kit.pages.language import choose_language, keep_language

FIELD = "language"  # of a form that is posted to change the language only
TEMPLATES = Path(__file__).resolve().parent / "templates"
_templates = templates_of(TEMPLATES)
_templates.filters["in_words"] = in_words
_templates.filters["qr_code"] = qr_code


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
                keep_language(request, response)
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
    shown = {"form_token": None, **shown}
    return render_page(
        _templates, template, root="/auth", words=PAGES, status=status, form_targets=form_targets, shown=shown
    )


def retry_after(response: Response, seconds: int | None) -> Response:
    """The same response, with `Retry-After` where the reader has to wait."""
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _way_back(back: BrowserRedirect) -> Response:
    host = urlsplit(back.location).netloc
    return page("way_back.html", status=400, app=back.app, host=host, location=back.location)


def _error_page(request: Request, error: ServiceError) -> Response:
    known = request.app.state.problem_texts
    words = known.get(error.code, known["internal"])[context.current().language]
    title, _, advice = words.partition(". ")
    shown = page("error.html", status=error.status, title=title.rstrip("."), advice=advice)
    return retry_after(shown, error.retry_after)
