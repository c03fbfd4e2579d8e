"""Creates, accepts, withdraws and expires delegations: somebody decides one placement, once, by a mailed link."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, Actor, record_audit
from services.auth.delegations.domain import DELEGATION, DelegationState
from services.auth.delegations.models import Delegation
from services.auth.delegations.repository import Delegations
from services.auth.delegations.schemas import DelegationCreate, DelegationRead
from services.auth.letters.domain import Purpose
from services.auth.letters.errors import LinkNotOpen
from services.auth.letters.repository import Letters
from services.auth.letters.service import order_letter_for_body
from services.auth.members.service import refuse_former_coordinator
from services.auth.people.repository import People
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import NotFound
from services.kit.ids import hashed


def delegate(
    delegations: Delegations, asked: DelegationCreate, *, orgnr: str, by: Actor | Caller, settings: AuthSettings
) -> DelegationRead:
    """Create a delegation and mail its link. Placements checks at the decision whether the body is a party.

    Raises NotPermitted for a caller who is no longer a coordinator; TooManyLetters.
    """
    refuse_former_coordinator(People(delegations.session), by)
    session, ends = delegations.session, clock.now() + timedelta(days=asked.days)
    to = {"email": asked.email, "language": asked.language}
    token = order_letter_for_body(session, settings, Purpose.DECISION, **to, orgnr=orgnr, expires_at=ends)
    delegation = Delegation(
        orgnr=orgnr,
        placement_id=asked.placement_id,
        delegated_by=by.sub or by.client_id or "",
        token_hash=hashed(token),
        expires_at=ends,
    )
    delegations.add(delegation)
    _emit_delegation(delegations, delegation, "created")
    record_audit(session, Action.DELEGATION_CREATED, by, about=("delegation", delegation.id), orgnr=orgnr)
    return DelegationRead.of(delegation)


def refuse_strangers(session: Session, token: str, by: Caller) -> None:
    """Raises NotFound for a caller whom the link is not for. Changes and locks nothing."""
    _for_caller(session, Delegations(session).find_by_hash(hashed(token)), by)


def accept(session: Session, token: str, by: Caller) -> Delegation:
    """Use up the link, for the person it was mailed to, logged in for that body.

    Raises NotFound for everybody else; LinkNotOpen for all but the first call.
    """
    delegations, token_hash = Delegations(session), hashed(token)
    delegation = _for_caller(session, delegations.find_by_hash_locked(token_hash), by)
    if not Letters(session).use(token_hash, at=clock.now()):
        raise LinkNotOpen()
    delegation.accepted_by = by.sub
    _move_delegation(delegations, delegation, "accept", emits="accepted")
    record_audit(session, Action.DELEGATION_ACCEPTED, by, about=("delegation", delegation.id))
    return delegation


def withdraw(delegations: Delegations, delegation: Delegation, *, by: Actor | Caller) -> DelegationRead:
    """End the delegation, its link and its login. A decision that was taken stands. Raises WrongState after the end."""
    _move_delegation(delegations, delegation, "withdraw", emits="withdrawn")
    _end(delegations, delegation)
    about = ("delegation", delegation.id)
    record_audit(delegations.session, Action.DELEGATION_WITHDRAWN, by, about=about, orgnr=delegation.orgnr)
    return DelegationRead.of(delegation)


def expire_overdue(delegations: Delegations) -> int:
    """End delegations that have expired, with their logins. Returns how many."""
    overdue = delegations.list_overdue_locked(at=clock.now())
    for delegation in overdue:
        _move_delegation(delegations, delegation, "expire", emits="expired")
        _end(delegations, delegation)
        by, about = NOBODY, ("delegation", delegation.id)
        record_audit(delegations.session, Action.DELEGATION_EXPIRED, by, about=about, orgnr=delegation.orgnr)
    return len(overdue)


def _for_caller(session: Session, delegation: Delegation | None, by: Caller) -> Delegation:
    """The delegation, where its link was mailed to the caller's address and they act for its body. Raises NotFound."""
    letter = Letters(session).find(delegation.token_hash) if delegation else None
    person = People(session).find_by_email(letter.email) if letter else None
    if delegation is None or person is None or (str(person.id), delegation.orgnr) != (by.sub, by.org):
        raise NotFound()
    return delegation


def _move_delegation(delegations: Delegations, delegation: Delegation, verb: str, *, emits: str) -> None:
    delegation.state = DELEGATION.step(DelegationState(delegation.state), verb)
    delegation.version += 1
    delegations.flush()
    _emit_delegation(delegations, delegation, emits)


def _end(delegations: Delegations, delegation: Delegation) -> None:
    session = delegations.session
    Letters(session).withdraw(delegation.token_hash, at=clock.now())
    login = Sessions(session).find(delegation.session_id) if delegation.session_id else None
    if login is not None:
        end_session(Sessions(session), login, reason=EndReason.DELEGATION_ENDED)


def _emit_delegation(delegations: Delegations, delegation: Delegation, what: str) -> None:
    event = Event(
        type=f"delegation.{what}",
        subject=delegation.id,
        version=delegation.version,
        orgs=[delegation.orgnr],
        codes={"placement_id": str(delegation.placement_id)},
    )
    emit_event(delegations.session, event)
