"""Lets a public body join the scheme, proposed by one of its people or registered by the operator, and renames it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, OPERATOR, Actor, record_audit
from services.auth.bodies.domain import BODY_LIFE, BodyState
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations, refuse_succeeded
from services.auth.bodies.schemas import BodyNames, NewBody
from services.auth.invitations.repository import Invitations
from services.auth.invitations.schemas import InvitationCreate
from services.auth.invitations.service import invite
from services.auth.letters.domain import Purpose
from services.auth.letters.service import may_mail, order_letter
from services.auth.proposals.domain import PROPOSAL, Entry, ProposalState, Registered, Rejection
from services.auth.proposals.errors import AlreadyJoined, NotPublicBody, SubUnit
from services.auth.proposals.models import Proposal
from services.auth.proposals.repository import Proposals, RegisterEntries
from services.auth.proposals.schemas import ProposalAsked, ProposalCreate
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.outbox import Event, emit_event
from services.kit.ids import hashed

_LINK_WORKS = timedelta(days=3)


def propose_body(session: Session, settings: AuthSettings, asked: ProposalCreate, *, source: str) -> ProposalAsked:
    """Store a proposal, and mail a link that proves the proposer's address.

    Raises AlreadyJoined, BodySucceeded; SubUnit where the register is known to have the number as one.

    An address with too many letters gets no further one, and the response is the same.
    """
    body = Organisations(session).find(asked.orgnr)
    if body is not None:
        refuse_succeeded(body)
        if body.state == BodyState.JOINED:
            raise AlreadyJoined()
    _refuse_sub_unit(session, settings, asked.orgnr)
    ends = clock.now() + _LINK_WORKS
    if may_mail(session, settings, Purpose.PROPOSAL, email=asked.email, source=source):
        to = {"email": asked.email, "language": str(asked.language)}
        token = order_letter(session, settings, Purpose.PROPOSAL, **to, orgnr=asked.orgnr, expires_at=ends)
        Proposals(session).add(Proposal(**asked.model_dump(), token_hash=hashed(token)))
    return ProposalAsked(orgnr=asked.orgnr, expires_at=ends)


def confirm_proposal(session: Session, token_hash: str) -> None:
    """Let a proposal wait for a decision, now that its address is proven. Raises AlreadyProposed, WrongState."""
    proposals = Proposals(session)
    proposal = proposals.find_by_hash(token_hash)
    if proposal is not None:
        proposal.confirmed_at = clock.now()
        _step(proposals, proposal, "confirm")
        record_audit(
            session, Action.ORGANISATION_PROPOSED, NOBODY, about=("proposal", proposal.id), orgnr=proposal.orgnr
        )


def public_level(entry: Entry) -> str:
    """Return the level of a body that the register knows as part of the public sector.

    Raises SubUnit, NotPublicBody.
    """
    if entry.parent is not None:
        raise SubUnit(parent=entry.parent)
    if entry.level is None:
        known = entry.registered is Registered.KNOWN
        raise NotPublicBody(registered="not_public_sector" if known else str(entry.registered))
    return entry.level


def accept_proposal(session: Session, settings: AuthSettings, body: NewBody) -> Proposal:
    """Let the body join, and invite the proposer by mail to be its first coordinator. Raises NotFound."""
    proposal = Proposals(session).get_waiting_locked(body.orgnr)
    register_body(session, body)
    proposal.decided_at = clock.now()
    _step(Proposals(session), proposal, "accept")
    asked = InvitationCreate(email=proposal.email, role="coordinator", language=proposal.language)
    invite(Invitations(session), asked, orgnr=body.orgnr, by=OPERATOR, settings=settings)
    return proposal


def keep_entry(session: Session, orgnr: str, entry: Entry) -> None:
    """Store what the register returned for a proposed body. A proposal of a sub-unit is rejected: its parent may join.

    Raises NotFound where no proposal waits.
    """
    RegisterEntries(session).keep(orgnr, entry)
    if entry.parent is not None:
        reject_proposal(session, orgnr, reason=Rejection.SUB_UNIT, by=NOBODY)


def reject_proposal(session: Session, orgnr: str, *, reason: Rejection, by: Actor = OPERATOR) -> None:
    """Reject a body's proposal. Raises NotFound where none waits."""
    proposal = Proposals(session).get_waiting_locked(orgnr)
    proposal.decided_at, proposal.reason = clock.now(), reason
    _step(Proposals(session), proposal, "reject")
    record_audit(
        session,
        Action.ORGANISATION_PROPOSED,
        by,
        about=("proposal", proposal.id),
        orgnr=orgnr,
        result=f"rejected.{reason}",
    )


def register_body(session: Session, body: NewBody) -> Organisation:
    """Let a body join, or join again after it has left. Raises AlreadyJoined, BodySucceeded."""
    organisations = Organisations(session)
    held = organisations.find_locked(body.orgnr)
    if held is None:
        held = organisations.add(Organisation(**body.model_dump()), unless=AlreadyJoined())
    elif held.state == BodyState.JOINED:
        raise AlreadyJoined()
    else:
        refuse_succeeded(held)
        held.state = BODY_LIFE.step(BodyState(held.state), "rejoin")
        held.joined_at, held.left_at, held.version = clock.now(), None, held.version + 1
        for name, value in body.model_dump(exclude={"orgnr"}).items():
            setattr(held, name, value)
        organisations.flush()
    emit_joined(session, held)
    record_audit(
        session, Action.ORGANISATION_REGISTERED, OPERATOR, about=("organisation", held.orgnr), orgnr=held.orgnr
    )
    return held


def rename_body(session: Session, orgnr: str, asked: BodyNames) -> Organisation:
    """Give a body the names that are given. Raises NotFound, BodySucceeded. No other service stores names."""
    organisations = Organisations(session)
    body = organisations.get_locked(orgnr)
    refuse_succeeded(body)
    for name, value in asked.model_dump(exclude_none=True).items():
        setattr(body, name, value)
    body.version += 1
    organisations.flush()
    record_audit(session, Action.ORGANISATION_CHANGED, OPERATOR, about=("organisation", body.orgnr), orgnr=body.orgnr)
    return body


def emit_joined(session: Session, body: Organisation) -> None:
    codes = {"level": body.level, "sector": body.sector}
    event = Event(type="organisation.joined", subject=body.orgnr, version=body.version, orgs=[body.orgnr], codes=codes)
    emit_event(session, event)


def _refuse_sub_unit(session: Session, settings: AuthSettings, orgnr: str) -> None:
    """Raises SubUnit where the register said so lately. A stranger's request does not ask it."""
    entry = RegisterEntries(session).find(orgnr)
    lately = entry is not None and entry.is_within(timedelta(days=settings.register_days), at=clock.now())
    if entry is not None and lately and entry.parent is not None:
        raise SubUnit(parent=entry.parent)


def _step(proposals: Proposals, proposal: Proposal, verb: str) -> None:
    proposal.state = PROPOSAL.step(ProposalState(proposal.state), verb)
    proposal.version += 1
    proposals.save(proposal)
