"""Turns what a route raises into a page, or into the login with the way back."""

from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ressurspool.client import OriginUnreachable, ProblemError
from services.kit import context
from services.kit.errors import ServiceError
from services.kit.pages.cookies import is_secure, read_cookie, set_cookie
from services.kit.pages.html import redirect
from services.web.forms.domain import values_of
from services.web.forms.service import KEPT
from services.web.page.dependencies import SESSION_COOKIE, here, keep_typed, local_path, posted_pairs, visitor
from services.web.page.errors import LoginNeeded
from services.web.page.page import KEPT_COOKIE, Page
from services.web.page.problems import kind_of, words_for

log = structlog.get_logger()


def add_handlers(app: FastAPI) -> None:
    app.add_exception_handler(LoginNeeded, _ask_login)
    app.add_exception_handler(ProblemError, _show_refusal)
    for kind in (ServiceError, OriginUnreachable, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _show_error)


async def _ask_login(request: Request, error: Exception) -> Response:
    assert isinstance(error, LoginNeeded)
    response = redirect(f"/web/login?{urlencode({'to': error.path})}")
    if error.kept:
        secure, seconds = is_secure(request), int(KEPT.total_seconds())
        set_cookie(response, KEPT_COOKIE, error.kept, secure=secure, seconds=seconds, host=True)
    return response


async def _show_refusal(request: Request, error: Exception) -> Response:
    """A refusal of the API. Where it knows the login no longer, the session ends here too."""
    assert isinstance(error, ProblemError)
    if error.status != 401:
        return await _show_error(request, error)
    cookie = read_cookie(request, SESSION_COOKIE, host=True)
    page = await run_in_threadpool(visitor, request)
    path = here(request)
    kept = ""
    if request.method == "POST":
        pairs = list(await posted_pairs(request))
        page.typed, page.path = values_of(pairs), local_path(dict(pairs).get("_page", ""))
        path, kept = page.path, await run_in_threadpool(keep_typed, page, cookie)
    await run_in_threadpool(page.state.sessions.end, cookie)
    return await _ask_login(request, LoginNeeded(path, kept=kept))


async def _show_error(request: Request, error: Exception) -> Response:
    status, words = kind_of(error)
    page = await run_in_threadpool(visitor, request)
    if status >= 500:
        log.warning("page_failed", words=words, kind=type(error).__name__)
    response = await run_in_threadpool(_rendered, page, status, words)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def _rendered(page: Page, status: int, words: str) -> Response:
    title, advice = words_for(words)
    number = context.current().request_id
    return page.render("error.html", status=status, title=title, advice=advice, number=number)
