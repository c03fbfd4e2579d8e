"""Several processes that migrate one database at once: each ends well, and the database is current."""

import os
import subprocess
import sys

import pytest

from services.kit.data.database import Database
from services.kit.web.health import migrated_to, newest_migration
from services.needs.models import Table
from tests.support.databases import ENGINES, empty_database

AT_ONCE = 3


@pytest.mark.parametrize("engine", ENGINES)
def test_several_at_once_wait_for_each_other(engine: str) -> None:
    """Without the lock two of three failed on PostgreSQL, and one of four on SQLite."""
    with empty_database(engine) as url:
        environment = {**os.environ, "NEEDS_DATABASE_URL": url}
        command = [sys.executable, "-m", "ressurspool.ops", "migrate", "needs"]
        running = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(AT_ONCE)
        ]
        ended = [process.communicate(timeout=60) for process in running]
        assert [process.returncode for process in running] == [0] * AT_ONCE, ended
        database = Database(url, Table.metadata)
        assert migrated_to(database) == newest_migration("needs")
        database.close()
