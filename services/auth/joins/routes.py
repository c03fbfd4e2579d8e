"""Joining two accounts of one person, over HTTP."""

from fastapi import APIRouter

from services.auth.access import person_id_of
from services.auth.accounts.schemas import PersonRead
from services.auth.joins import service
from services.auth.joins.dependencies import AccountHolder, Staying
from services.auth.joins.errors import JoinNotOpen
from services.auth.joins.schemas import JoinAcceptance, JoinCodeRead
from services.auth.settings import Settings
from services.kit.errors import NotFound, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.kit.web.session import WriteSession

router = APIRouter(tags=["me"])


@router.post("/v1/me/joins", responses=problems(PersonRequired, NotFound))
def begin_join(caller: AccountHolder, person: Staying, session: WriteSession) -> JoinCodeRead:
    """Begin to join another account of yours into this one. Works for ten minutes, once.

    Log in as the other account and give the code to `/v1/me/joins/acceptance`.
    """
    return service.begin_join(session, person, by=caller)


@router.post("/v1/me/joins/acceptance", responses=problems(PersonRequired, NotFound, JoinNotOpen))
def accept_join(
    caller: AccountHolder, asked: JoinAcceptance, session: WriteSession, settings: Settings, response: CurrentResponse
) -> PersonRead:
    """Join the account you are logged in as into the one the code is from. This cannot be undone.

    Memberships, addresses, logins at issuers, profiles, stays, tasks and messages pass on; where both belong to a body
    the higher role counts. This account ends: its tokens work no more. You are mailed at all your addresses.
    """
    stays = service.accept_join(session, settings, asked.code, person_id_of(caller), by=caller)
    return response.versioned(stays)
