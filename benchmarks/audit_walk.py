"""P13: how long `audit verify` walks a chain of a million rows on SQLite."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.goals import AUDIT_WALK, Measured
from benchmarks.house import HOME, empty_folder
from services.kit import clock
from services.kit.data.audit import Mark, chained
from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from services.kit.data.tables import GENESIS
from services.placements.tables import Table

ROWS = 1_000_000
GOAL_SECONDS = 30.0


def measure() -> list[Measured]:
    """placements with a million acts. Asserts that each was walked over."""
    with empty_folder() as folder:
        file = folder / "placements.db"
        upgrade("placements", f"sqlite:///{file}")
        fill(file, ROWS)
        with closing(Database(f"sqlite:///{file}", Table.metadata)) as database:
            began = time.perf_counter()
            verdict = verify_chain(database)
            seconds = time.perf_counter() - began
    assert (verdict.fault, verdict.last.n) == (None, ROWS), "the chain is not whole"
    return [Measured(goal=AUDIT_WALK, rounds=[(seconds, GOAL_SECONDS)])]


def fill(file: Path, size: int) -> None:
    """Write a chain of that many acts, hashed as a service does; the triggers move the chain's end."""
    rows = chained(_acts(size), last=Mark(n=0, hash=GENESIS))
    with closing(sqlite3.connect(file)) as filled, filled:
        names = [row[1] for row in filled.execute("PRAGMA table_info(audit_trail)")]
        values = ", ".join(f":{name}" for name in names)
        insert = f"INSERT INTO audit_trail ({', '.join(names)}) VALUES ({values})"  # noqa: S608 -- of our own names only
        filled.executemany(insert, ({**row, "time": f"{row['time']:%Y-%m-%d %H:%M:%S.%f}"} for row in rows))


def _acts(size: int) -> Iterator[dict[str, Any]]:
    """Decisions of a home agency's coordinator, each on another placement."""
    at, person = clock.now(), str(UUID(int=1))
    act = {
        "time": at, "verb": "placement.decided", "version": 2, "person": person, "client_id": "cli", "org": HOME,
        "parties": "home", "let_by": None, "reason": None, "cause": None, "request_id": "0" * 32, "digest": "0" * 64,
    }  # fmt: skip
    return ({**act, "subject": str(UUID(int=n)), "event": n} for n in range(1, size + 1))
