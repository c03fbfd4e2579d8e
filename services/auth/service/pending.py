"""What coordinators gave away in the body's name and nobody has used up: invitations, and decide-once links.

It is the giver's word, and goes with the giver's role: else whoever loses it comes back by an invitation of their own.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.models import Action, Invitation
from services.auth.repository import Delegations, Invitations, Letters
from services.auth.service.audit import Actor, record_audit
from services.auth.service.delegations import withdraw
from services.kit import clock
from services.kit.access import Caller


def take_back(session: Session, orgnr: str, *, by: Actor | Caller, given_by: UUID | None = None) -> None:
    """What one person gave, or all the body's."""
    giver = None if given_by is None else str(given_by)
    for invitation in Invitations(session).list_open_locked(orgnr, at=clock.now(), invited_by=giver):
        take_invitation_back(session, invitation, by=by)
    delegations = Delegations(session)
    for delegation in delegations.list_lasting_locked(orgnr, delegated_by=giver):
        withdraw(delegations, delegation, by=by)


def take_invitation_back(session: Session, invitation: Invitation, *, by: Actor | Caller) -> None:
    """It runs out now, and its letter is not sent; a used one stays used."""
    now = clock.now()
    if invitation.used_at is None and invitation.expires_at > now:
        invitation.expires_at, invitation.version = now, invitation.version + 1
        Letters(session).withdraw(invitation.token_hash, at=now)
        about = ("invitation", invitation.id)
        record_audit(session, Action.INVITATION_WITHDRAWN, by, about=about, orgnr=invitation.orgnr)
