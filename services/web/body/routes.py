"""The addresses of one's own body."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.notify import Mailbox, MailboxChange
from ressurspool.client.placements import WantedStays
from services.kit.calls.side_by_side import side_by_side, three_side_by_side
from services.kit.pages.language import NAMES
from services.web.body.domain import who
from services.web.body.schemas import CodeForm, DepartureForm, DomainForm, MailboxForm, PolicyForm
from services.web.body.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 30
MOST = 100  # members whose names stand beside their acts, and domains
MORE_DEPARTMENTS = 2  # empty lines of the form
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/web/body")
def show_body(page: LoggedIn) -> Response:
    """What there is to see to in my body, and how many are lent and borrowed."""
    lent, borrowed, policy = three_side_by_side(
        lambda: _stays(page, "home", "active"),
        lambda: _stays(page, "host", "active"),
        lambda: page.api.auth.policies.read(page.org),
    )
    to_lend, to_borrow, invited = three_side_by_side(
        lambda: _stays(page, "home", "agreed"),
        lambda: _stays(page, "host", "agreed"),
        lambda: page.api.auth.invitations(open_only=True).page(limit=MOST).items,
    )
    stays = {"lent": (lent, to_lend), "borrowed": (borrowed, to_borrow)}
    return page.render("body/body.html", WORDS, stays=stays, policy=policy, invited=len(invited))


@router.get("/web/body/policy")
def show_policy(page: LoggedIn) -> Response:
    """The body's rules for stays."""
    return _show_policy(page)


@router.post("/web/body/policy")
def decide_policy(page: Posted) -> Response:
    def act(asked: PolicyForm) -> str:
        page.api.auth.policies.decide(page.org, asked.draft(), version=asked.version)
        return "/web/body/policy?said=saved"

    return page.submit(PolicyForm, act, lambda form: _show_policy(page, form))


@router.get("/web/body/domains")
def list_domains(page: LoggedIn) -> Response:
    """The mail domains by which the body's people sign up by themselves."""
    return _show_domains(page)


@router.post("/web/body/domains")
def add_domain(page: Posted) -> Response:
    def act(asked: DomainForm) -> str:
        page.api.auth.bodies.add_mail_domain(page.org, asked.domain)
        return "/web/body/domains?said=domain_added"

    return page.submit(DomainForm, act, lambda form: _show_domains(page, form))


@router.post("/web/body/domains/{domain_id}/removal")
def remove_domain(page: Posted, domain_id: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.bodies.remove_mail_domain(domain_id)
        return "/web/body/domains?said=domain_removed"

    return page.submit(FormModel, act, lambda form: _show_domains(page, form))


@router.get("/web/body/mailbox")
def show_mailbox(page: LoggedIn) -> Response:
    """The address that all coordinators share."""
    return _show_mailbox(page)


@router.post("/web/body/mailbox")
def change_mailbox(page: Posted) -> Response:
    def act(asked: MailboxForm) -> str:
        change = MailboxChange(email=asked.email, language=asked.language)
        changed = page.api.notify.change_mailbox(page.org, change, version=asked.version)
        return "/web/body/mailbox/confirmation" if changed.new_email else "/web/body/mailbox?said=saved"

    return page.submit(MailboxForm, act, lambda form: _show_mailbox(page, form))


@router.get("/web/body/mailbox/confirmation")
def ask_code(page: LoggedIn) -> Response:
    """Enter the code that was mailed to the new address."""
    return _show_code(page)


@router.post("/web/body/mailbox/confirmation")
def confirm_mailbox(page: Posted) -> Response:
    def act(asked: CodeForm) -> str:
        page.api.notify.confirm_mailbox(page.org, asked.code)
        return "/web/body/mailbox?said=mailbox_confirmed"

    return page.submit(CodeForm, act, lambda form: _show_code(page, form))


@router.get("/web/body/acts")
def list_acts(page: LoggedIn, cursor: Cursor = None) -> Response:
    """Logins for the body and what was done in it, the newest first."""
    got, members = side_by_side(
        lambda: page.api.auth.bodies.audit().page(cursor, limit=ON_A_PAGE),
        lambda: page.api.auth.members(page.org).page(limit=MOST).items,
    )
    names = {one.person_id: one.name for one in members}
    acts = [(one, who(one.actor, one.client_id, names)) for one in got.items]
    return page.render("body/acts.html", WORDS, acts=acts, next=got.next, cursor=cursor)


@router.get("/web/body/departure")
def show_departure(page: LoggedIn) -> Response:
    """What leaving the scheme means, and the way to ask for it, take it back, or confirm it."""
    return _show_departure(page)


@router.post("/web/body/departure")
def ask_departure(page: Posted) -> Response:
    """Ask that the body leave, or confirm what another coordinator asked: what the page showed, and nothing else."""

    def act(asked: DepartureForm) -> str:
        if page.api.auth.bodies.departure(page.org).state != asked.seen:
            return "/web/body/departure?said=departure_moved"
        state = page.api.auth.bodies.ask_departure(page.org).state
        return "/?said=departure_left" if state == "left" else f"/web/body/departure?said=departure_{state}"

    return page.submit(DepartureForm, act, lambda form: _show_departure(page, form))


@router.post("/web/body/departure/withdrawal")
def withdraw_departure(page: Posted) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.bodies.withdraw_departure(page.org)
        return "/web/body/departure?said=departure_withdrawn"

    return page.submit(FormModel, act, lambda form: _show_departure(page, form))


def _stays(page: Page, side: str, state: str) -> int:
    wanted = WantedStays(sides=[side], states=[state])  # type: ignore[list-item]  # one of Side, written above
    return page.api.placements.placements(wanted).page(limit=1, count=True).total or 0


def _show_policy(page: Page, form: Form | None = None) -> Response:
    policy = page.api.auth.policies.read(page.org)
    lines = {
        f"departments/{number}/{name}": value
        for number, one in enumerate(policy.departments)
        for name, value in (("name", one.name), ("code", one.code))
    }
    values = policy.model_dump(exclude={"departments", "orgnr"})
    return page.render(
        "body/policy.html",
        WORDS,
        policy=policy,
        lines=range(len(policy.departments) + MORE_DEPARTMENTS),
        payers=page.choices("auth", "payer"),
        form=form or page.form(**values, **lines),
    )


def _show_domains(page: Page, form: Form | None = None) -> Response:
    domains = page.api.auth.bodies.mail_domains(page.org).page(limit=MOST).items
    return page.render("body/domains.html", WORDS, domains=domains, form=form or page.form())


def _show_mailbox(page: Page, form: Form | None = None) -> Response:
    mailbox: Mailbox = page.api.notify.mailbox(page.org)
    shown = form or page.form(email=mailbox.email, language=mailbox.language, version=mailbox.version)
    return page.render("body/mailbox.html", WORDS, mailbox=mailbox, languages_offered=list(NAMES.items()), form=shown)


def _show_code(page: Page, form: Form | None = None) -> Response:
    mailbox = page.api.notify.mailbox(page.org)
    return page.render("body/code.html", WORDS, mailbox=mailbox, form=form or page.form())


def _show_departure(page: Page, form: Form | None = None) -> Response:
    departure = page.api.auth.bodies.departure(page.org)
    mine = departure.asked_by == page.claims.get("sub")
    return page.render("body/departure.html", WORDS, departure=departure, mine=mine, form=form)
