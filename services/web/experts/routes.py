"""The addresses of a body's employees in the pool."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from ressurspool.client import ProblemError
from ressurspool.client.notify import WantedTasks
from ressurspool.client.pool import EndorsementDetails, EndorsementDraft, Expert, WantedAtHome
from ressurspool.client.words import Act, Explained
from services.kit import clock
from services.kit.calls.side_by_side import side_by_side
from services.web.experts.domain import A_YEAR, REASONS, color_of, ends_soon, lines
from services.web.experts.schemas import EndorsementForm, ReturnForm
from services.web.experts.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.forms.vocabulary import word_of
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import STALE, Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20
MOST_WAITING = 100
OWN = "own"  # as a profile is shown to the employee and to the body that lends them


@router.get("/web/employees")
def list_employees(
    page: LoggedIn,
    q: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """My body's employees in the pool: where each stands, until when each is endorsed, and who waits for an answer."""
    wanted = WantedAtHome(q=q or None, states=(state,) if state else ())
    found, waiting = side_by_side(
        lambda: page.api.pool.at_home(wanted, named=True).page(cursor, limit=ON_A_PAGE, count=True),
        lambda: page.api.notify.tasks(WantedTasks(kind=("endorse_expert",))).page(limit=MOST_WAITING).items,
    )
    return page.render(
        "experts/list.html",
        WORDS,
        lines=lines(found.items, waiting, clock.today()),
        total=found.total,
        waiting=len(waiting),
        next=found.next,
        cursor=cursor,
        asked={name: value for name, value in (("q", q), ("state", state)) if value},
        states=page.choices("pool", "state"),
        color_of=color_of,
        form=Form(key="", values={"q": [q], "state": [state]}),
    )


@router.get("/web/experts/{expert_id}")
def show_expert(page: LoggedIn, expert_id: str) -> Response:
    """A profile, and the endorsement of it."""
    return _show(page, expert_id)


@router.post("/web/experts/{expert_id}/endorsement")
def endorse_expert(page: Posted, expert_id: str) -> Response:
    """Endorse it; prolong or change the endorsement that there is."""

    def act(asked: EndorsementForm) -> str:
        draft = EndorsementDraft(**asked.model_dump(exclude={"prolongs", "version"}))
        if asked.prolongs:
            page.api.pool.prolong(expert_id, draft, version=asked.version)
            return f"/web/experts/{expert_id}?said=changed"
        if page.api.pool.expert(expert_id).version != asked.version:
            raise ProblemError(STALE, {})  # what is endorsed is what was read
        page.api.pool.endorse(expert_id, draft)
        return f"/web/experts/{expert_id}?said=endorsed"

    return page.submit(EndorsementForm, act, lambda form: _show(page, expert_id, form))


@router.get("/web/experts/{expert_id}/return")
def confirm_return(page: LoggedIn, expert_id: str) -> Response:
    return _show_return(page, expert_id)


@router.post("/web/experts/{expert_id}/return")
def return_expert(page: Posted, expert_id: str) -> Response:
    """Send it back to the employee, with a reason."""

    def act(asked: ReturnForm) -> str:
        page.api.pool.send_back(expert_id, Explained(reason=asked.reason, note=asked.note))
        return f"/web/experts/{expert_id}?said=returned"

    return page.submit(ReturnForm, act, lambda form: _show_return(page, expert_id, form))


@router.get("/web/experts/{expert_id}/revocation")
def confirm_revocation(page: LoggedIn, expert_id: str) -> Response:
    return _show_revocation(page, expert_id)


@router.post("/web/experts/{expert_id}/revocation")
def revoke_endorsement(page: Posted, expert_id: str) -> Response:
    """Take the endorsement back. What is open ends with it."""

    def act(_asked: FormModel) -> str:
        page.api.pool.revoke_endorsement(expert_id)
        return f"/web/experts/{expert_id}?said=revoked"

    return page.submit(FormModel, act, lambda form: _show_revocation(page, expert_id, form))


def _show(page: Page, expert_id: str, form: Form | None = None) -> Response:
    expert = page.api.pool.expert(expert_id)
    details, acts = _more(page, expert)
    shown = form or page.form(**_proposed(expert, details))
    return page.render(
        "experts/expert.html",
        WORDS,
        expert=expert,
        details=details,
        acts=acts,
        soon=ends_soon(expert, clock.today()),
        form=shown,
        **_shown(expert),
    )


def _show_return(page: Page, expert_id: str, form: Form | None = None) -> Response:
    expert = page.api.pool.expert(expert_id)
    reasons = [(code, page.word("pool", "reason", code)) for code in REASONS]
    return page.render(
        "experts/return.html", WORDS, expert=expert, reasons=reasons, form=form or page.form(), **_shown(expert)
    )


def _show_revocation(page: Page, expert_id: str, form: Form | None = None) -> Response:
    expert, details = side_by_side(
        lambda: page.api.pool.expert(expert_id), lambda: page.api.pool.endorsement(expert_id)
    )
    return page.render(
        "experts/revocation.html", WORDS, expert=expert, details=details, form=form or page.form(), **_shown(expert)
    )


def _more(page: Page, expert: Expert) -> tuple[EndorsementDetails | None, list[Act]]:
    """The endorsement with what would end with it, and what was done to the profile; for its own body alone."""
    if expert.shown_as != OWN:
        return None, []

    def acts() -> list[Act]:
        return page.api.pool.audit(expert.id).page(limit=ON_A_PAGE).items

    if expert.endorsement is None:
        return None, acts()
    return side_by_side(lambda: page.api.pool.endorsement(expert.id), acts)


def _proposed(expert: Expert, details: EndorsementDetails | None) -> dict[str, Any]:
    """What the form of the endorsement begins with: the one that there is, or a year of what the employee offers."""
    hidden = {"version": expert.version, "prolongs": details is not None}
    if details is not None:
        limits = {"max_months": details.max_months, "max_percentage": details.max_percentage}
        return {**hidden, **limits, "valid_until": _typed(details.valid_until), "note": details.note}
    until = _typed(clock.today() + A_YEAR)
    return {**hidden, "valid_until": until, "max_months": 3, "max_percentage": expert.percentage or 100}


def _typed(day: Any) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _shown(expert: Expert) -> dict[str, Any]:
    """The words of its codes, in the reader's language."""
    return {
        "fields": [(word_of(one.field), one.level) for one in expert.fields],
        "skills": [word_of(one) for one in expert.skills],
        "learning": [word_of(one) for one in expert.wanted_learning],
        "county": word_of(expert.county or ""),
        "color": color_of(expert.state),
    }
