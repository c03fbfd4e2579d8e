"""Reads the maildir in which reports of returned mail land, and deletes what it has recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from services.notify.bounces.domain import MOST_BYTES, bounce_in
from services.notify.bounces.service import record_bounce

EVERY_SECONDS = 30.0
MOST_AT_ONCE = 500

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class BounceReader:
    """Any number of readers may read one folder: to record a bounce again changes nothing."""

    folder: Path
    count_bounce: Callable[[], None]

    @property
    def job(self) -> Job:
        return Job(name="read_bounces", every_seconds=EVERY_SECONDS, work=self.read_new)

    def read_new(self, database: Database) -> None:
        """Record what came back, and delete it. What is no report, as an answer of a person, is put into `cur`."""
        for file in islice(self._new(), MOST_AT_ONCE):
            try:
                self._read(database, file)
            except FileNotFoundError:  # another reader was first
                continue
            except OSError as fault:  # a folder, or a file that is not ours: the others are read
                log.error("bounce_unreadable", type=type(fault).__name__)

    def _read(self, database: Database, file: Path) -> None:
        """Raises OSError."""
        with file.open("rb") as opened:
            bounce = bounce_in(opened.read(MOST_BYTES + 1))
        if bounce is None:
            self._set_aside(file)
            return
        with database.write() as session:
            recorded = record_bounce(session, bounce, at=clock.now())
        if recorded:
            self.count_bounce()
            log.info("bounce", status=bounce.status, address_gone=bounce.address_gone)
        file.unlink(missing_ok=True)

    def _new(self) -> Iterator[Path]:
        new = self.folder / "new"
        return new.iterdir() if new.is_dir() else iter(())

    def _set_aside(self, file: Path) -> None:
        read = self.folder / "cur"
        read.mkdir(mode=0o700, exist_ok=True)
        file.rename(read / f"{file.name}:2,S")
        log.info("bounce_unread")
