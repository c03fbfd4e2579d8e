"""Runs every benchmark, and prints each figure as soon as it is known and the table at the end.

With a path, it writes a page to that path and a chart beside it. A benchmark that fails keeps no other from running;
the page is not written then, and the exit status is 1.
"""

import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import (
    audit_walk,
    candidates,
    cold_start,
    followers,
    freshness,
    growth,
    logins,
    mails,
    main_job,
    names,
    planning,
    ranking,
    read_parts,
    reads,
    token_check,
)
from benchmarks.engines import ENGINES, SQLITE
from benchmarks.goals import GOALS, Measured
from benchmarks.house import House, empty_folder, house
from benchmarks.machine import machine
from benchmarks.page import write_page
from benchmarks.table import table

ALL = (*ranking.GOALS, *candidates.GOALS, *planning.GOALS, *GOALS)


def main() -> None:
    began = time.monotonic()
    described = machine()
    print(described, flush=True)
    measured = [*_timed("cold starts", cold_start.measure)]
    measured += _timed("a thousand logins", logins.measure)
    ranked = _timed("ranking", ranking.measure)
    measured += ranked
    measured += _timed("planning", planning.measure)
    measured += _timed("followers", followers.measure)
    measured += _timed("mails", mails.measure)
    measured += _timed("audit verify", audit_walk.measure)
    with empty_folder() as folder, house(folder) as ours:
        measured += _timed("authenticated reads", lambda: reads.measure(ours, SQLITE))
        parts = _parts(ours)
        measured += _timed("token check", lambda: token_check.measure(ours))
        measured += _timed("endorsed to rankable", lambda: freshness.measure(ours))
        measured += _timed("candidates", lambda: candidates.measure(ours, folder, list_ms=ranking.list_ms(ranked)))
        measured += _timed("a grown pool", lambda: growth.measure(ours, folder))
    measured += _timed("authenticated reads, PostgreSQL", reads.measure_postgresql)
    measured += _timed("reads with names", names.measure)
    for engine in ENGINES:
        measured += _timed(f"main jobs, {engine}", partial(main_job.measure, engine))
    known = [goal for goal in ALL if goal in {one.goal for one in measured}]
    drawn = table(measured, known)
    print(f"\n{drawn}\n\n{time.monotonic() - began:.0f} s in all")
    if len(known) < len(ALL) or not parts:
        sys.exit(f"{len(ALL) - len(known)} goals were not measured, or the parts of a read: see the failures above")
    if len(sys.argv) > 1:
        write_page(Path(sys.argv[1]), machine=described, table=drawn, measured=measured, parts=parts)


def _parts(ours: House) -> str:
    """The parts of a read; empty where they could not be measured."""
    try:
        parts = read_parts.parts(ours)
    except Exception:
        traceback.print_exc()
        return ""
    print(parts, flush=True)
    return parts


def _timed(what: str, measure: Callable[[], list[Measured]]) -> list[Measured]:
    """Run one benchmark, and print its figures, or why it failed, and how long it took."""
    began = time.monotonic()
    try:
        measured = measure()
    except Exception:
        traceback.print_exc()
        measured = []
    print(table(measured, [one.goal for one in measured], headings=False) if measured else f"{what} failed", flush=True)
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return measured


if __name__ == "__main__":
    main()
