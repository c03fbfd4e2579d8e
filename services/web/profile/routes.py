"""The addresses of one's own profile."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client import OriginUnreachable, ProblemError
from ressurspool.client.pool import Expert
from services.kit import clock, context
from services.kit.pages.html import redirect
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.forms.vocabulary import county_choices, field_groups, skill_groups
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page
from services.web.page.problems import found
from services.web.page.year import months_from
from services.web.profile import domain
from services.web.profile.schemas import LeaveForm, PauseForm, ProfileForm, typed_of
from services.web.profile.texts import WORDS

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20


def find_mine(page: Page) -> Expert | None:
    """The reader's own profile; None where they have none."""
    return found(page.api.pool.mine)


@router.get("/web/profile")
def show_profile(page: LoggedIn) -> Response:
    """My profile: where it stands, what it lacks, and what I can do with it."""
    return _show(page)


@router.get("/web/profile/edit")
def show_profile_form(page: LoggedIn) -> Response:
    """The form of my profile; empty where I have none yet."""
    return _edit(page)


@router.post("/web/profile/edit")
def save_profile(page: Posted) -> Response:
    """Save my profile, as a draft at first, and submit it where the other button was pressed."""

    def act(asked: ProfileForm) -> str:
        pool = page.api.pool
        if asked.version is None:
            pool.sign_up(asked.sign_up())
            return f"/web/profile?said={'submitted' if asked.submit else 'draft'}"
        mine = pool.mine()
        saved = pool.change(mine.id, asked.profile(), version=asked.version)
        if asked.submit and "submit" in saved.legal:
            return f"/web/profile?said={'submitted' if _is_submitted(page, mine.id) else 'saved_only'}"
        return "/web/profile?said=saved"

    return page.submit(ProfileForm, act, lambda form: _edit(page, form))


def _is_submitted(page: Page, expert_id: str) -> bool:
    """Submit what was just saved. Where that fails it stays saved, and the profile's page has the button."""
    try:
        page.api.pool.submit(expert_id)
    except (ProblemError, OriginUnreachable):
        return False
    return True


@router.post("/web/profile/submission")
def submit_profile(page: Posted) -> Response:
    """Send my profile to my body's coordinator."""
    return _verb(page, "submitted", page.api.pool.submit)


@router.post("/web/profile/renewal")
def renew_profile(page: Posted) -> Response:
    """Ask for a new endorsement."""
    return _verb(page, "submitted", page.api.pool.renew)


@router.post("/web/profile/resumption")
def resume_profile(page: Posted) -> Response:
    """Be available again."""
    return _verb(page, "resumed", page.api.pool.resume)


@router.get("/web/profile/pause")
def show_pause(page: LoggedIn) -> Response:
    """What a pause means, before it begins."""
    return _pause(page)


@router.post("/web/profile/pause")
def pause_profile(page: Posted) -> Response:
    """Be left alone for a while."""

    def act(asked: PauseForm) -> str:
        page.api.pool.pause(page.api.pool.mine().id, asked.pause())
        return "/web/profile?said=paused"

    return page.submit(PauseForm, act, lambda form: _pause(page, form))


@router.get("/web/profile/withdrawal")
def show_withdrawal(page: LoggedIn) -> Response:
    """What leaving the pool means, before I do."""
    return _withdrawal(page)


@router.post("/web/profile/withdrawal")
def withdraw_profile(page: Posted) -> Response:
    """Leave the pool."""

    def act(asked: LeaveForm) -> str:
        page.api.pool.withdraw(page.api.pool.mine().id, asked.explained())
        return "/web/profile?said=withdrawn"

    return page.submit(LeaveForm, act, lambda form: _withdrawal(page, form))


@router.get("/web/profile/visibility")
def show_visibility(page: LoggedIn) -> Response:
    """What other bodies see of me, before and after they know who I am."""
    mine = find_mine(page)
    if mine is None:
        return redirect("/web/profile")
    return page.render("profile/visibility.html", WORDS, mine=mine, sights=domain.sights(mine))


@router.get("/web/profile/readings")
def list_readings(page: LoggedIn, cursor: Annotated[str | None, Query(max_length=500)] = None) -> Response:
    """Who read my named profile, the newest first."""
    got = page.api.pool.access_log().page(cursor, limit=ON_A_PAGE)
    bodies = sorted({one.reader_org for one in got.items if one.reader_org})
    names = page.api.auth.organisation_names(bodies).names if bodies else {}
    return page.render("profile/readings.html", WORDS, readings=got.items, names=names, next=got.next, cursor=cursor)


def _show(page: Page, form: Form | None = None) -> Response:
    mine = find_mine(page)
    if mine is None:
        return page.render("profile/none.html", WORDS, form=form)
    today, language = clock.today(), context.current().language
    words = {name: text[language] for name, text in WORDS.items()}
    months = months_from(today)
    return page.render(
        "profile/profile.html",
        WORDS,
        form=form,
        mine=mine,
        color=domain.COLORS.get(mine.state, "neutral"),
        completeness=domain.completeness(mine, today=today),
        months=months,
        lanes=domain.lanes_of(mine, months[0], words),
        ends_soon=mine.endorsement is not None and mine.endorsement.valid_until - today < domain.NEAR_END,
    )


def _edit(page: Page, form: Form | None = None) -> Response:
    mine = find_mine(page)
    shown = form or page.form(**(typed_of(mine) if mine else _for_a_beginner(page)))
    rows = {
        name: domain.rows_shown(domain.rows_in(shown.values, name)) for name in ("fields", "windows", "wanted_learning")
    }
    return page.render(
        "profile/edit.html",
        WORDS,
        form=shown,
        version=mine.version if mine else None,
        rows=rows,
        may_submit=mine is None or "submit" in mine.legal,
        fields=field_groups(),
        skills=skill_groups(),
        counties=county_choices(),
        languages_known=page.choices("pool", "language"),
        clearances=page.choices("pool", "clearance"),
    )


def _for_a_beginner(page: Page) -> dict[str, object]:
    name = page.session.content.profile.name if page.session else ""
    return {"name": name, "percentage": 100, "languages": [context.current().language], "clearance": "none"}


def _verb(page: Page, said: str, verb: Callable[[str], Expert]) -> Response:
    def act(_asked: FormModel) -> str:
        verb(page.api.pool.mine().id)
        return f"/web/profile?said={said}"

    return page.submit(FormModel, act, lambda form: _show(page, form))


def _pause(page: Page, form: Form | None = None) -> Response:
    return page.render("profile/pause.html", WORDS, form=form or page.form(), reasons=_reasons(page, PauseForm))


def _withdrawal(page: Page, form: Form | None = None) -> Response:
    mine = page.api.pool.mine()
    reasons = _reasons(page, LeaveForm)
    return page.render("profile/withdrawal.html", WORDS, mine=mine, form=form or page.form(), reasons=reasons)


def _reasons(page: Page, model: type[PauseForm] | type[LeaveForm]) -> list[tuple[str, str]]:
    codes = model.model_json_schema()["properties"]["reason"]["enum"]
    return [(code, page.word("pool", "reason", code)) for code in codes]
