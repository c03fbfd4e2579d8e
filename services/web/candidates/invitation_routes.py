"""The addresses of an invitation with an offer: written, looked over, and sent."""

from fastapi import APIRouter, Response

from services.kit import clock, context
from services.kit.errors import NotFound
from services.web.candidates import service
from services.web.candidates.domain import differences, offer_for
from services.web.candidates.schemas import InvitationForm
from services.web.candidates.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.vocabulary import word_of
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)


@router.get("/web/needs/{need_id}/candidates/{expert_id}/invitation")
def show_invitation(page: LoggedIn, need_id: str, expert_id: str) -> Response:
    """Write an invitation, which begins with what the need says."""
    return _write(page, need_id, expert_id)


@router.post("/web/needs/{need_id}/candidates/{expert_id}/invitation")
def invite(page: Posted, need_id: str, expert_id: str) -> Response:
    """Look it over; change it, or send it."""

    def send(asked: InvitationForm) -> str:
        page.api.placements.invite(
            expert_id, need_id, offer=asked.terms, message=asked.message, answer_by=asked.deadline
        )
        return f"/web/needs/{need_id}/candidates?said=invited"

    def again(form: Form) -> Response:
        return _write(page, need_id, expert_id, form)

    pressed = page.typed.get("act", [""])[-1]
    if pressed == "change":
        return again(page.typed_form)
    if pressed == "send":
        return page.submit(InvitationForm, send, again)
    return page.ask(InvitationForm, lambda asked: _look_over(page, need_id, expert_id, asked), again)


def _write(page: Page, need_id: str, expert_id: str, form: Form | None = None) -> Response:
    need, candidate, profile = service.invited(page, need_id, expert_id)
    if profile is None:
        raise NotFound()
    remote = WORDS["by_remote"][context.current().language]
    place = word_of(need.municipality or need.county or "") or (remote if need.remote else "")
    shown = form or page.form(**offer_for(need, profile, place=place, today=clock.today()))
    return page.render("candidates/invitation.html", WORDS, need=need, candidate=candidate, profile=profile, form=shown)


def _look_over(page: Page, need_id: str, expert_id: str, asked: InvitationForm) -> Response:
    need, candidate, profile = service.invited(page, need_id, expert_id)
    if profile is None:
        raise NotFound()
    return page.render(
        "candidates/sending.html",
        WORDS,
        need=need,
        candidate=candidate,
        profile=profile,
        asked=asked,
        expert_id=expert_id,
        differs=differences(need, asked.terms, profile.windows),
        form=page.typed_form,
    )
