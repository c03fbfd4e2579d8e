"""Mail domains and sign-ups over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import OwnOrgnr
from services.auth.letters.dependencies import LimitedSource
from services.auth.limits.errors import TooManyAsked
from services.auth.settings import Settings
from services.auth.sign_ups import service
from services.auth.sign_ups.dependencies import (
    ChangedDomains,
    CurrentDomain,
    HomeCoordinator,
    HomeReader,
    ReadDomains,
    RemovedDomain,
)
from services.auth.sign_ups.errors import DomainRefused, DomainTaken
from services.auth.sign_ups.schemas import MailDomainCreate, MailDomainRead, SignUpAsked, SignUpCreate
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.kit.web.session import WriteSession

router = APIRouter(tags=["members"])


@router.post(
    "/v1/organisations/{orgnr}/mail-domains",
    status_code=201,
    responses=problems(PersonRequired, NotFound, DomainTaken, DomainRefused),
)
def add_mail_domain(
    *,
    caller: HomeCoordinator,
    orgnr: OwnOrgnr,
    domains: ChangedDomains,
    asked: MailDomainCreate,
    response: CurrentResponse,
) -> MailDomainRead:
    """Name a mail domain as your own body's, so that its people can sign up by themselves.

    It waits until whoever runs the scheme has verified that it is yours. A verified domain belongs to one body only.
    """
    return response.created(MailDomainRead.of(service.add_domain(domains, asked, orgnr=orgnr, by=caller)))


@router.get("/v1/organisations/{orgnr}/mail-domains", responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_mail_domains(
    caller: HomeReader, orgnr: OwnOrgnr, domains: ReadDomains, page: PageParams, response: CurrentResponse
) -> Listed[MailDomainRead]:
    """List the mail domains of your own body."""
    found = domains.list_of(orgnr, paging=page)
    return response.page(found, MailDomainRead, [MailDomainRead.of(domain) for domain in found.items])


@router.get("/v1/mail-domains/{domain_id}", responses=problems(NotPermitted, NotFound))
def read_mail_domain(caller: HomeReader, domain: CurrentDomain, response: CurrentResponse) -> MailDomainRead:
    """See whether a domain of your own body was verified."""
    return response.versioned(MailDomainRead.of(domain))


@router.delete("/v1/mail-domains/{domain_id}", status_code=204, responses=problems(PersonRequired, NotFound))
def remove_mail_domain(caller: HomeCoordinator, domain: RemovedDomain, domains: ChangedDomains) -> None:
    """Let nobody sign up by that domain any more. Who has signed up stays a member."""
    service.remove_domain(domains, domain, by=caller)


@router.post("/v1/sign-ups", status_code=202, responses=problems(TooManyAsked))
def ask_sign_up(asked: SignUpCreate, source: LimitedSource, session: WriteSession, settings: Settings) -> SignUpAsked:
    """Join the body you work for as an employee, by your address there. Needs no login.

    If the address is in a verified domain of a body, a single-use link is mailed to it; the page it leads to makes the
    account and the membership. The answer is the same whether or not there is such a domain, or an account.
    """
    return service.ask_sign_up(session, settings, asked, source=source)
