"""The addresses of logging in and out, and of choosing a language."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.kit import context
from services.kit.language import Language
from services.kit.pages.cookies import delete_cookie, is_secure, read_cookie, set_cookie
from services.kit.pages.html import redirect
from services.kit.pages.language import keep_language
from services.web.login import service
from services.web.page.dependencies import SESSION_COOKIE, Proven, Visitor, local_path

router = APIRouter(include_in_schema=False)
To = Annotated[str, Query(max_length=2000)]


@router.get("/web/login")
def begin_login(page: Visitor, to: To = "/web/tasks") -> Response:
    """To auth's login page, and back to `to` then."""
    begun = service.begin(page.state, local_path(to))
    response = redirect(f"{begun.location}&ui_locales={context.current().language}")
    secure = is_secure(page.request)
    set_cookie(response, begun.cookie, begun.sealed, secure=secure, seconds=service.ATTEMPT_SECONDS, host=True)
    return response


@router.get("/web/callback")
def complete_login(page: Visitor, state: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Where the browser comes back from auth: a new session, and the page that was wanted."""
    request, secure, name = page.request, is_secure(page.request), service.cookie_name(state)
    sealed = read_cookie(request, name, host=True)
    cookie, to = service.complete(page.state, sealed=sealed, address=str(request.url))
    service.end(page.state, read_cookie(request, SESSION_COOKIE, host=True))  # an earlier login in this browser
    response = redirect(to)
    delete_cookie(response, name, secure=secure, host=True)
    set_cookie(response, SESSION_COOKIE, cookie, secure=secure, host=True)
    return response


@router.post("/web/logout")
def log_out(page: Proven) -> Response:
    """End the login, here and at auth; here also where auth gives no answer."""
    service.end(page.state, read_cookie(page.request, SESSION_COOKIE, host=True))
    response = redirect("/?said=logged_out")
    delete_cookie(response, SESSION_COOKIE, secure=is_secure(page.request), host=True)
    return response


@router.get("/web/language/{language}")
def choose_language(request: Request, language: Language, to: To = "/") -> Response:
    """Show the page again in that language, and all that follow."""
    context.current().language = language
    response = redirect(local_path(to, "/"))
    keep_language(request, response)
    return response
