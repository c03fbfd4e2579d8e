"""Invites people into a body, and withdraws and uses invitations."""

from datetime import date, datetime, timedelta

from pydantic import ValidationError
from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import OPERATOR, Actor, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.invitations.errors import HasCoordinator, InvitationNotOpen
from services.auth.invitations.models import Invitation
from services.auth.invitations.repository import Invitations
from services.auth.invitations.schemas import InvitationCreate, InvitationCreated, InvitationRead
from services.auth.letters.domain import Purpose
from services.auth.letters.repository import Letters
from services.auth.letters.service import order_letter_for_body
from services.auth.members.service import refuse_former_coordinator, refuse_substitute
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.errors import Invalid
from services.kit.ids import hashed, new_secret
from services.kit.language import Language
from services.scheme.roles import Role


def bootstrap_coordinator(
    session: Session,
    orgnr: str,
    email: str,
    *,
    settings: AuthSettings,
    language: Language = Language.NB,
    hand_over: bool = True,
) -> InvitationCreated:
    """Invite a body's first coordinator, by mail or with a `token` that is shown this once.

    Raises NotFound for a body that is not in the scheme, BodySucceeded where another has taken its place,
    HasCoordinator where it has one, Invalid for the address.
    """
    body = Organisations(session).get_current(orgnr)
    if Organisations(session).list_coordinated([body.orgnr]):
        raise HasCoordinator()
    try:
        asked = InvitationCreate(email=email, role="coordinator", language=language, hand_over=hand_over)
    except ValidationError:
        raise Invalid(("/email", "wrong_form")) from None
    return invite(Invitations(session), asked, orgnr=body.orgnr, by=OPERATOR, settings=settings)


def invite(
    invitations: Invitations,
    asked: InvitationCreate,
    *,
    orgnr: str,
    by: Caller | Actor,
    settings: AuthSettings,
    until: date | None = None,
) -> InvitationCreated:
    """Make a single-use invitation; only the hash of its token is stored. `until` is the last day of a substitute.

    Raises NotPermitted for a former coordinator, and for a substitute who would make a coordinator; TooManyLetters.
    """
    refuse_former_coordinator(People(invitations.session), by)
    if Role(asked.role) is Role.COORDINATOR:
        refuse_substitute(People(invitations.session), by)
    ends = clock.now() + timedelta(days=settings.invitation_days)
    ends = min(ends, clock.end_of(until)) if until else ends
    token = new_secret() if asked.hand_over else _mail(invitations.session, asked, settings, orgnr=orgnr, ends=ends)
    invitation = Invitation(
        **asked.model_dump(exclude={"hand_over"}),
        orgnr=orgnr,
        invited_by=by.sub,
        mailed=not asked.hand_over,
        until=until,
        token_hash=hashed(token),
        expires_at=ends,
    )
    invitations.add(invitation)
    about = ("invitation", invitation.id)
    record_audit(invitations.session, Action.INVITATION_CREATED, by, about=about, orgnr=orgnr)
    return InvitationCreated.of(invitation, token=token if asked.hand_over else None)


def withdraw_invitation(session: Session, invitation: Invitation, *, by: Actor | Caller) -> InvitationRead:
    """Let an open invitation expire now, and do not send its letter. A used one stays used."""
    now = clock.now()
    if invitation.used_at is None and invitation.expires_at > now:
        invitation.expires_at, invitation.version = now, invitation.version + 1
        Letters(session).withdraw(invitation.token_hash, at=now)
        about = ("invitation", invitation.id)
        record_audit(session, Action.INVITATION_WITHDRAWN, by, about=about, orgnr=invitation.orgnr)
    return InvitationRead.of(invitation)


def use_invitation(session: Session, token_hash: str) -> Invitation:
    """Use an invitation up, and its letter. Raises InvitationNotOpen for all but the first call."""
    invitations = Invitations(session)
    if not invitations.use(token_hash, at=clock.now()):
        raise InvitationNotOpen()
    Letters(session).use(token_hash, at=clock.now())
    return invitations.get_by_hash(token_hash)


def _mail(session: Session, asked: InvitationCreate, settings: AuthSettings, *, orgnr: str, ends: datetime) -> str:
    """Order the letter with the invitation's link, and return its token."""
    to = {"email": asked.email, "language": asked.language}
    return order_letter_for_body(session, settings, Purpose.INVITATION, **to, orgnr=orgnr, expires_at=ends)
