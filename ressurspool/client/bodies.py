"""Calls about one's own body as its coordinator: mail domains, leaving the scheme, its audit; and about joining it."""

from dataclasses import dataclass
from datetime import date, datetime

from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Language


class MailDomain(Read):
    """A mail domain of a body: once it is verified, whoever has an address there may sign up."""

    id: str
    version: int
    orgnr: str
    domain: str
    state: str


class MailDomainDraft(Sent):
    domain: str


class Departure(Read):
    """Whether a coordinator asked that the body leave the scheme."""

    orgnr: str
    state: str
    asked_by: str | None = None
    asked_at: datetime | None = None


class AuditEntry(Read):
    """A login, or an act of administration."""

    id: str
    at: datetime
    action: str
    result: str
    actor: str | None
    client_id: str | None
    subject_kind: str | None
    subject_id: str | None


class ProposalDraft(Sent):
    """A public body that is to join, and one's address at work, to which a link is mailed."""

    orgnr: str
    name: str
    email: str
    language: Language = "nb"


class Proposal(Read):
    orgnr: str
    expires_at: datetime


class SignUpDraft(Sent):
    email: str
    language: Language = "nb"


class SignUpAsked(Read):
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class WantedEntries:
    """Which entries of the audit a list shows."""

    action: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None


class BodiesClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def propose(self, draft: ProposalDraft) -> Proposal:
        """Propose that the public body one works for join the scheme; needs no token."""
        return self._transport.post("/auth/v1/proposals", Proposal, draft)

    def sign_up(self, draft: SignUpDraft) -> SignUpAsked:
        """Join the body one works for by one's address there; needs no token."""
        return self._transport.post("/auth/v1/sign-ups", SignUpAsked, draft)

    def mail_domains(self, orgnr: str) -> Listed[MailDomain]:
        return self._transport.listed(f"/auth/v1/organisations/{orgnr}/mail-domains", MailDomain)

    def add_mail_domain(self, orgnr: str, domain: str) -> MailDomain:
        path = f"/auth/v1/organisations/{orgnr}/mail-domains"
        return self._transport.post(path, MailDomain, MailDomainDraft(domain=domain))

    def mail_domain(self, domain_id: str) -> MailDomain:
        return self._transport.get(f"/auth/v1/mail-domains/{domain_id}", MailDomain)

    def remove_mail_domain(self, domain_id: str) -> None:
        self._transport.perform("DELETE", f"/auth/v1/mail-domains/{domain_id}", None)

    def departure(self, orgnr: str) -> Departure:
        return self._transport.get(f"/auth/v1/organisations/{orgnr}/departure", Departure)

    def ask_departure(self, orgnr: str) -> Departure:
        """Ask that the body leave the scheme, or confirm what another coordinator asked."""
        return self._transport.post(f"/auth/v1/organisations/{orgnr}/departure", Departure)

    def withdraw_departure(self, orgnr: str) -> Departure:
        return self._transport.delete(f"/auth/v1/organisations/{orgnr}/departure", Departure)

    def audit(self, wanted: WantedEntries | None = None) -> Listed[AuditEntry]:
        """Logins for one's own body, and what was done in it, the newest first."""
        return self._transport.listed("/auth/v1/audit", AuditEntry, vars(wanted or WantedEntries()))
