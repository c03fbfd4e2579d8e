"""Runs every benchmark and prints the table."""

import sys
import time
from collections.abc import Callable

from benchmarks import cold_start, freshness, growth, reads, token_check
from benchmarks.goals import GOALS, LATER, Measured
from benchmarks.house import empty_folder, house
from benchmarks.machine import machine
from benchmarks.table import table


def main() -> None:
    began = time.monotonic()
    print(machine(), flush=True)
    measured = [*_told("cold starts", cold_start.measure)]
    with empty_folder() as folder, house(folder) as ours:
        measured += _told("authenticated reads", lambda: reads.measure(ours))
        measured += _told("token check", lambda: token_check.measure(ours))
        measured += _told("endorsed to rankable", lambda: freshness.measure(ours))
        measured += _told("a grown pool", lambda: growth.measure(ours, folder))
    print(f"\n{table(measured, GOALS)}\n\nlater: {', '.join(LATER)}\n{time.monotonic() - began:.0f} s in all")


def _told(what: str, measure: Callable[[], list[Measured]]) -> list[Measured]:
    """Measure, and say on the side how long it took: the table is what is read."""
    began = time.monotonic()
    measured = measure()
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return measured


if __name__ == "__main__":
    main()
