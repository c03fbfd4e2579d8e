"""What matching does by the clock: it alerts experts, deletes what is past its retention, and saves the index."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog

from services.kit import clock
from services.kit.data.database import Database, once_committed
from services.kit.errors import Unavailable
from services.kit.events.jobs import Job
from services.matching.alerts.repository import Alerts
from services.matching.alerts.service import alert_experts, new_needs
from services.matching.engine.file import find_saved, save
from services.matching.engine.index import Index
from services.matching.settings import MatchingSettings
from services.matching.suggestions.repository import Suggestions
from services.matching.suggestions.shown_today import ShownToday

DAYS_A_MONTH = 31  # the retention is never cut short
SAVE_SECONDS = 300  # a million experts are some 600 MB to write; a start follows the feeds from there

log = structlog.get_logger()


@dataclass(kw_only=True)
class IndexFile:
    """Saves the index to a file when it has changed since the last time. Does nothing without a file."""

    index: Index
    file: Path | None
    positions: dict[str, str] | None = None

    @property
    def job(self) -> Job:
        return Job(name="keep_index", every_seconds=SAVE_SECONDS, work=self.save)

    def restore(self) -> None:
        """Begin with the index in the file, where there is a file that can be read."""
        saved = find_saved(self.file) if self.file is not None else None
        if saved is not None:
            self.index.experts.restore(saved.experts, saved.experts_position)
            self.index.needs.restore(saved.needs, saved.needs_position)
            log.info("index_restored", experts=len(saved.experts), needs=len(saved.needs))

    def save(self, _database: Database) -> None:
        try:
            snapshot = self.index.snapshot()
        except Unavailable:
            return
        if self.file is not None and snapshot.positions != self.positions:
            save(snapshot, self.file)
            self.positions = snapshot.positions


def jobs(index: Index, settings: MatchingSettings, shown_today: ShownToday) -> list[Job]:
    looked_at = ""  # a new need appears only when the position has moved

    def alert(database: Database) -> None:
        nonlocal looked_at
        position = index.needs.view.position
        if position != looked_at and alert_once(database, index, per_week=settings.alerts_per_week):
            looked_at = position

    def forget(database: Database) -> None:
        forget_shown(database, shown_today, months=settings.suggestion_months)

    return [
        Job(name="alert_experts", every_seconds=5, work=alert),
        Job(name="forget_shown", every_seconds=3600, work=forget),
    ]


def alert_once(database: Database, index: Index, *, per_week: int) -> bool:
    """Alert the experts who turned alerts on about new needs. False, without alerts, while the index is being built."""
    try:
        snapshot = index.snapshot()
    except Unavailable:
        return False
    with database.read() as session:
        new = new_needs(Alerts(session), snapshot)
    if new:
        with database.write() as session:
            alert_experts(Alerts(session), snapshot, new, per_week=per_week)
    return True


def forget_shown(database: Database, shown_today: ShownToday, *, months: int) -> None:
    """Delete suggestions, the states they were made of, and alerts, once they are past their retention."""
    before = clock.now() - timedelta(days=DAYS_A_MONTH * months)
    with database.write() as session:
        Suggestions(session).forget(before=before)
        once_committed(session, shown_today.forget)
        Alerts(session).forget(before=before)
