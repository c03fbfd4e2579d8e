"""Adds and verifies mail domains of bodies, and signs up people by an address in one."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.accounts.acceptance import Proof, find_or_open_account
from services.auth.audit.models import Action
from services.auth.audit.service import OPERATOR, Actor, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.letters.domain import Purpose
from services.auth.letters.errors import LinkNotOpen
from services.auth.letters.models import Letter
from services.auth.letters.repository import Letters
from services.auth.letters.service import may_mail, order_letter
from services.auth.members.service import grant_membership
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.auth.sign_ups.domain import can_be_owned, domain_of
from services.auth.sign_ups.errors import DomainRefused, DomainTaken
from services.auth.sign_ups.models import MailDomain
from services.auth.sign_ups.repository import MailDomains
from services.auth.sign_ups.schemas import MailDomainCreate, SignUpAsked, SignUpCreate
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.errors import NotFound
from services.scheme.roles import Role

_LINK_WORKS = timedelta(days=1)


def add_domain(domains: MailDomains, asked: MailDomainCreate, *, orgnr: str, by: Caller | Actor) -> MailDomain:
    """Add a domain to the body, not yet verified. Raises DomainRefused, DomainTaken."""
    if not can_be_owned(asked.domain):
        raise DomainRefused(("/domain", "wrong_value"))
    if domains.is_taken(asked.domain):
        raise DomainTaken()
    domain = MailDomain(orgnr=orgnr, domain=asked.domain)
    domains.save(domain)
    record_audit(domains.session, Action.ORGANISATION_CHANGED, by, about=("mail_domain", domain.id), orgnr=orgnr)
    return domain


def verify_domain(domains: MailDomains, orgnr: str, name: str) -> MailDomain:
    """Verify that the domain belongs to the body and to no other. Raises NotFound, DomainTaken."""
    domain = domains.find_of_locked(orgnr, name)
    if domain is None:
        raise NotFound()
    if domain.verified_at is None:
        domain.verified_at, domain.version = clock.now(), domain.version + 1
        domains.save(domain)
        about = ("mail_domain", domain.id)
        record_audit(domains.session, Action.ORGANISATION_CHANGED, OPERATOR, about=about, orgnr=orgnr)
    return domain


def remove_domain(domains: MailDomains, domain: MailDomain, *, by: Caller) -> None:
    """Remove a domain: nobody signs up by it any more. Who has signed up stays a member."""
    record_audit(domains.session, Action.ORGANISATION_CHANGED, by, about=("mail_domain", domain.id))
    domains.remove(domain)


def ask_sign_up(session: Session, settings: AuthSettings, asked: SignUpCreate, *, source: str) -> SignUpAsked:
    """Mail a link where the address is in a body's verified domain.

    The response is the same with and without such a domain or an account. Only the link in the mailbox reveals it.
    """
    ends = clock.now() + _LINK_WORKS
    orgnr = MailDomains(session).find_body_of(domain_of(asked.email))
    if orgnr is not None and may_mail(session, settings, Purpose.SIGN_UP, email=asked.email, source=source):
        to = {"email": asked.email, "language": str(asked.language)}
        order_letter(session, settings, Purpose.SIGN_UP, **to, orgnr=orgnr, expires_at=ends)
    return SignUpAsked(expires_at=ends)


def complete_sign_up(session: Session, letter: Letter, proof: Proof) -> None:
    """Use the link up and make an employee.

    Raises LinkNotOpen for all but the first call, or where the body has lost the domain.
    """
    used = Letters(session).use(proof.token_hash, at=clock.now())
    orgnr = MailDomains(session).find_body_of(domain_of(letter.email))
    if not used or orgnr is None or orgnr != letter.orgnr:
        raise LinkNotOpen()
    Organisations(session).get_locked(orgnr)
    people = People(session)
    person = find_or_open_account(people, proof, email=letter.email, mailed=True)
    membership = grant_membership(people, person.id, orgnr=orgnr, role=Role.EMPLOYEE)
    by = Actor(sub=str(person.id), org=orgnr)
    record_audit(session, Action.MEMBERSHIP_GRANTED, by, about=("membership", membership.id))
