"""The addresses of a body's members, invitations and substitutes."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.auth import InvitationDraft, MembershipChange, SubstituteDraft
from services.kit.calls.side_by_side import side_by_side
from services.kit.pages.language import NAMES
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.members.schemas import InvitationForm, MemberForm, SubstituteForm
from services.web.members.texts import WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 30
MOST = 100
GIVEN_BY_COORDINATORS = ("employee", "requester", "coordinator")
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/web/body/members")
def list_members(page: LoggedIn, cursor: Cursor = None) -> Response:
    """Who may act for my body, in which role."""
    got, policy = side_by_side(
        lambda: page.api.auth.members(page.org).page(cursor, limit=ON_A_PAGE),
        lambda: page.api.auth.policies.read(page.org),
    )
    departments = {one.code: one.name for one in policy.departments}
    shown = {"members": got.items, "next": got.next, "cursor": cursor, "departments": departments}
    return page.render("members/members.html", WORDS, **shown)  # type: ignore[arg-type]  # no name of render's own


@router.get("/web/body/members/{membership_id}")
def show_member(page: LoggedIn, membership_id: str) -> Response:
    return _show_member(page, membership_id)


@router.post("/web/body/members/{membership_id}")
def change_member(page: Posted, membership_id: str) -> Response:
    """Change a member's role or department."""

    def act(asked: MemberForm) -> str:
        before = page.api.auth.member(membership_id)
        change = MembershipChange(department=asked.department)
        if asked.role and asked.role != before.role:
            change = MembershipChange(role=asked.role, department=asked.department)
        page.api.auth.change_member(membership_id, change, version=asked.version)
        return f"/web/body/members/{membership_id}?said=saved"

    return page.submit(MemberForm, act, lambda form: _show_member(page, membership_id, form))


@router.get("/web/body/members/{membership_id}/end")
def ask_end(page: LoggedIn, membership_id: str) -> Response:
    """What ending the membership means, before it is done."""
    return _ask_end(page, membership_id)


@router.post("/web/body/members/{membership_id}/end")
def end_member(page: Posted, membership_id: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.end_membership(membership_id)
        return "/web/body/members?said=member_ended"

    return page.submit(FormModel, act, lambda form: _ask_end(page, membership_id, form))


@router.get("/web/body/invitations")
def list_invitations(page: LoggedIn, cursor: Cursor = None) -> Response:
    return _show_invitations(page, cursor=cursor)


@router.post("/web/body/invitations")
def invite(page: Posted) -> Response:
    """Have a link mailed to somebody, by which they join in a role."""

    def act(asked: InvitationForm) -> str:
        page.api.auth.invite(InvitationDraft(email=asked.email, role=asked.role, language=asked.language))
        return "/web/body/invitations?said=invited"

    return page.submit(InvitationForm, act, lambda form: _show_invitations(page, form))


@router.post("/web/body/invitations/{invitation_id}/withdrawal")
def withdraw_invitation(page: Posted, invitation_id: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.withdraw_invitation(invitation_id)
        return "/web/body/invitations?said=invitation_withdrawn"

    return page.submit(FormModel, act, lambda form: _show_invitations(page, form))


@router.get("/web/body/substitutes")
def list_substitutes(page: LoggedIn) -> Response:
    return _show_substitutes(page)


@router.post("/web/body/substitutes")
def appoint_substitute(page: Posted) -> Response:
    """Let somebody act as coordinator until a day."""

    def act(asked: SubstituteForm) -> str:
        draft = SubstituteDraft(email=asked.email, until=asked.until, language=asked.language)
        page.api.auth.appoint_substitute(page.org, draft)
        return "/web/body/invitations?said=appointed"

    return page.submit(SubstituteForm, act, lambda form: _show_substitutes(page, form))


def _show_member(page: Page, membership_id: str, form: Form | None = None) -> Response:
    member, policy = side_by_side(
        lambda: page.api.auth.member(membership_id), lambda: page.api.auth.policies.read(page.org)
    )
    return page.render(
        "members/member.html",
        WORDS,
        member=member,
        roles=_roles(page) if member.role in GIVEN_BY_COORDINATORS else (),
        departments=[(one.code, one.name) for one in policy.departments],
        form=form or page.form(role=member.role, department=member.department, version=member.version),
    )


def _roles(page: Page) -> list[tuple[str, str]]:
    """Those that coordinators give."""
    return [(code, word) for code, word in page.choices("auth", "role") if code in GIVEN_BY_COORDINATORS]


def _ask_end(page: Page, membership_id: str, form: Form | None = None) -> Response:
    return page.render("members/end.html", WORDS, member=page.api.auth.member(membership_id), form=form)


def _show_invitations(page: Page, form: Form | None = None, *, cursor: str | None = None) -> Response:
    got = page.api.auth.invitations().page(cursor, limit=ON_A_PAGE)
    return page.render(
        "members/invitations.html",
        WORDS,
        invitations=got.items,
        next=got.next,
        cursor=cursor,
        roles=_roles(page),
        languages_offered=list(NAMES.items()),
        form=form or page.form(language="nb"),
    )


def _show_substitutes(page: Page, form: Form | None = None) -> Response:
    members = page.api.auth.members(page.org).page(limit=MOST).items
    return page.render(
        "members/substitutes.html",
        WORDS,
        substitutes=[one for one in members if one.until is not None],
        languages_offered=list(NAMES.items()),
        form=form or page.form(language="nb"),
    )
