"""The addresses of offers and of other terms for them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.needs import Need
from services.kit import clock
from services.kit.calls.side_by_side import side_by_side
from services.kit.pages.html import redirect
from services.web.candidacies.domain import first_offer
from services.web.candidacies.routes import ONE, shown_of
from services.web.candidacies.routes import WORDS as CANDIDACY_WORDS
from services.web.candidacies.schemas import AnyNo, HostNo, codes_of
from services.web.candidacies.service import read_case
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.forms.vocabulary import county
from services.web.offers.schemas import InvitationForm, OfferForm, ProposalForm
from services.web.offers.texts import WORDS as OWN_WORDS
from services.web.page.dependencies import ID, LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
WORDS = {**CANDIDACY_WORDS, **OWN_WORDS}
SIDES = ("home", "host")
Id = Annotated[str, Query(pattern=ID)]


@router.get("/web/candidacies/new")
def show_invitation_form(page: LoggedIn, need_id: Id, expert_id: Id) -> Response:
    """Invite somebody to a need of ours, with an offer."""
    return _invite(page, need_id, expert_id)


@router.post("/web/candidacies/new")
def invite_expert(page: Posted) -> Response:
    """Send the invitation."""
    need_id, expert_id = (page.typed.get(name, [""])[0] for name in ("need_id", "expert_id"))

    def act(asked: InvitationForm) -> str:
        begun = page.api.placements.invite(
            asked.expert_id, asked.need_id, offer=asked.offer.offer(), message=asked.message
        )
        return f"/web/candidacies/{begun.id}?said=invited"

    return page.submit(InvitationForm, act, lambda form: _invite(page, need_id, expert_id, form))


@router.get(ONE + "/offer")
def show_offer_form(page: LoggedIn, candidacy_id: str) -> Response:
    """Make an offer, beginning with what the need asks for."""
    return _offer(page, candidacy_id)


@router.post(ONE + "/offer")
def make_offer(page: Posted, candidacy_id: str) -> Response:
    """Send the offer."""

    def act(asked: OfferForm) -> str:
        page.api.placements.offer(candidacy_id, asked.offer())
        return f"/web/candidacies/{candidacy_id}?said=offered"

    return page.submit(OfferForm, act, lambda form: _offer(page, candidacy_id, form))


@router.get(ONE + "/terms")
def show_terms_form(page: LoggedIn, candidacy_id: str) -> Response:
    """Answer an offer with other days, or another percentage."""
    return _terms(page, candidacy_id)


@router.post(ONE + "/terms")
def propose_terms(page: Posted, candidacy_id: str) -> Response:
    """Send what I propose instead."""

    def act(asked: ProposalForm) -> str:
        page.api.placements.propose_terms(page.api.placements.candidacy(candidacy_id), asked.proposal())
        return f"/web/candidacies/{candidacy_id}?said=proposed"

    return page.submit(ProposalForm, act, lambda form: _terms(page, candidacy_id, form))


@router.post(ONE + "/terms/withdrawal")
def withdraw_terms(page: Posted, candidacy_id: str) -> Response:
    """Take back what I proposed; the offer stands as it is."""

    def act(_asked: FormModel) -> str:
        page.api.placements.withdraw_terms(page.api.placements.candidacy(candidacy_id))
        return f"/web/candidacies/{candidacy_id}?said=taken_back"

    return page.submit(FormModel, act, lambda form: _show(page, candidacy_id, form))


@router.post(ONE + "/terms/adoption")
def adopt_terms(page: Posted, candidacy_id: str) -> Response:
    """Make what the employee proposes our offer."""

    def act(_asked: FormModel) -> str:
        page.api.placements.adopt_terms(page.api.placements.candidacy(candidacy_id))
        return f"/web/candidacies/{candidacy_id}?said=adopted"

    return page.submit(FormModel, act, lambda form: _show(page, candidacy_id, form))


@router.get(ONE + "/terms/decline")
def show_terms_decline(page: LoggedIn, candidacy_id: str) -> Response:
    """Say no to what the employee proposes, with a reason."""
    return _decline_terms(page, candidacy_id)


@router.post(ONE + "/terms/decline")
def decline_terms(page: Posted, candidacy_id: str) -> Response:
    """The offer stands as it is."""

    def act(asked: AnyNo) -> str:
        page.api.placements.decline_terms(page.api.placements.candidacy(candidacy_id), asked.explained())
        return f"/web/candidacies/{candidacy_id}?said=terms_declined"

    return page.submit(AnyNo, act, lambda form: _decline_terms(page, candidacy_id, form))


def _invite(page: Page, need_id: str, expert_id: str, form: Form | None = None) -> Response:
    need, expert = side_by_side(lambda: page.api.needs.need(need_id), lambda: page.api.pool.expert(expert_id))
    if form is None:
        first = first_offer(need, expert, place=_place(need), today=clock.today())
        values = {f"offer/{name}": value for name, value in first.items()}
        form = page.form(need_id=need_id, expert_id=expert_id, **values)
    return page.render(
        "offers/invitation.html", WORDS, form=form, need=need, expert=expert, prefix="offer/", sides=_sides(page)
    )


def _offer(page: Page, candidacy_id: str, form: Form | None = None) -> Response:
    case = read_case(page, candidacy_id)
    if "offer" not in case.candidacy.legal or case.need is None:
        return redirect(f"/web/candidacies/{candidacy_id}?said=changed")
    first = first_offer(case.need, case.expert, place=_place(case.need), today=clock.today())
    return page.render(
        "offers/offer.html", WORDS, form=form or page.form(**first), prefix="", sides=_sides(page), **shown_of(case)
    )


def _terms(page: Page, candidacy_id: str, form: Form | None = None) -> Response:
    case = read_case(page, candidacy_id)
    terms = case.candidacy.terms
    if "propose_terms" not in case.candidacy.legal or terms is None:
        return redirect(f"/web/candidacies/{candidacy_id}?said=changed")
    values = {"start": terms.start, "end": terms.end, "percentage": terms.percentage}
    shown = form or page.form(terms_version=case.candidacy.terms_version, **values)
    return page.render("offers/terms.html", WORDS, form=shown, **shown_of(case))


def _decline_terms(page: Page, candidacy_id: str, form: Form | None = None) -> Response:
    case = read_case(page, candidacy_id, reads_profile=False)
    proposal = case.candidacy.terms_proposal
    if proposal is None or "decline" not in proposal.legal:
        return redirect(f"/web/candidacies/{candidacy_id}?said=changed")
    reasons = [(code, page.word("placements", "reason", code)) for code in codes_of(HostNo)]
    return page.render("offers/decline.html", WORDS, form=form or page.form(), reasons=reasons, **shown_of(case))


def _show(page: Page, candidacy_id: str, form: Form) -> Response:
    case = read_case(page, candidacy_id)
    return page.render("candidacies/candidacy.html", WORDS, form=form, **shown_of(case))


def _place(need: Need) -> str:
    """Where the need says that the work is done: its county's name, which its host may make more precise."""
    return county(need.county) if need.county else ""


def _sides(page: Page) -> list[tuple[str, str]]:
    return [(side, page.word("placements", "party", side)) for side in SIDES]
