"""Departures of public bodies over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import ChangedBody, OwnBody
from services.auth.departures import service
from services.auth.departures.dependencies import HomeCoordinator, HomeReader
from services.auth.departures.schemas import DepartureRead
from services.kit.errors import NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.session import WriteSession

router = APIRouter(tags=["organisations"])

_PATH = "/v1/organisations/{orgnr}/departure"


@router.get(_PATH, responses=problems(NotPermitted, NotFound))
def read_departure(caller: HomeReader, body: OwnBody) -> DepartureRead:
    """Read whether a coordinator of your own body asked that it leave the scheme."""
    return DepartureRead.of(body)


@router.post(_PATH, responses=problems(NotPermitted, PersonRequired, NotFound))
def ask_departure(caller: HomeCoordinator, body: ChangedBody, session: WriteSession) -> DepartureRead:
    """Ask that your own body leave the scheme, or confirm what another coordinator asked.

    Two coordinators make it leave, or one and whoever runs the scheme. Then memberships end, API clients are removed,
    needs are closed and profiles withdrawn; what is agreed stands. A substitute is not one of the two (403).
    """
    return service.ask_departure(session, body, by=caller)


@router.delete(_PATH, responses=problems(PersonRequired, NotFound))
def withdraw_departure(caller: HomeCoordinator, body: ChangedBody, session: WriteSession) -> DepartureRead:
    """Take it back before it is confirmed, whoever of you asked."""
    return service.withdraw_departure(session, body, by=caller)
