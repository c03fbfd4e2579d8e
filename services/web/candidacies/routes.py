"""The addresses of candidacies: what waits, and one with all that can be done about it."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from ressurspool.client.cases import Candidacy
from ressurspool.client.placements import Wanted
from ressurspool.client.words import Explained
from services.kit import clock, context
from services.kit.calls.side_by_side import side_by_side
from services.kit.pages.html import redirect
from services.web.candidacies import domain
from services.web.candidacies.domain import Act
from services.web.candidacies.schemas import (
    AcceptanceForm,
    AnyNo,
    EmployeeNo,
    HostNo,
    MessageForm,
    ShortlistForm,
    VersionForm,
    codes_of,
)
from services.web.candidacies.service import Case, read_case
from services.web.candidacies.texts import WORDS as OWN_WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.formats import day
from services.web.page.page import Page
from services.web.profile.texts import WORDS as PROFILE_WORDS

router = APIRouter(include_in_schema=False)
WORDS = {**PROFILE_WORDS, **OWN_WORDS}
ON_A_PAGE = 20
ONE = "/web/candidacies/{candidacy_id}"


@router.get("/web/candidacies")
def list_candidacies(page: LoggedIn, cursor: Annotated[str | None, Query(max_length=500)] = None) -> Response:
    """My applications, invitations and offers: those that are open, and what became of the others."""
    listed = page.api.placements.candidacies
    current, over = side_by_side(
        lambda: listed(Wanted(sides=["mine"], is_open=True, named=True)).page(limit=ON_A_PAGE).items,
        lambda: listed(Wanted(sides=["mine"], is_open=False, named=True, order="newest")).page(cursor, limit=ON_A_PAGE),
    )
    return page.render(
        "candidacies/list.html",
        WORDS,
        current=[] if cursor else [(one, *_next(one)) for one in current],
        over=over.items,
        next=over.next,
        cursor=cursor,
        color=domain.color_of,
    )


@router.get(ONE)
def show_candidacy(page: LoggedIn, candidacy_id: str) -> Response:
    """One candidacy, as the employee, the host or the home agency sees it."""
    return show(page, candidacy_id)


@router.post(ONE + "/messages")
def write_message(page: Posted, candidacy_id: str) -> Response:
    """Write to the other side."""

    def act(asked: MessageForm) -> str:
        page.api.placements.write(candidacy_id, asked.text)
        return f"/web/candidacies/{candidacy_id}?said=sent"

    return page.submit(MessageForm, act, lambda form: show(page, candidacy_id, form))


@router.get(ONE + "/shortlist")
def show_shortlist_note(page: LoggedIn, candidacy_id: str) -> Response:
    """Our own note of a candidacy."""
    return _shortlist(page, candidacy_id)


@router.post(ONE + "/shortlist")
def put_on_shortlist(page: Posted, candidacy_id: str) -> Response:
    """Put it on our shortlist, or write another note."""

    def act(asked: ShortlistForm) -> str:
        page.api.placements.put_on_shortlist(candidacy_id, asked.note, version=asked.version)
        return f"/web/candidacies/{candidacy_id}?said=saved"

    return page.submit(ShortlistForm, act, lambda form: _shortlist(page, candidacy_id, form))


@router.post(ONE + "/shortlist/removal")
def take_off_shortlist(page: Posted, candidacy_id: str) -> Response:
    """Take it off our shortlist."""

    def act(asked: VersionForm) -> str:
        page.api.placements.take_off_shortlist(candidacy_id, version=asked.version)
        return f"/web/candidacies/{candidacy_id}?said=saved"

    return page.submit(VersionForm, act, lambda form: show(page, candidacy_id, form))


@router.get(ONE + "/{act}")
def show_question(page: LoggedIn, candidacy_id: str, act: Act) -> Response:
    """What an answer means, before it is given."""
    return _ask(page, candidacy_id, act)


@router.post(ONE + "/interest")
def show_interest(page: Posted, candidacy_id: str) -> Response:
    """Say that I am interested. From now on the host knows who I am."""

    def act(_asked: FormModel) -> str:
        page.api.placements.show_interest(candidacy_id)
        return f"/web/candidacies/{candidacy_id}?said=interested"

    return page.submit(FormModel, act, lambda form: _ask(page, candidacy_id, Act.INTEREST, form))


@router.post(ONE + "/acceptance")
def accept_offer(page: Posted, candidacy_id: str) -> Response:
    """Accept the offer that was shown."""

    def act(asked: AcceptanceForm) -> str:
        page.api.placements.accept(candidacy_id, terms_version=asked.terms_version)
        return f"/web/candidacies/{candidacy_id}?said=accepted"

    return page.submit(AcceptanceForm, act, lambda form: _ask(page, candidacy_id, Act.ACCEPTANCE, form))


@router.post(ONE + "/decline")
def decline_candidacy(page: Posted, candidacy_id: str) -> Response:
    """Say no, with a reason."""
    return _say_no(page, candidacy_id, Act.DECLINE, page.api.placements.decline)


@router.post(ONE + "/withdrawal")
def withdraw_candidacy(page: Posted, candidacy_id: str) -> Response:
    """Step back, with a reason."""
    return _say_no(page, candidacy_id, Act.WITHDRAWAL, page.api.placements.withdraw)


def show(page: Page, candidacy_id: str, form: Form | None = None) -> Response:
    """The page of one candidacy; with a form of it that was refused."""
    case = read_case(page, candidacy_id)
    return page.render("candidacies/candidacy.html", WORDS, form=form or page.form(), **shown_of(case))


def shown_of(case: Case) -> dict[str, Any]:
    """What the templates about a candidacy are given."""
    one = case.candidacy
    months = WORDS["months"][context.current().language]
    return {
        "case": case,
        "one": one,
        "color": domain.color_of(one.state),
        "next_word": domain.next_word(one, case.side),
        "urgent": domain.is_soon(one.answer_by, clock.now()),
        "compared": domain.compared(one, expert=case.expert, need=case.need, day=day, months=months),
    }


def _shortlist(page: Page, candidacy_id: str, form: Form | None = None) -> Response:
    entry = page.api.placements.shortlist_entry(candidacy_id)
    shown = form or page.form(note=entry.note, version=entry.version)
    return page.render("candidacies/shortlist.html", WORDS, form=shown, entry=entry)


def _ask(page: Page, candidacy_id: str, act: Act, form: Form | None = None) -> Response:
    case = read_case(page, candidacy_id, reads_profile=False)
    if act.verb not in case.candidacy.legal:
        return redirect(f"/web/candidacies/{candidacy_id}?said=changed")
    model = HostNo if case.side == domain.HOST else EmployeeNo
    reasons = [(code, page.word("placements", "reason", code)) for code in codes_of(model)]
    shown = form or page.form(terms_version=case.candidacy.terms_version)
    return page.render("candidacies/question.html", WORDS, form=shown, act=act, reasons=reasons, **shown_of(case))


def _say_no(page: Page, candidacy_id: str, act: Act, verb: Callable[[str, Explained], Candidacy]) -> Response:
    def say(asked: AnyNo) -> str:
        verb(candidacy_id, asked.explained())
        return f"/web/candidacies/{candidacy_id}?said={act}"

    return page.submit(AnyNo, say, lambda form: _ask(page, candidacy_id, act, form))


def _next(one: Candidacy) -> tuple[str, bool]:
    return domain.next_word(one, domain.EMPLOYEE), domain.is_soon(one.answer_by, clock.now())
