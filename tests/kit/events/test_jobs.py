"""Jobs that only commits make work for rest while this process commits nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import _WorkAfterCommits

QUIET = 10.0


class Work:
    """Counts how often it was done; it can fail."""

    def __init__(self) -> None:
        self.done, self.fails = 0, False

    def __call__(self) -> None:
        self.done += 1
        if self.fails:
            raise RuntimeError


def commit(database: Database) -> None:
    with database.write() as session:
        session.execute(text("SELECT 1"))


class TestWorkAfterCommits:
    def test_is_done_at_once_and_then_after_commits(self, kit_database: Database) -> None:
        work = Work()
        step = _WorkAfterCommits(work, kit_database, quiet_seconds=QUIET)
        for _ in range(3):
            step()
        assert work.done == 1
        commit(kit_database)
        for _ in range(3):
            step()
        assert work.done == 2

    def test_is_done_again_after_a_while(self, kit_database: Database) -> None:
        work = Work()
        with clock.stopped_at(clock.now()) as move:
            step = _WorkAfterCommits(work, kit_database, quiet_seconds=QUIET)
            step()
            move(timedelta(seconds=QUIET - 1))
            step()
            assert work.done == 1
            move(timedelta(seconds=1))
            step()
        assert work.done == 2

    def test_is_done_again_after_it_failed(self, kit_database: Database) -> None:
        work = Work()
        step = _WorkAfterCommits(work, kit_database, quiet_seconds=QUIET)
        work.fails = True
        with pytest.raises(RuntimeError):
            step()
        work.fails = False
        step()
        step()
        assert work.done == 2
