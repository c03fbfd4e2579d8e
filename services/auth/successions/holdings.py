"""Passes what a body has beside its members: invitations, delegations, clients, mail domains, absences, its policy."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.absences.models import Absence
from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.models import Organisation
from services.auth.clients.models import Client
from services.auth.clients.repository import Consents
from services.auth.delegations.domain import LASTING
from services.auth.delegations.models import Delegation
from services.auth.delegations.repository import Delegations
from services.auth.invitations.models import Invitation
from services.auth.letters.models import Letter
from services.auth.policies.models import Policy
from services.auth.policies.repository import Policies
from services.auth.policies.service import emit_policy
from services.auth.sessions.models import LoginSession
from services.auth.sign_ups.models import MailDomain
from services.auth.sign_ups.repository import MailDomains
from services.kit import clock
from services.kit.data.successions import count_rows, move_rows

Passed = Mapping[str, int]  # how many of each kind passed
_Kind = tuple[str, Any, tuple[ColumnElement[bool], ...]]


def pass_holdings(session: Session, old: Organisation, new: Organisation, *, by: Actor) -> Passed:
    """Move them. What is used up, withdrawn or over stays as the predecessor's history.

    Consents to apps end: people gave them for a body with another name. A delegate's login passes with the delegation.
    """
    policies = _pass_policy(session, old, new, by=by)
    numbers = {"predecessor": old.orgnr, "successor": new.orgnr}
    logins = [one.session_id for one in Delegations(session).list_lasting_locked(old.orgnr, delegated_by=None)]
    move_rows(session, LoginSession.orgnr, col(LoginSession.id).in_(logins), **numbers)
    Consents(session).forget_body(old.orgnr)
    moved = {name: move_rows(session, column, *live, **numbers) for name, column, live in _kinds()}
    return {**moved, "mail_domains": _pass_domains(MailDomains(session), old, new), "policies": policies}


def count_holdings(session: Session, old: Organisation, new: Organisation) -> Passed:
    """How many of each kind would pass."""
    passing = {name: count_rows(session, column, *live, orgnr=old.orgnr) for name, column, live in _kinds()}
    domains, policies = count_rows(session, MailDomain.orgnr, orgnr=old.orgnr), Policies(session)
    passes = policies.find(new.orgnr) is None and policies.find(old.orgnr) is not None
    return {**passing, "mail_domains": domains, "policies": int(passes)}


def _kinds() -> Iterator[_Kind]:
    """The column of each kind, and which of its rows are still in use."""
    now, today = clock.now(), clock.today()
    yield "invitations", Invitation.orgnr, (col(Invitation.used_at).is_(None), col(Invitation.expires_at) > now)
    yield "letters", Letter.orgnr, (col(Letter.used_at).is_(None), col(Letter.expires_at) > now)
    yield "delegations", Delegation.orgnr, (col(Delegation.state).in_(LASTING),)
    yield "clients", Client.orgnr, ()
    yield "absences", Absence.orgnr, (col(Absence.withdrawn_at).is_(None), col(Absence.end) >= today)


def _pass_policy(session: Session, old: Organisation, new: Organisation, *, by: Actor) -> int:
    """Give the successor a copy of the policy, unless it has one of its own."""
    policies = Policies(session)
    held = policies.find(old.orgnr)
    if held is None or policies.find(new.orgnr) is not None:
        return 0
    policy = Policy(**held.model_dump(exclude={"orgnr", "version"}), orgnr=new.orgnr, version=1)
    policies.keep(policy)
    emit_policy(session, policy)
    record_audit(session, Action.POLICY_CHANGED, by, orgnr=new.orgnr)
    return 1


def _pass_domains(domains: MailDomains, old: Organisation, new: Organisation) -> int:
    """Move the mail domains. One that both bodies named stays once, verified where either is."""
    leaving = domains.list_all_of(old.orgnr)
    for domain in leaving:
        held = domains.find_of_locked(new.orgnr, domain.domain)
        verified_at = domain.verified_at
        if held is None:
            domain.orgnr, domain.version = new.orgnr, domain.version + 1
            domains.flush()
            continue
        domains.remove(domain)  # first: a verified domain is one body's alone
        if held.verified_at is None and verified_at is not None:
            held.verified_at, held.version = verified_at, held.version + 1
            domains.flush()
    return len(leaving)
