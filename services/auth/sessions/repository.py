"""Every query about login sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.sessions.models import LoginSession
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, changed
from services.kit.errors import NotFound

_NOT_ENDED = col(LoginSession.ended_at).is_(None)


class Sessions(Repository[LoginSession]):
    """Login sessions."""

    def get_of(self, person_id: UUID, session_id: UUID) -> LoginSession:
        """One of the person's own sessions. Raises NotFound."""
        mine = (col(LoginSession.id) == session_id) & (col(LoginSession.person_id) == person_id)
        return self.one_or(NotFound(), select(LoginSession).where(mine))

    def find(self, session_id: UUID) -> LoginSession | None:
        return self.session.scalars(select(LoginSession).where(col(LoginSession.id) == session_id)).one_or_none()

    def list_live_of(self, person_id: UUID, *, at: datetime, paging: PageRequest) -> Page[LoginSession]:
        """A page of the person's live sessions, the newest first."""
        query = select(LoginSession).where(col(LoginSession.person_id) == person_id, *_live(at))
        by = (col(LoginSession.started_at), col(LoginSession.id))
        return page_of(self.session, query, paging=paging, by=by, newest_first=True)

    def list_all_live_of(
        self, person_id: UUID, *, at: datetime, orgnr: str | None = None, client_id: str | None = None
    ) -> Sequence[LoginSession]:
        """The person's live sessions: all, or those that act for one body, or at one client."""
        query = select(LoginSession).where(col(LoginSession.person_id) == person_id, *_live(at))
        if orgnr is not None:
            query = query.where(col(LoginSession.orgnr) == orgnr)
        return self.session.scalars(query if client_id is None else query.where(_through(client_id))).all()

    def list_all_live_through(self, client_id: str, *, at: datetime) -> Sequence[LoginSession]:
        """Everybody's live sessions at one client."""
        return self.session.scalars(select(LoginSession).where(_through(client_id), *_live(at))).all()

    def list_all_live_for(self, orgnr: str, *, at: datetime) -> Sequence[LoginSession]:
        """Everybody's live sessions that act for the body."""
        return self.session.scalars(select(LoginSession).where(col(LoginSession.orgnr) == orgnr, *_live(at))).all()

    def list_live_origins(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        """The issuers that live sessions came through, each with a body that they act for."""
        origins = select(col(LoginSession.provider), col(LoginSession.orgnr)).distinct()
        found = self.session.execute(origins.where(col(LoginSession.provider).is_not(None), *_live(at)))
        return [(provider or "", orgnr) for provider, orgnr in found]

    def list_all_live_from(self, provider: str, orgnr: str, *, at: datetime) -> Sequence[LoginSession]:
        """Everybody's live sessions that came through the issuer and act for the body."""
        query = select(LoginSession).where(col(LoginSession.provider) == provider, col(LoginSession.orgnr) == orgnr)
        return self.session.scalars(query.where(*_live(at))).all()

    def end(self, login: LoginSession, *, reason: str, at: datetime) -> bool:
        """True for exactly one of any number of concurrent calls."""
        statement = update(LoginSession).where(col(LoginSession.id) == login.id, _NOT_ENDED)
        statement = statement.values(ended_at=at, end_reason=reason, version=col(LoginSession.version) + 1)
        ended = changed(self.session, statement) == 1
        self.session.refresh(login)
        return ended

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(LoginSession).where(col(LoginSession.expires_at) < before))


def _through(client_id: str) -> Any:
    return col(LoginSession.client_id) == client_id


def _live(at: datetime) -> tuple[Any, ...]:
    return _NOT_ENDED, col(LoginSession.expires_at) > at
