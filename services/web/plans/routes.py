"""The addresses of plans."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.needs import Need, WantedNeeds
from services.kit import context
from services.kit.calls.side_by_side import three_side_by_side
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page
from services.web.plans.domain import COLORS, WAITING, short, titles_of
from services.web.plans.schemas import PlanForm
from services.web.plans.texts import WORDS

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20
OBJECTIVES = ("most_placements", "most_score", "stable")
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/web/plans")
def list_plans(page: LoggedIn, cursor: Cursor = None) -> Response:
    """The plans of my body, for a broker all, the newest first."""
    got = page.api.matching.plans().page(cursor, limit=ON_A_PAGE)
    return page.render("plans/plans.html", WORDS, plans=got.items, next=got.next, cursor=cursor, colors=COLORS)


@router.get("/web/plans/new")
def ask_plan(page: LoggedIn) -> Response:
    """What a plan is, before one is made."""
    return _ask_plan(page)


@router.post("/web/plans/new")
def make_plan(page: Posted) -> Response:
    def act(asked: PlanForm) -> str:
        return f"/web/plans/{page.api.matching.ask_for_plan(asked.order()).id}"

    return page.submit(PlanForm, act, lambda form: _ask_plan(page, form))


@router.get("/web/plans/{plan_id}")
def show_plan(page: LoggedIn, plan_id: str, cursor: Cursor = None, gaps: Cursor = None) -> Response:
    return _show_plan(page, plan_id, cursor=cursor, gaps_cursor=gaps)


@router.post("/web/plans/{plan_id}/cancellation")
def cancel_plan(page: Posted, plan_id: str) -> Response:
    """Stop a plan that waits or is being made."""

    def act(_asked: FormModel) -> str:
        page.api.matching.cancel_plan(plan_id)
        return f"/web/plans/{plan_id}?said=plan_cancelled"

    return page.submit(FormModel, act, lambda form: _show_plan(page, plan_id, form))


def _ask_plan(page: Page, form: Form | None = None) -> Response:
    """The page asks for the list first: who may not see plans may not make one either."""
    page.api.matching.plans().page(limit=1)
    return page.render(
        "plans/new.html",
        WORDS,
        objectives=[(one, WORDS[f"objective_{one}"][context.current().language]) for one in OBJECTIVES],
        form=form or page.form(objective="most_placements", in_a_row=1),
    )


def _show_plan(
    page: Page,
    plan_id: str,
    form: Form | None = None,
    *,
    cursor: str | None = None,
    gaps_cursor: str | None = None,
) -> Response:
    plan, assigned, gaps = three_side_by_side(
        lambda: page.api.matching.plan(plan_id),
        lambda: page.api.matching.assignments(plan_id).page(cursor, limit=ON_A_PAGE),
        lambda: page.api.matching.gaps(plan_id).page(gaps_cursor, limit=ON_A_PAGE),
    )
    asked = {one.need_id for one in assigned.items} | {one.need_id for one in gaps.items}
    needs = _needs(page, asked)
    hosts = {need.id: need.host_org for need in needs}
    names = page.api.auth.organisation_names(set(hosts.values())).names if hosts else {}
    language = context.current().language
    return page.render(
        "plans/plan.html",
        WORDS,
        plan=plan,
        waits=plan.state in WAITING,
        color=COLORS.get(plan.state, "neutral"),
        assigned=assigned,
        gaps=gaps,
        titles=titles_of(needs, asked, WORDS["need"][language]),
        hosts={one: names.get(orgnr, {}).get(language, orgnr) for one, orgnr in hosts.items()},
        short=short,
        cursor=cursor,
        gaps_cursor=gaps_cursor,
        form=form,
    )


def _needs(page: Page, asked: set[str]) -> list[Need]:
    """The needs of a plan's lines, as far as they are open."""
    wanted = WantedNeeds(ids=sorted(asked))
    return page.api.needs.open(wanted).page(limit=2 * ON_A_PAGE).items if asked else []
