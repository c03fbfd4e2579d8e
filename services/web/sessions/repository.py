"""Every query about browsers' sessions."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import col

from services.kit.data.repository import Repository, changed
from services.web.sessions.models import BrowserSession


class BrowserSessions(Repository[BrowserSession]):
    """Browsers that somebody is, or was, logged in with."""

    def find(self, id_hash: str) -> BrowserSession | None:
        return self.session.scalars(select(BrowserSession).where(col(BrowserSession.id_hash) == id_hash)).one_or_none()

    def claim(self, id_hash: str, *, generation: int, now: datetime, until: datetime) -> bool:
        """True for exactly one of any number of concurrent calls for a generation, until the claim lapses."""
        free = or_(col(BrowserSession.claimed_until).is_(None), col(BrowserSession.claimed_until) < now)
        claim = (
            update(BrowserSession)
            .where(col(BrowserSession.id_hash) == id_hash, col(BrowserSession.generation) == generation, free)
            .where(col(BrowserSession.ended_at).is_(None))
            .values(claimed_until=until)
        )
        return changed(self.session, claim) == 1

    def renew(self, id_hash: str, *, generation: int, sealed: str) -> bool:
        """Keep the tokens of the next generation, and give the claim back. False for a session that has ended."""
        renewal = (
            update(BrowserSession)
            .where(col(BrowserSession.id_hash) == id_hash, col(BrowserSession.generation) == generation)
            .where(col(BrowserSession.ended_at).is_(None))
            .values(sealed=sealed, generation=generation + 1, claimed_until=None)
        )
        return changed(self.session, renewal) == 1

    def release(self, id_hash: str, *, generation: int) -> None:
        self.session.execute(
            update(BrowserSession)
            .where(col(BrowserSession.id_hash) == id_hash, col(BrowserSession.generation) == generation)
            .values(claimed_until=None)
        )

    def end(self, id_hash: str, *, at: datetime) -> None:
        """The row stays without its tokens."""
        self.session.execute(
            update(BrowserSession)
            .where(col(BrowserSession.id_hash) == id_hash, col(BrowserSession.ended_at).is_(None))
            .values(ended_at=at, sealed="")
        )

    def delete_old(self, *, before: datetime) -> None:
        over = or_(col(BrowserSession.ended_at) < before, col(BrowserSession.expires_at) < before)
        self.session.execute(delete(BrowserSession).where(over))
