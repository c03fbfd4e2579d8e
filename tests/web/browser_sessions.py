"""Browsers' sessions that tests begin."""

from ressurspool.client.login import Login
from services.kit.data.database import Database
from services.web.peers import Api
from services.web.sessions.domain import Profile
from services.web.sessions.seals import Seal
from services.web.sessions.service import Sessions
from tests.web.scenes import Services, a_token

NAME = "HR-koordinator, Bærum kommune"


def sessions_on(database: Database, api: Api) -> Sessions:
    return Sessions(database=database, seal=Seal("s" * 40), refresh=api.refreshed, hours=24)


def begun(sessions: Sessions, services: Services, *, seconds: float) -> str:
    services.live.add("first")
    login = Login(access_token=a_token(seconds=seconds), expires_at=0, scope="", refresh_token="first")
    return sessions.begin(login, Profile(name=NAME))
