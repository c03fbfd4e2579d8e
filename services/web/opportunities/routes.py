"""The addresses of needs that fit the reader."""

from collections.abc import Sequence

from fastapi import APIRouter, Response

from ressurspool.client.candidates import Explanation, Opportunity
from ressurspool.client.needs import Need, WantedNeeds
from ressurspool.client.placements import Wanted
from ressurspool.client.pool import Expert
from services.kit.calls.side_by_side import side_by_side, three_side_by_side
from services.web.forms.domain import Form
from services.web.opportunities.schemas import AlertsForm, ApplicationForm
from services.web.opportunities.texts import WORDS as OWN_WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page
from services.web.page.problems import found
from services.web.profile.domain import sights
from services.web.profile.routes import find_mine
from services.web.profile.schemas import profile_of
from services.web.profile.texts import WORDS as PROFILE_WORDS

router = APIRouter(include_in_schema=False)
WORDS = {**PROFILE_WORDS, **OWN_WORDS}
MOST = 100  # candidacies of one's own that are looked through


@router.get("/web/opportunities")
def list_opportunities(page: LoggedIn) -> Response:
    """Needs that fit me, the best first."""
    return _list(page)


@router.post("/web/opportunities/alerts")
def change_alerts(page: Posted) -> Response:
    """Be notified of new needs that fit, or not."""

    def act(asked: AlertsForm) -> str:
        mine = page.api.pool.mine()
        profile = profile_of(mine).model_copy(update={"alerts": asked.alerts})
        page.api.pool.change(mine.id, profile, version=asked.version)
        return "/web/opportunities?said=saved"

    return page.submit(AlertsForm, act, lambda form: _list(page, form))


@router.get("/web/opportunities/{need_id}")
def show_opportunity(page: LoggedIn, need_id: str) -> Response:
    """A need, why it fits me, and what its body will see of me once I apply."""
    return _show(page, need_id)


@router.post("/web/opportunities/{need_id}")
def apply_for_need(page: Posted, need_id: str) -> Response:
    """Apply. From now on the body knows who I am."""

    def act(asked: ApplicationForm) -> str:
        mine = page.api.pool.mine()
        candidacy = page.api.placements.apply(mine.id, need_id, message=asked.message)
        return f"/web/candidacies/{candidacy.id}?said=applied"

    return page.submit(ApplicationForm, act, lambda form: _show(page, need_id, form))


def _list(page: Page, form: Form | None = None) -> Response:
    mine = find_mine(page)
    if mine is None or mine.state != "available":
        return page.render("opportunities/none.html", WORDS, form=form, mine=mine)
    api = page.api
    fitting, begun = side_by_side(
        lambda: api.matching.opportunities(mine.id).opportunities,
        lambda: api.placements.candidacies(Wanted(sides=["mine"], is_open=True)).page(limit=MOST).items,
    )
    needs = _needs_of(page, fitting)
    hosts = sorted({need.host_org for need in needs.values()})
    names = api.auth.organisation_names(hosts).names if hosts else {}
    shown = [(one, needs[one.need_id]) for one in fitting if one.need_id in needs]
    return page.render(
        "opportunities/list.html",
        WORDS,
        form=form,
        mine=mine,
        shown=shown,
        names=names,
        begun={one.need_id: one for one in begun},
    )


def _needs_of(page: Page, fitting: Sequence[Opportunity]) -> dict[str, Need]:
    """Those that are open still: what fits is computed a moment later than a need is closed."""
    if not fitting:
        return {}
    wanted = WantedNeeds(ids=[one.need_id for one in fitting])
    return {need.id: need for need in page.api.needs.open(wanted).page(limit=len(fitting)).items}


def _show(page: Page, need_id: str, form: Form | None = None) -> Response:
    mine = find_mine(page)
    if mine is None:
        return page.render("opportunities/none.html", WORDS, form=form, mine=None)
    need, explanation, begun = _asked(page, mine, need_id)
    names = page.api.auth.organisation_names([need.host_org]).names
    return page.render(
        "opportunities/need.html",
        WORDS,
        form=form or page.form(),
        mine=mine,
        need=need,
        names=names,
        explanation=explanation,
        begun=begun,
        parts=[one.part for one in sights(mine) if one.part != "kind"],
    )


def _asked(page: Page, mine: Expert, need_id: str) -> tuple[Need, Explanation | None, str]:
    """The need, why it fits, and the id of what has begun about it already."""
    api, wanted = page.api, Wanted(sides=["mine"], need_id=need_id, is_open=True)
    need, explanation, open_ones = three_side_by_side(
        lambda: api.needs.need(need_id),
        lambda: found(lambda: api.matching.explain_opportunity(mine.id, need_id)),
        lambda: api.placements.candidacies(wanted).page(limit=1).items,
    )
    return need, explanation, open_ones[0].id if open_ones else ""
