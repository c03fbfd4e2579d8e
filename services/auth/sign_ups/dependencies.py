"""What the routes of mail domains are given: the caller, the domain, the queries."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import relations
from services.auth.sign_ups.models import MailDomain
from services.auth.sign_ups.repository import MailDomains
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.session import ReadSession, WriteSession

HomeCoordinator = Annotated[Caller, Depends(caller_for("add_mail_domain", "remove_mail_domain"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_mail_domains", "read_mail_domain"))]


async def domains_to_read(session: ReadSession) -> MailDomains:
    return MailDomains(session)


async def domains_to_change(session: WriteSession) -> MailDomains:
    return MailDomains(session)


ReadDomains = Annotated[MailDomains, Depends(domains_to_read)]
ChangedDomains = Annotated[MailDomains, Depends(domains_to_change)]


def current_domain(domain_id: UUID, grants: CurrentGrants, domains: ReadDomains) -> MailDomain:
    """Return a mail domain of the caller's own body. Raises NotFound."""
    domain = domains.get(domain_id)
    grants.require(relations(grants.caller, domain.orgnr))
    return domain


def removed_domain(domain_id: UUID, grants: CurrentGrants, domains: ChangedDomains) -> MailDomain:
    """Return a mail domain of the caller's own body, locked. Raises NotFound."""
    domain = domains.get_locked(domain_id)
    grants.require(relations(grants.caller, domain.orgnr))
    return domain


CurrentDomain = Annotated[MailDomain, Depends(current_domain)]
RemovedDomain = Annotated[MailDomain, Depends(removed_domain)]
