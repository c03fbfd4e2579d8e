"""The addresses of a person's own page."""

from fastapi import APIRouter, Response

from ressurspool.client.auth import MeChange
from services.kit.calls.side_by_side import side_by_side
from services.kit.pages.language import NAMES
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.me.schemas import AccountForm
from services.web.me.texts import WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
MOST_LOGINS = 50


@router.get("/web/me")
def show_me(page: LoggedIn) -> Response:
    """Who I am here, and where I am logged in."""
    return _show(page)


@router.post("/web/me")
def change_me(page: Posted) -> Response:
    """Change my name, or the language that I am notified in."""

    def act(asked: AccountForm) -> str:
        change = MeChange(name=asked.name, language=asked.language)
        page.api.auth.change_me(change, version=asked.version)
        return "/web/me?said=saved"

    return page.submit(AccountForm, act, lambda form: _show(page, form))


@router.post("/web/me/logins/{session_id}")
def end_login(page: Posted, session_id: str) -> Response:
    """End one of my logins."""

    def act(_asked: FormModel) -> str:
        page.api.auth.end_session(session_id)
        return "/web/me?said=ended"

    return page.submit(FormModel, act, lambda form: _show(page, form))


def _show(page: Page, form: Form | None = None) -> Response:
    me, sessions = side_by_side(page.api.auth.me, lambda: page.api.auth.sessions().page(limit=MOST_LOGINS).items)
    live = [one for one in sessions if one.ended_at is None]
    shown = form or page.form(name=me.name, language=me.language, version=me.version)
    return page.render("me/me.html", WORDS, me=me, logins=live, form=shown, language_choices=list(NAMES.items()))
