"""What the routes of invitations are given: the caller, the invitation, a page of them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.auth.access import relations
from services.auth.bodies.dependencies import CallersOrgnr
from services.auth.invitations.models import Invitation
from services.auth.invitations.repository import Invitations
from services.kit import clock
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

Coordinator = Annotated[Caller, Depends(caller_for("create_invitation"))]
HomeCoordinator = Annotated[Caller, Depends(caller_for("withdraw_invitation"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_invitations", "read_invitation"))]
OpenOnly = Annotated[bool, Query(alias="open", description="Only those that can still be accepted")]


async def new_invitations(session: WriteSession) -> Invitations:
    return Invitations(session)


NewInvitations = Annotated[Invitations, Depends(new_invitations)]


def current_invitation_locked(invitation_id: UUID, grants: CurrentGrants, invitations: NewInvitations) -> Invitation:
    """Return an invitation of the caller's own body, locked. Raises NotFound."""
    invitation = invitations.get_locked(invitation_id)
    grants.require(relations(grants.caller, invitation.orgnr))
    return invitation


def current_invitation(invitation_id: UUID, grants: CurrentGrants, session: ReadSession) -> Invitation:
    """Return an invitation of the caller's own body. Raises NotFound."""
    invitation = Invitations(session).get(invitation_id)
    grants.require(relations(grants.caller, invitation.orgnr))
    return invitation


def own_invitations(
    orgnr: CallersOrgnr, session: ReadSession, paging: PageParams, open_only: OpenOnly = False
) -> Page[Invitation]:
    """Return a page of the invitations of the caller's own body."""
    return Invitations(session).list_of(orgnr, open_at=clock.now() if open_only else None, paging=paging)


WithdrawnInvitation = Annotated[Invitation, Depends(current_invitation_locked)]
CurrentInvitation = Annotated[Invitation, Depends(current_invitation)]
InvitationsPage = Annotated[Page[Invitation], Depends(own_invitations)]
