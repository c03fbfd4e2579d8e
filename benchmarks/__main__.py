"""Runs every benchmark and prints the table. With a path, it writes a page to that path and a chart beside it."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import candidates, cold_start, freshness, growth, planning, ranking, reads, token_check
from benchmarks.goals import GOALS, Measured
from benchmarks.house import empty_folder, house
from benchmarks.machine import machine
from benchmarks.page import write_page
from benchmarks.table import table

ALL = (*ranking.GOALS, *candidates.GOALS, *planning.GOALS, *GOALS)


def main() -> None:
    began = time.monotonic()
    described = machine()
    print(described, flush=True)
    measured = [*_timed("cold starts", cold_start.measure)]
    ranked = _timed("ranking", ranking.measure)
    measured += ranked
    measured += _timed("planning", planning.measure)
    with empty_folder() as folder, house(folder) as ours:
        measured += _timed("authenticated reads", lambda: reads.measure(ours))
        measured += _timed("token check", lambda: token_check.measure(ours))
        measured += _timed("endorsed to rankable", lambda: freshness.measure(ours))
        measured += _timed("candidates", lambda: candidates.measure(ours, folder, list_ms=1e3 / ranked[0].ours))
        measured += _timed("a grown pool", lambda: growth.measure(ours, folder))
    drawn = table(measured, ALL)
    print(f"\n{drawn}\n\n{time.monotonic() - began:.0f} s in all")
    if len(sys.argv) > 1:
        write_page(Path(sys.argv[1]), machine=described, table=drawn, measured=measured)


def _timed(what: str, measure: Callable[[], list[Measured]]) -> list[Measured]:
    """Run one benchmark, and print to stderr how long it took: stdout is for the table."""
    began = time.monotonic()
    measured = measure()
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return measured


if __name__ == "__main__":
    main()
