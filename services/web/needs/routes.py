"""The addresses of needs: lists, the feed, and a need with what is decided about it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client import ProblemError
from ressurspool.client.needs import Closure, NeedsClient
from services.kit.calls.side_by_side import side_by_side
from services.kit.ids import new_secret
from services.kit.pages.html import redirect
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.forms.vocabulary import counties, field_groups
from services.web.needs import service
from services.web.needs.domain import Decision, color_of, has_candidates, is_host, posts_needs, sees_all
from services.web.needs.feed import feed
from services.web.needs.schemas import ClosureForm, Search
from services.web.needs.texts import WORDS
from services.web.page.dependencies import Anybody, LoggedIn, Posted, Visitor
from services.web.page.errors import LoginNeeded
from services.web.page.page import Page
from services.web.page.typed_values import faults_of

router = APIRouter(include_in_schema=False)
Asked = Annotated[Search, Query()]


@router.get("/web/needs")
def list_needs(page: Anybody, search: Asked) -> Response:
    """The open needs, searched; with `mine` those of the body that the person acts for."""
    if search.mine:
        return _list_ours(page, search)
    form = Form(key=new_secret(), values={name: [value] for name, value in search.asked.items()})
    try:
        got = service.open_needs(page, search)
    except ProblemError as error:
        if error.status != 422:
            raise
        faults = faults_of(error, form.values)
        return _render_open(page, search, Form(key=form.key, values=form.values, faults=faults))
    return _render_open(page, search, form, got)


@router.get("/web/needs.atom")
def follow_needs(page: Visitor, search: Asked) -> Response:
    """The open needs for a feed reader, which has no login: the same for everybody."""
    page.session = None
    return feed(page, search)


@router.get("/web/needs/{need_id}")
def show_need(page: Anybody, need_id: str) -> Response:
    """A need: in full for employees and its own body, else what anybody may see of an open one."""
    if not sees_all(page.roles):
        return _show_public(page, need_id)
    need = page.api.needs.need(need_id)
    host = is_host(need, page.org, page.roles)
    names, candidates = side_by_side(
        lambda: service.names_of(page, [need]), lambda: service.open_candidacies(page, need_id) if host else 0
    )
    return page.render(
        "needs/need.html",
        WORDS,
        need=need,
        names=names,
        color=color_of(need.state),
        host=host,
        candidates=candidates,
        has_candidates=has_candidates(need),
    )


@router.get("/web/needs/{need_id}/decisions/{decision}")
def confirm_decision(page: LoggedIn, need_id: str, decision: Decision) -> Response:
    """What a decision about a need means, before it is made."""
    return _confirm(page, need_id, decision)


@router.post("/web/needs/{need_id}/decisions/{decision}")
def decide(page: Posted, need_id: str, decision: Decision) -> Response:
    """Publish a need, put it on hold, open it again, or close it."""

    def act(asked: FormModel) -> str:
        _decided(page.api.needs, need_id, decision, asked)
        return f"/web/needs/{need_id}?said={decision}"

    model = ClosureForm if decision is Decision.CLOSE else FormModel
    return page.submit(model, act, lambda form: _confirm(page, need_id, decision, form))


def _list_ours(page: Page, search: Search) -> Response:
    if page.session is None:
        raise LoginNeeded(page.path)
    ours = service.our_needs(page, search)
    needs = [(need, color_of(need.state), has_candidates(need)) for need in ours.needs.items]
    return page.render(
        "needs/ours.html", WORDS, needs=needs, next=ours.needs.next, total=ours.needs.total, ours=ours, search=search
    )


def _render_open(page: Page, search: Search, form: Form, got: service.Open | None = None) -> Response:
    needs = got.items if got else []
    return page.render(
        "needs/open.html",
        WORDS,
        form=form,
        search=search,
        needs=needs,
        total=got.total if got else None,
        next=got.next if got else None,
        names=service.names_of(page, needs),
        groups=field_groups(),
        counties=counties() if sees_all(page.roles) else [],
        levels=page.choices("needs", "body_level"),
        posts=posts_needs(page.roles),
    )


def _show_public(page: Page, need_id: str) -> Response:
    """An open need without a login. Others exist for people who are logged in, whom a message led here."""
    need = service.find_public(page, need_id)
    if need is None:
        raise LoginNeeded(page.path)
    return page.render("needs/public.html", WORDS, need=need, names=service.names_of(page, [need]))


def _confirm(page: Page, need_id: str, decision: Decision, form: Form | None = None) -> Response:
    need, ends = side_by_side(lambda: page.api.needs.need(need_id), lambda: service.open_candidacies(page, need_id))
    if decision not in need.legal and form is None:
        return redirect(f"/web/needs/{need_id}")
    return page.render(
        "needs/decision.html",
        WORDS,
        form=form or page.form(),
        need=need,
        names=service.names_of(page, [need]),
        decision=decision,
        ends=ends,
        outcomes=page.choices("needs", "outcome"),
    )


def _decided(needs: NeedsClient, need_id: str, decision: Decision, asked: FormModel) -> None:
    if isinstance(asked, ClosureForm):
        needs.close(need_id, Closure(outcome=asked.outcome, note=asked.note))
    elif decision is Decision.PUBLISH:
        needs.publish(need_id)
    elif decision is Decision.HOLD:
        needs.hold(need_id)
    else:
        needs.resume(need_id)
