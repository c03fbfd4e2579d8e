"""Every query about letters with a single-use link."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.letters.models import Letter
from services.kit.data.repository import Repository, changed
from services.kit.errors import NotFound


class Letters(Repository[Letter]):
    """Letters to send."""

    def get_open(self, letter_id: UUID, *, at: datetime) -> Letter:
        """The letter, where its link still works. Raises NotFound."""
        query = select(Letter).where(col(Letter.id) == letter_id, col(Letter.used_at).is_(None))
        return self.one_or(NotFound(), query.where(col(Letter.expires_at) > at))

    def find(self, token_hash: str) -> Letter | None:
        """Also one whose link was used or has run out."""
        return self.session.scalars(select(Letter).where(col(Letter.token_hash) == token_hash)).one_or_none()

    def use(self, token_hash: str, *, at: datetime) -> bool:
        """Use the link up. True for exactly one of any number of concurrent calls."""
        mine = (col(Letter.token_hash) == token_hash) & col(Letter.used_at).is_(None)
        return changed(self.session, update(Letter).where(mine, col(Letter.expires_at) > at).values(used_at=at)) == 1

    def withdraw(self, token_hash: str, *, at: datetime) -> None:
        """Stop the link from working, and the letter from being sent."""
        mine = (col(Letter.token_hash) == token_hash) & (col(Letter.expires_at) > at)
        self.session.execute(update(Letter).where(mine).values(expires_at=at))

    def void(self, email: str, purposes: Sequence[str], *, at: datetime) -> None:
        """Stop every link of these purposes to the address from working."""
        mine = (col(Letter.email) == email) & col(Letter.purpose).in_(purposes) & col(Letter.used_at).is_(None)
        self.session.execute(update(Letter).where(mine).values(used_at=at))

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(Letter).where(col(Letter.expires_at) < before))
