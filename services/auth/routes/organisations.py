"""Public bodies over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import AskingSource, KnownOrganisations, Settings
from services.auth.errors import AlreadyJoined, TooManyAsked
from services.auth.schemas import OrganisationRead, ProposalAsked, ProposalCreate
from services.auth.service import joining
from services.kit.answer import Answering, AskedPage
from services.kit.errors import InvalidCursor, NotFound
from services.kit.pagination import Listed
from services.kit.problems import problems
from services.kit.session import WriteSession
from services.kit.text import Orgnr

router = APIRouter(tags=["organisations"])


@router.get("/v1/organisations", responses=problems(InvalidCursor))
def list_organisations(known: KnownOrganisations, page: AskedPage, answer: Answering) -> Listed[OrganisationRead]:
    """List the public bodies of the scheme, in the order they joined. Needs no login."""
    found = known.list_joined(paging=page)
    led = known.coordinated([body.orgnr for body in found.items])
    return answer.page(
        found, OrganisationRead, [OrganisationRead.of(body, has_coordinator=body.orgnr in led) for body in found.items]
    )


@router.get("/v1/organisations/{orgnr}", responses=problems(NotFound))
def read_organisation(orgnr: Orgnr, known: KnownOrganisations) -> OrganisationRead:
    """Read a public body, also one that has left. Without a coordinator, whoever runs the scheme invites the first."""
    return OrganisationRead.of(known.get(orgnr), has_coordinator=bool(known.coordinated([orgnr])))


@router.post("/v1/proposals", status_code=202, responses=problems(AlreadyJoined, TooManyAsked))
def propose_organisation(
    asked: ProposalCreate, source: AskingSource, session: WriteSession, settings: Settings
) -> ProposalAsked:
    """Propose that the public body you work for join the scheme. Needs no login.

    A single-use link is mailed to `email`, your address at work. Once you have followed it, the number is looked up in
    Enhetsregisteret and whoever runs the scheme decides; the link shows how far that has come. Too many proposals with
    one address are mailed nothing, with the same answer.
    """
    return joining.propose_body(session, settings, asked, source=source)
