"""Invitations over HTTP."""

from fastapi import APIRouter

from services.auth.invitations import service
from services.auth.invitations.dependencies import (
    Coordinator,
    CurrentInvitation,
    HomeCoordinator,
    HomeReader,
    InvitationsPage,
    NewInvitations,
    WithdrawnInvitation,
)
from services.auth.invitations.schemas import InvitationCreate, InvitationCreated, InvitationRead
from services.auth.letters.errors import TooManyLetters
from services.auth.settings import Settings
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.kit.web.session import WriteSession

router = APIRouter(tags=["members"])


@router.post("/v1/invitations", status_code=201, responses=problems(NotPermitted, PersonRequired, TooManyLetters))
def create_invitation(
    caller: Coordinator,
    invitations: NewInvitations,
    settings: Settings,
    asked: InvitationCreate,
    response: CurrentResponse,
) -> InvitationCreated:
    """Invite somebody into your own body, in a role. A single-use link is mailed to the address.

    With `hand_over` nothing is mailed, and `token` is shown this once: hand it to the person by a way that reaches
    only them, since whoever has it can accept. It proves no address: one who later proves by mail that the address is
    theirs can set aside the account made with it.
    """
    orgnr = caller.org or ""
    return response.created(service.invite(invitations, asked, orgnr=orgnr, by=caller, settings=settings))


@router.get("/v1/invitations", responses=problems(NotPermitted, InvalidCursor))
def list_invitations(caller: HomeReader, page: InvitationsPage, response: CurrentResponse) -> Listed[InvitationRead]:
    """List the invitations of your own body, the oldest first; with `open=true` those that can still be accepted."""
    return response.page(page, InvitationRead, [InvitationRead.of(invitation) for invitation in page.items])


@router.get("/v1/invitations/{invitation_id}", responses=problems(NotPermitted, NotFound))
def read_invitation(caller: HomeReader, invitation: CurrentInvitation, response: CurrentResponse) -> InvitationRead:
    """See whether an invitation of your own body was accepted."""
    return response.versioned(InvitationRead.of(invitation))


@router.delete("/v1/invitations/{invitation_id}", responses=problems(PersonRequired, NotFound))
def withdraw_invitation(
    caller: HomeCoordinator, invitation: WithdrawnInvitation, session: WriteSession, response: CurrentResponse
) -> InvitationRead:
    """Take an invitation of your own body back: it can no longer be accepted, and a link under way is not sent."""
    return response.versioned(service.withdraw_invitation(session, invitation, by=caller))
