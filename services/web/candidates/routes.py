"""The addresses of a need's candidates: the list, side by side, and the shortlist."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.kit.calls.side_by_side import three_side_by_side
from services.kit.pages.html import redirect
from services.web.candidates import service
from services.web.candidates.domain import MOST_COMPARED, is_comparable, under_way
from services.web.candidates.schemas import NoteForm
from services.web.candidates.texts import WORDS
from services.web.forms.domain import Form
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)


@router.get("/web/needs/{need_id}/candidates")
def list_candidates(
    page: LoggedIn,
    need_id: str,
    chosen: Annotated[list[str] | None, Query(alias="compare", max_length=service.AT_MOST)] = None,
    everybody: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    """The best candidates, each with the reasons; with `compare` two to four of them side by side."""
    if is_comparable(chosen or ()):
        return _compare(page, need_id, chosen or [])
    found = service.candidates(page, need_id, limit=service.AT_MOST if everybody else service.AT_FIRST)
    return page.render(
        "candidates/list.html",
        WORDS,
        need=found.need,
        found=found,
        counts=found.answer.counts,
        under_way=under_way(found.candidacies),
        handles={one.expert_id: one.handle for one in found.answer.candidates},
        chosen=chosen or [],
        more=not everybody and found.answer.counts.eligible > len(found.lines),
        conditions=[one for one in found.answer.counts.conditions or [] if one.excludes or one.more_without],
    )


@router.get("/web/needs/{need_id}/shortlist/{candidacy_id}")
def show_note(page: LoggedIn, need_id: str, candidacy_id: str) -> Response:
    """The private note of a candidacy on the body's shortlist."""
    return _show_note(page, need_id, candidacy_id)


@router.post("/web/needs/{need_id}/shortlist/{candidacy_id}")
def write_note(page: Posted, need_id: str, candidacy_id: str) -> Response:
    """Put a candidacy on the shortlist with a note, or take it off."""

    def act(asked: NoteForm) -> str:
        placements = page.api.placements
        if asked.act == "remove":
            placements.take_off_shortlist(candidacy_id, version=asked.version)
            return f"/web/needs/{need_id}/candidates?said=unlisted"
        placements.put_on_shortlist(candidacy_id, asked.note, version=asked.version)
        return f"/web/needs/{need_id}/candidates?said=shortlisted"

    return page.submit(NoteForm, act, lambda form: _show_note(page, need_id, candidacy_id, form))


def _compare(page: Page, need_id: str, chosen: list[str]) -> Response:
    found = service.compared(page, need_id, chosen)
    if not found.lines:
        return redirect(f"/web/needs/{need_id}/candidates")
    factors = [bar.factor for bar in found.lines[0].bars]
    return page.render(
        "candidates/compare.html", WORDS, need=found.need, lines=found.lines, factors=factors, most=MOST_COMPARED
    )


def _show_note(page: Page, need_id: str, candidacy_id: str, form: Form | None = None) -> Response:
    need, candidacy, entry = three_side_by_side(
        lambda: page.api.needs.need(need_id),
        lambda: page.api.placements.candidacy(candidacy_id),
        lambda: page.api.placements.shortlist_entry(candidacy_id),
    )
    shown = form or page.form(note=entry.note, version=entry.version)
    return page.render("candidates/note.html", WORDS, need=need, candidacy=candidacy, entry=entry, form=shown)
