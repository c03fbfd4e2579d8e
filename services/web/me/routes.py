"""The addresses of a person's own page."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from ressurspool.client.auth import MeChange
from ressurspool.client.pool import AccessEntry
from ressurspool.client.problem import ProblemError
from services.kit import context
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
MOST_APPS = 50
ON_A_PAGE = 30
Cursor = Annotated[str | None, Query(max_length=500)]


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


@router.get("/web/me/apps")
def list_apps(page: LoggedIn) -> Response:
    """The apps that I said yes to."""
    return _show_apps(page)


@router.post("/web/me/apps/{consent_id}/withdrawal")
def withdraw_consent(page: Posted, consent_id: str) -> Response:
    """Take back my yes. The app is logged out."""

    def act(_asked: FormModel) -> str:
        page.api.auth.withdraw_consent(consent_id)
        return "/web/me/apps?said=withdrawn"

    return page.submit(FormModel, act, lambda form: _show_apps(page, form))


@router.get("/web/me/readings")
def list_readings(page: LoggedIn, cursor: Cursor = None) -> Response:
    """Who read my profile with my name, when, and for which body."""
    got = page.api.pool.access_log().page(cursor, limit=ON_A_PAGE)
    rows = _readings(page, got.items)
    return page.render("me/readings.html", WORDS, rows=rows, next=got.next, cursor=cursor)


@router.get("/web/me/data")
def show_data(page: LoggedIn) -> Response:
    """What I can take home, before I do."""
    return page.render("me/data.html", WORDS)


@router.get("/web/me/data/file")
def take_data(page: LoggedIn) -> Response:
    """All that the pool holds about me, with my account, as a file."""
    me, held = side_by_side(page.api.auth.me, lambda: _held(page))
    content = json.dumps({"account": me.model_dump(mode="json"), "pool": held}, ensure_ascii=False, indent=2)
    headers = {
        "Content-Disposition": 'attachment; filename="ressurspool.json"',
        "Cache-Control": "no-store",
        "Vary": "Cookie",
    }
    return Response(content, media_type="application/json", headers=headers)


def _held(page: Page) -> dict[str, Any]:
    """What the pool holds. Who has no profile there takes home that nothing is held."""
    try:
        return page.api.pool.export().model_dump(mode="json")
    except ProblemError as problem:
        if problem.status != 404:
            raise
        return {}


def _readings(page: Page, entries: list[AccessEntry]) -> list[tuple[AccessEntry, str]]:
    """The entries, each with the name of its reader's body."""
    bodies = {one.reader_org for one in entries if one.reader_org}
    names = page.api.auth.organisation_names(bodies).names if bodies else {}
    language = context.current().language
    return [(one, names.get(one.reader_org or "", {}).get(language) or one.reader_org or "") for one in entries]


def _show_apps(page: Page, form: Form | None = None) -> Response:
    consents = page.api.auth.consents().page(limit=MOST_APPS).items
    return page.render("me/apps.html", WORDS, consents=consents, form=form)


def _show(page: Page, form: Form | None = None) -> Response:
    me, sessions = side_by_side(page.api.auth.me, lambda: page.api.auth.sessions().page(limit=MOST_LOGINS).items)
    live = [one for one in sessions if one.ended_at is None]
    shown = form or page.form(name=me.name, language=me.language, version=me.version)
    methods = {method for one in live if one.current for method in one.methods}
    return page.render(
        "me/me.html",
        WORDS,
        me=me,
        logins=live,
        methods=methods,
        form=shown,
        language_choices=list(NAMES.items()),
    )
