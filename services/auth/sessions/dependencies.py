"""What the routes of login sessions are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.access import person_id_of
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

SessionHolder = Annotated[Caller, Depends(caller_for("list_my_sessions", "end_my_session"))]


async def sessions_to_read(session: ReadSession) -> Sessions:
    return Sessions(session)


async def sessions_to_change(session: WriteSession) -> Sessions:
    return Sessions(session)


ReadSessions = Annotated[Sessions, Depends(sessions_to_read)]
ChangedSessions = Annotated[Sessions, Depends(sessions_to_change)]


def my_session(session_id: UUID, caller: SessionHolder, sessions: ChangedSessions) -> LoginSession:
    """One of the caller's own sessions. Raises NotFound."""
    return sessions.get_of(person_id_of(caller), session_id)


def my_sessions(caller: SessionHolder, sessions: ReadSessions, paging: PageParams) -> Page[LoginSession]:
    """A page of the caller's live sessions."""
    return sessions.list_live_of(person_id_of(caller), at=clock.now(), paging=paging)


MySessionsPage = Annotated[Page[LoginSession], Depends(my_sessions)]
MySession = Annotated[LoginSession, Depends(my_session)]
