"""Withdraws unused invitations and decide-once links together with the role of the coordinator who gave them.

Otherwise somebody who loses the role could come back by an invitation of their own.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.service import Actor
from services.auth.delegations.repository import Delegations
from services.auth.delegations.service import withdraw as withdraw_delegation
from services.auth.invitations.repository import Invitations
from services.auth.invitations.service import withdraw_invitation
from services.kit import clock
from services.kit.access.table import Caller


def withdraw_unused(session: Session, orgnr: str, *, by: Actor | Caller, given_by: UUID | None = None) -> None:
    """Withdraw what one person gave in the body's name, or everything the body gave."""
    giver = None if given_by is None else str(given_by)
    for invitation in Invitations(session).list_open_locked(orgnr, at=clock.now(), invited_by=giver):
        withdraw_invitation(session, invitation, by=by)
    delegations = Delegations(session)
    for delegation in delegations.list_lasting_locked(orgnr, delegated_by=giver):
        withdraw_delegation(delegations, delegation, by=by)
