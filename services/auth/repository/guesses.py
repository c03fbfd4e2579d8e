"""Every query about wrong guesses."""

from datetime import datetime, timedelta

from sqlalchemy import case, delete, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.models import GuessCount
from services.auth.repository.base import insert_into


class Guesses:
    """Counts of wrong passwords, over all processes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def reserve(self, key: str, *, limit: int, within: timedelta, at: datetime) -> bool:
        """Count a guess before it is made. False where `limit` were made without a pause of `within` between them.

        One statement, so that guesses at the same moment cannot each see room for one. The count starts anew only
        after a pause, so that no stretch of that length holds more; a refused guess does not prolong the pause.
        """
        row, old = insert_into(self.session, GuessCount), at - within
        rested = col(GuessCount.last_at) <= old
        statement = row.values(key=key, failures=1, last_at=at).on_conflict_do_update(
            index_elements=["key"],
            set_={"failures": case((rested, 1), else_=col(GuessCount.failures) + 1), "last_at": at},
            where=rested | (col(GuessCount.failures) < limit),
        )
        return self.session.execute(statement.returning(col(GuessCount.key))).first() is not None

    def forget(self, key: str) -> None:
        self.session.execute(delete(GuessCount).where(col(GuessCount.key) == key))

    def take_back(self, key: str) -> None:
        """Uncount one guess that turned out to be right."""
        counted = (col(GuessCount.key) == key) & (col(GuessCount.failures) > 0)
        self.session.execute(update(GuessCount).where(counted).values(failures=col(GuessCount.failures) - 1))

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(GuessCount).where(col(GuessCount.last_at) < before))
