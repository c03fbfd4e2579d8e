"""The stored position of a follower: whose effect counts, of any number of processes that follow at once."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from services.kit.data.tables import KitTables


@dataclass(frozen=True)
class StoredPosition:
    """The position of one follower in its feed; empty is the beginning."""

    tables: KitTables
    follower: str

    def read(self, session: Session) -> str:
        positions = self.tables.follower_positions
        query = select(positions.c.position).where(positions.c.follower == self.follower)
        return session.execute(query).scalar_one_or_none() or ""

    def lock(self, session: Session, previous: str) -> bool:
        """Lock the position until the transaction ends. False where it was not `previous`."""
        positions = self.tables.follower_positions
        mine = positions.c.follower == self.follower
        row = session.execute(select(positions.c.position).where(mine).with_for_update()).one_or_none()
        if row is None and previous == "":
            session.execute(insert(positions).values(follower=self.follower, position=""))  # locks it, too
        return (row.position if row else "") == previous

    def write(self, session: Session, to: str) -> None:
        positions = self.tables.follower_positions
        session.execute(update(positions).where(positions.c.follower == self.follower).values(position=to))
