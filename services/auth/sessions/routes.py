"""One's own logins over HTTP."""

from fastapi import APIRouter

from services.auth.sessions.dependencies import ChangedSessions, MySession, MySessionsPage, SessionHolder
from services.auth.sessions.domain import EndReason
from services.auth.sessions.schemas import SessionRead
from services.auth.sessions.service import end_session
from services.kit.data.pagination import Listed
from services.kit.errors import NotFound, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["sessions"])


@router.get("/v1/me/sessions", responses=problems(PersonRequired))
def list_my_sessions(caller: SessionHolder, page: MySessionsPage, response: CurrentResponse) -> Listed[SessionRead]:
    """List where you are logged in: every program that can act as you now, the newest login first."""
    return response.page(page, SessionRead, [SessionRead.of(login, current=caller.sid) for login in page.items])


@router.delete("/v1/me/sessions/{session_id}", responses=problems(PersonRequired, NotFound))
def end_my_session(
    caller: SessionHolder, login: MySession, sessions: ChangedSessions, response: CurrentResponse
) -> SessionRead:
    """End one of your logins, this one or another: its program gets no more tokens, and those it has stop working.

    Ending one that has ended changes nothing.
    """
    end_session(sessions, login, reason=EndReason.BY_PERSON, sub=caller.sub)
    return response.versioned(SessionRead.of(login, current=caller.sid))
