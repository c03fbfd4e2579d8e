"""The addresses of a placement, and of what is asked to change about it."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from ressurspool.client.cases import Amendment, Placement
from services.kit.calls.side_by_side import side_by_side
from services.kit.pages.html import redirect
from services.web.forms.domain import Form
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.errors import NoSuchPage
from services.web.page.page import Page
from services.web.placements import views
from services.web.placements.acts import OF_AMENDMENT, OF_PLACEMENT, Act, permitted, permitted_on
from services.web.placements.texts import WORDS

router = APIRouter(include_in_schema=False)


@router.get("/web/placements/{placement_id}")
def show_placement(page: LoggedIn, placement_id: str) -> Response:
    """A placement, as each of its three parties sees it."""
    return page.render("placements/placement.html", WORDS, **views.placement(page, placement_id))


@router.get("/web/placements/{placement_id}/amendments/{amendment_id}")
def show_amendment(page: LoggedIn, placement_id: str, amendment_id: str) -> Response:
    """What is asked to change about a stay, beside the stay as it is."""
    placement, amendment = _both(page, placement_id, amendment_id)
    shown = views.amendment(page, placement, amendment)
    return page.render("placements/amendment.html", WORDS, acts=permitted_on(amendment), **shown)


@router.get("/web/placements/{placement_id}/amendments/{amendment_id}/{act_name}")
def confirm_act_on_amendment(page: LoggedIn, placement_id: str, amendment_id: str, act_name: str) -> Response:
    return _show_act_on_amendment(page, placement_id, amendment_id, act_name)


@router.post("/web/placements/{placement_id}/amendments/{amendment_id}/{act_name}")
def act_on_amendment(page: Posted, placement_id: str, amendment_id: str, act_name: str) -> Response:
    """Say yes or no to it, or take it back."""
    act = _known(OF_AMENDMENT, act_name)

    def do(asked: Any) -> str:
        act.do(page.api.placements, page.api.placements.amendment(placement_id, amendment_id), asked)
        return f"/web/placements/{placement_id}/amendments/{amendment_id}?said={act_name}"

    def again(form: Form) -> Response:
        return _show_act_on_amendment(page, placement_id, amendment_id, act_name, form)

    return page.submit(act.form, do, again)


@router.get("/web/placements/{placement_id}/{act_name}")
def confirm_act(page: LoggedIn, placement_id: str, act_name: str) -> Response:
    """What an act means, with the form that does it."""
    return _show_act(page, placement_id, act_name)


@router.post("/web/placements/{placement_id}/{act_name}")
def act_on_placement(page: Posted, placement_id: str, act_name: str) -> Response:
    """Do it."""
    act = _known(OF_PLACEMENT, act_name)

    def do(asked: Any) -> str:
        done = act.do(page.api.placements, page.api.placements.placement(placement_id), asked)
        if isinstance(done, Amendment):
            return f"/web/placements/{placement_id}/amendments/{done.id}?said=asked"
        return f"/web/placements/{placement_id}?said={act_name}"

    return page.submit(act.form, do, lambda form: _show_act(page, placement_id, act_name, form))


def _show_act(page: Page, placement_id: str, act_name: str, form: Form | None = None) -> Response:
    """The form; the placement itself where the act is not to be had now, and nothing was typed."""
    act = _known(OF_PLACEMENT, act_name)
    found = page.api.placements.placement(placement_id, named=True)
    if form is None and act_name not in permitted(found):
        return redirect(f"/web/placements/{placement_id}")
    return page.render(
        "placements/act.html",
        WORDS,
        form=form or page.form(**act.shown(found)),
        **views.act(page, found, act_name, act, back=f"/web/placements/{placement_id}"),
        **views.summary(page, found),
    )


def _show_act_on_amendment(
    page: Page, placement_id: str, amendment_id: str, act_name: str, form: Form | None = None
) -> Response:
    act = _known(OF_AMENDMENT, act_name)
    found, asked = _both(page, placement_id, amendment_id)
    back = f"/web/placements/{placement_id}/amendments/{amendment_id}"
    if form is None and act_name not in permitted_on(asked):
        return redirect(back)
    return page.render(
        "placements/amendment_act.html",
        WORDS,
        form=form or page.form(**act.shown(asked)),
        **views.act(page, asked, f"amendment-{act_name}", act, back=back),
        **views.amendment(page, found, asked),
    )


def _both(page: Page, placement_id: str, amendment_id: str) -> tuple[Placement, Amendment]:
    return side_by_side(
        lambda: page.api.placements.placement(placement_id, named=True),
        lambda: page.api.placements.amendment(placement_id, amendment_id),
    )


def _known(acts: Mapping[str, Act[Any]], name: str) -> Act[Any]:
    if name not in acts:
        raise NoSuchPage()
    return acts[name]
