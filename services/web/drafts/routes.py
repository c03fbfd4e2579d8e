"""The addresses of the form of a need."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.needs import Need, NewNeed
from services.kit import context
from services.kit.errors import NotPermitted
from services.kit.pages.html import redirect
from services.scheme.levels import LEVELS
from services.web.drafts.domain import BLANK, ROWS, excluding, rows, values_of
from services.web.drafts.schemas import ConditionsForm, NeedForm
from services.web.drafts.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.vocabulary import (
    counties,
    field_suggestions,
    municipality_groups,
    skill_suggestions,
)
from services.web.needs.domain import posts_needs
from services.web.page.dependencies import ID, LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
Show = Callable[..., Response]


@router.get("/web/needs/new")
def show_new(page: LoggedIn, copy: Annotated[str | None, Query(pattern=ID)] = None) -> Response:
    """A blank need, or one with what another has."""
    if not posts_needs(page.roles):
        raise NotPermitted("role")
    values = values_of(page.api.needs.need(copy), copied=True) if copy else BLANK
    return _render(page, page.form(**values))


@router.post("/web/needs/new")
def create_need(page: Posted) -> Response:
    """Keep it as a draft, on the way to be published or not; or say how many would fit."""

    def save(asked: NeedForm) -> str:
        return _next(page.api.needs.post(NewNeed(**dict(asked.draft()), publish=False)), asked)

    return _answer(page, save, lambda form, **more: _render(page, form, **more))


@router.get("/web/needs/{need_id}/edit")
def show_edit(page: LoggedIn, need_id: str) -> Response:
    need = page.api.needs.need(need_id)
    if "edit" not in need.legal:
        return redirect(f"/web/needs/{need_id}")
    return _render(page, page.form(**values_of(need)), need=need)


@router.post("/web/needs/{need_id}/edit")
def change_need(page: Posted, need_id: str) -> Response:
    """Change a need, on the version that was shown."""

    def save(asked: NeedForm) -> str:
        return _next(page.api.needs.change(need_id, asked.draft(), version=asked.version), asked)

    return _answer(page, save, lambda form, **more: _render(page, form, need=page.api.needs.need(need_id), **more))


def _answer(page: Page, save: Callable[[NeedForm], str], show: Show) -> Response:
    """What the button that was pressed asks for. `show` shows the form with what was typed."""
    pressed = page.typed.get("act", [""])[-1]
    if pressed == "more":
        return show(page.typed_form, more=True)
    if pressed == "fit":
        return page.ask(ConditionsForm, lambda asked: show(page.typed_form, fit=_fit(page, asked)), show)
    return page.submit(NeedForm, save, show)


def _next(need: Need, asked: NeedForm) -> str:
    """Where saving leads: to the need, or to the page that confirms publishing it."""
    publishing = asked.act == "publish" and "publish" in need.legal
    return f"/web/needs/{need.id}/decisions/publish" if publishing else f"/web/needs/{need.id}?said=saved"


def _level(level: int) -> str:
    return WORDS[f"level_{level}"][context.current().language]


def _fit(page: Page, asked: ConditionsForm) -> object:
    return page.api.matching.fit(asked.conditions())


def _render(page: Page, form: Form, *, need: Need | None = None, fit: object = None, more: bool = False) -> Response:
    return page.render(
        "drafts/need.html",
        WORDS,
        form=form,
        need=need,
        fit=fit,
        excluding=excluding,
        rows={of: rows(form.values, of, more=more) for of in ROWS},
        levels=[(str(level), _level(level)) for level in range(1, LEVELS + 1)],
        fields=field_suggestions(),
        skills=[(skill, "") for skill in skill_suggestions()],
        counties=counties(),
        municipalities=municipality_groups(),
        languages_asked=page.choices("needs", "language"),
        clearances=page.choices("needs", "clearance"),
        perspectives=page.choices("needs", "perspective"),
    )
