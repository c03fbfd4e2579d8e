"""Appoints substitutes, of another body too (inter-municipal cooperation), and ends their role after its last day."""

from datetime import timedelta

from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.invitations.repository import Invitations
from services.auth.invitations.schemas import InvitationCreate, InvitationCreated
from services.auth.invitations.service import invite
from services.auth.members.service import emit_granted
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.service import end_authority, end_membership
from services.auth.settings import AuthSettings
from services.auth.substitutes.schemas import SubstituteCreate
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.errors import Invalid

_LONGEST = timedelta(days=366)


def appoint_substitute(
    invitations: Invitations, asked: SubstituteCreate, *, orgnr: str, by: Caller, settings: AuthSettings
) -> InvitationCreated:
    """Invite a substitute by mail; who accepts is coordinator until that day.

    Raises Invalid for a day in the past or more than a year ahead.
    """
    today = clock.today()
    if not today <= asked.until <= today + _LONGEST:
        raise Invalid(("/until", "out_of_range"))
    invited = InvitationCreate(email=asked.email, role="coordinator", language=asked.language)
    created = invite(invitations, invited, orgnr=orgnr, by=by, settings=settings, until=asked.until)
    about = ("invitation", created.id)
    record_audit(invitations.session, Action.SUBSTITUTE_APPOINTED, by, about=about, orgnr=orgnr)
    return created


def end_overdue(people: People) -> int:
    """End the role of substitutes whose last day is over; earlier members get their old role back. Returns how many."""
    today = clock.today()
    for orgnr in sorted({membership.orgnr for membership in people.list_overdue(on=today)}):
        Organisations(people.session).get_locked(orgnr)
    # again: another process may have ended some while this one waited for the locks
    overdue = people.list_overdue(on=today)
    for membership in overdue:
        _end(people, membership)
    return len(overdue)


def _end(people: People, membership: Membership) -> None:
    if membership.reverts_to is None:
        end_membership(people, membership, by=NOBODY)
    else:
        membership.role, membership.until, membership.reverts_to = membership.reverts_to, None, None
        membership.version += 1
        people.flush()
        emit_granted(people, membership)
    about = ("membership", membership.id)
    record_audit(people.session, Action.SUBSTITUTE_ENDED, NOBODY, about=about, orgnr=membership.orgnr)
    end_authority(people, membership, by=NOBODY)
