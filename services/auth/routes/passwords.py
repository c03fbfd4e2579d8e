"""Getting another password, over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from services.auth.dependencies import OwnDatabase, PasswordChanger, ProvenChange, Settings, Source
from services.auth.errors import GuessablePassword, TooManyGuesses, WrongPassword
from services.auth.routes.oauth import form_schema
from services.auth.routes.pages import PageRoute, PostedOnPage
from services.auth.routes.pages.forgot import draw_forgot
from services.auth.schemas import MeRead
from services.auth.service.new_passwords import change_password
from services.kit.answer import Answering
from services.kit.errors import NotFound, PersonRequired
from services.kit.problems import problems
from services.kit.session import WriteSession

Locales = Annotated[str | None, Query(alias="ui_locales", max_length=100, description="Languages, the best first")]
_PAGES: dict[int | str, dict[str, Any]] = {
    429: {"description": "The page again: too many were asked for from here", "content": {"text/html": {}}}
}

pages = APIRouter(tags=["letters"], route_class=PageRoute, default_response_class=HTMLResponse)
router = APIRouter(tags=["me"])


@pages.get("/oauth/password")
def show_forgotten_password(_locales: Locales = None) -> Response:
    """Show the page for those who forgot their password."""
    return draw_forgot()


@pages.post("/oauth/password", responses=_PAGES, openapi_extra=form_schema(["email"]))
def submit_forgotten_password(
    form: PostedOnPage, database: OwnDatabase, settings: Settings, source: Source
) -> Response:
    """Mail a link for a new password to the address. The answer is the same whether it has an account or not."""
    return draw_forgot((database, settings), email=form.get("email", ""), source=source)


@router.put(
    "/v1/me/password",
    responses=problems(PersonRequired, NotFound, WrongPassword, TooManyGuesses, GuessablePassword),
)
def change_my_password(
    caller: PasswordChanger, change: ProvenChange, session: WriteSession, settings: Settings, answer: Answering
) -> MeRead:
    """Change your password, giving the one you have. All your logins end, also this one, and you are told by mail."""
    changed = change_password(session, settings, change.person_id, change.password_hash, by=caller)
    return answer.versioned(MeRead.of(changed, org=caller.org, roles=caller.roles))
