"""Proposals over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.errors import BodySucceeded
from services.auth.letters.dependencies import LimitedSource
from services.auth.limits.errors import TooManyAsked
from services.auth.proposals import service
from services.auth.proposals.errors import AlreadyJoined, SubUnit
from services.auth.proposals.schemas import ProposalAsked, ProposalCreate
from services.auth.settings import Settings
from services.kit.web.problems import problems
from services.kit.web.session import WriteSession

router = APIRouter(tags=["organisations"])


@router.post("/v1/proposals", status_code=202, responses=problems(AlreadyJoined, BodySucceeded, SubUnit, TooManyAsked))
def propose_organisation(
    asked: ProposalCreate, source: LimitedSource, session: WriteSession, settings: Settings
) -> ProposalAsked:
    """Propose that the public body you work for join the scheme. Needs no login.

    A single-use link is mailed to `email`, your address at work. Once you have followed it, the number is looked up in
    Enhetsregisteret and whoever runs the scheme decides; the link shows how far that has come. Too many proposals with
    one address are mailed nothing, with the same answer.

    A sub-unit (`underenhet`) joins as its parent: 409 `sub-unit` names the parent's number where the register's answer
    is known here, and otherwise the link's page does.
    """
    return service.propose_body(session, settings, asked, source=source)
