"""Every query about gates and known browsers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.limits.models import GuessGate, KnownBrowser
from services.kit.data.repository import insert_into


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A rate limit: `burst` guesses at once, then one more each `pace`; in any time t at most burst + t / pace."""

    key: str
    burst: int
    pace: timedelta

    @property
    def pace_ms(self) -> int:
        return max(int(self.pace / timedelta(milliseconds=1)), 1)

    @property
    def tolerance_ms(self) -> int:
        """How far ahead of its pace a gate may be and still let one more pass."""
        return (self.burst - 1) * self.pace_ms


class GuessGates:
    """Gates, which every guess passes before it is made; the same for all processes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def pass_through(self, gate: Gate, *, at: datetime) -> bool:
        """Take a place at the gate. False where none is free.

        One statement, so that concurrent guesses cannot each see the same place free.
        """
        now, paced_to = _ms(at), col(GuessGate.paced_to)
        later = case((paced_to > now, paced_to), else_=now) + gate.pace_ms
        row = insert_into(self.session, GuessGate).values(key=gate.key, paced_to=now + gate.pace_ms)
        taken = row.on_conflict_do_update(
            index_elements=["key"], set_={"paced_to": later}, where=paced_to <= now + gate.tolerance_ms
        )
        return self.session.execute(taken.returning(col(GuessGate.key))).first() is not None

    def ms_until_free(self, gate: Gate, *, at: datetime) -> int:
        paced_to = self.session.scalar(select(col(GuessGate.paced_to)).where(col(GuessGate.key) == gate.key))
        return max((paced_to or 0) - gate.tolerance_ms - _ms(at), 0)

    def give_back(self, gate: Gate) -> None:
        """Free the place of a guess that turned out to be right. Wrong guesses keep theirs."""
        mine = col(GuessGate.key) == gate.key
        self.session.execute(update(GuessGate).where(mine).values(paced_to=col(GuessGate.paced_to) - gate.pace_ms))

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(GuessGate).where(col(GuessGate.paced_to) < _ms(before)))


class KnownBrowsers:
    """Browsers that logged in to an account before."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def knows(self, key: str, *, after: datetime) -> bool:
        query = select(col(KnownBrowser.key)).where(col(KnownBrowser.key) == key, col(KnownBrowser.used_at) > after)
        return self.session.scalar(query) is not None

    def keep(self, key: str, person_id: UUID, *, at: datetime) -> None:
        row = insert_into(self.session, KnownBrowser).values(key=key, person_id=person_id, used_at=at)
        self.session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"used_at": at}))

    def forget_all_of(self, person_id: UUID) -> None:
        self.session.execute(delete(KnownBrowser).where(col(KnownBrowser.person_id) == person_id))

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(KnownBrowser).where(col(KnownBrowser.used_at) < before))


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
