"""What matching does by the clock: alerts about new needs, the end of what is kept, the index in a file."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog

from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database
from services.kit.errors import Unavailable
from services.matching.alerts.repository import Alerts
from services.matching.alerts.service import alert_experts, new_needs
from services.matching.engine.file import find_saved, save
from services.matching.engine.index import Index
from services.matching.settings import MatchingSettings
from services.matching.suggestions.repository import Suggestions

DAYS_A_MONTH = 31  # the retention is never cut short
KEEP_SECONDS = 300  # a million experts are some 600 MB to write; a start follows what came since

log = structlog.get_logger()


@dataclass(kw_only=True)
class IndexFile:
    """Writes the index to its file when it has moved on since; nowhere where no file is named."""

    index: Index
    file: Path | None
    positions: dict[str, str] | None = None

    @property
    def job(self) -> Job:
        return Job(name="keep_index", every_seconds=KEEP_SECONDS, work=self.keep)

    def restore(self) -> None:
        """Begin from the file, where there is one that can be read."""
        kept = find_saved(self.file) if self.file is not None else None
        if kept is not None:
            self.index.experts.restore(kept.experts, kept.experts_position)
            self.index.needs.restore(kept.needs, kept.needs_position)
            log.info("index_restored", experts=len(kept.experts), needs=len(kept.needs))

    def keep(self, _database: Database) -> None:
        try:
            snapshot = self.index.snapshot()
        except Unavailable:
            return
        if self.file is not None and snapshot.positions != self.positions:
            save(snapshot, self.file)
            self.positions = snapshot.positions


def jobs(index: Index, settings: MatchingSettings) -> list[Job]:
    looked_at = ""  # only a change of the needs can bring a new one

    def alert(database: Database) -> None:
        nonlocal looked_at
        position = index.needs.view.position
        if position != looked_at and alert_once(database, index, per_week=settings.alerts_per_week):
            looked_at = position

    def forget(database: Database) -> None:
        forget_shown(database, months=settings.suggestion_months)

    return [
        Job(name="alert_experts", every_seconds=5, work=alert),
        Job(name="forget_shown", every_seconds=3600, work=forget),
    ]


def alert_once(database: Database, index: Index, *, per_week: int) -> bool:
    """Tell experts with alerts turned on of needs that are new; False, and nothing, while the index is being built."""
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


def forget_shown(database: Database, *, months: int) -> None:
    """End the retention of suggestions, of what they were made of, and of alerts."""
    before = clock.now() - timedelta(days=DAYS_A_MONTH * months)
    with database.write() as session:
        Suggestions(session).forget(before=before)
        Alerts(session).forget(before=before)
