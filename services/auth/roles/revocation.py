"""What coordinators gave away in the body's name and nobody has used up: invitations, and decide-once links.

It is the giver's word, and goes with the giver's role: else whoever loses it comes back by an invitation of their own.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.service import Actor
from services.auth.delegations.repository import Delegations
from services.auth.delegations.service import withdraw
from services.auth.invitations.repository import Invitations
from services.auth.invitations.service import take_invitation_back
from services.kit import clock
from services.kit.access.table import Caller


def take_back(session: Session, orgnr: str, *, by: Actor | Caller, given_by: UUID | None = None) -> None:
    """What one person gave, or all the body's."""
    giver = None if given_by is None else str(given_by)
    for invitation in Invitations(session).list_open_locked(orgnr, at=clock.now(), invited_by=giver):
        take_invitation_back(session, invitation, by=by)
    delegations = Delegations(session)
    for delegation in delegations.list_lasting_locked(orgnr, delegated_by=giver):
        withdraw(delegations, delegation, by=by)
