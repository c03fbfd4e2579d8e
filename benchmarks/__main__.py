"""Runs every benchmark and prints the table."""

import sys
import time

from benchmarks import cold_start, freshness, reads, token_check
from benchmarks.goals import GOALS, Measured
from benchmarks.house import empty_folder, house
from benchmarks.machine import machine
from benchmarks.table import table


def main() -> None:
    began = time.monotonic()
    print(machine(), flush=True)
    measured = [*_told("cold starts", cold_start.measure())]
    with empty_folder() as folder, house(folder) as ours:
        measured += _told("authenticated reads", reads.measure(ours))
        measured += _told("token check", token_check.measure(ours))
        measured += _told("endorsed to rankable", freshness.measure(ours))
    print(f"\n{table(measured, GOALS)}\n\n{time.monotonic() - began:.0f} s in all")


def _told(what: str, measured: list[Measured]) -> list[Measured]:
    """Say that it is done, on the side: the table is what is read."""
    print(f"measured: {what}", file=sys.stderr, flush=True)
    return measured


if __name__ == "__main__":
    main()
