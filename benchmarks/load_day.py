"""P14: a day's mix in an open loop at rising rates, on both engines, with hello-world's rate beside each.

Prints a line for each rate, and the goal at the end; stops by itself. With a path, it writes the same to that file.
"""

import asyncio
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import uvloop

from benchmarks.acts import Connections
from benchmarks.cast import cast_of
from benchmarks.children import Child
from benchmarks.day_mix import EMPLOYEES, Day
from benchmarks.engines import ENGINES, databases
from benchmarks.first_request import asked, wait_until_up
from benchmarks.goals import DAY_RATE, Measured
from benchmarks.house import empty_folder
from benchmarks.load import Asked, Loader
from benchmarks.machine import machine
from benchmarks.open_loop import Step, step
from benchmarks.table import lines_of, table
from ressurspool.ops.addresses import free_ports
from ressurspool.ops.stack import Stack

RATES = (20, 40, 80, 120, 160, 200, 240, 280, 320, 360, 400)  # acts a second
SECONDS, HELLO_SECONDS, REST_SECONDS = 5.0, 0.7, 0.7
WARM_UP_RATE, WARM_UP_SECONDS = 20, 2.0
GOAL_P99_MS = 250.0
HOPELESS = 2  # rates in a row with answers too slow or refused: higher ones are not tried
SEED = 7

Row = tuple[Step, float]  # with hello-world's rate
HEADINGS = ("asked", "done", "p50", "p99", "refused", "hello `def`", "of hello", "")


def main() -> None:
    began = time.monotonic()
    said = [machine()]
    print(said[0], flush=True)
    measured: list[Measured] = []
    for engine in ENGINES:
        try:
            rows = _day(engine)
        except Exception:
            traceback.print_exc()  # and the other engine's figures stand
            continue
        said.append(f"{engine}\n{_shown(rows)}")
        print(f"\n{said[-1]}", flush=True)
        measured.append(Measured(goal=DAY_RATE[engine], rounds=[best(rows)]))
    if measured:
        said.append(table(measured, [one.goal for one in measured]))
        print(f"\n{said[-1]}\n\n{time.monotonic() - began:.0f} s in all")
    if len(measured) < len(ENGINES):
        sys.exit("not both engines were measured: see the failures above")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).parent.mkdir(exist_ok=True)
        Path(sys.argv[1]).write_text("\n\n".join(said) + "\n", encoding="utf-8")


def good(one: Step) -> bool:
    return one.p99_ms < GOAL_P99_MS and not one.refused


def best(rows: Sequence[Row]) -> tuple[float, float]:
    """The highest rate that was done with a p99 within the goal and nothing refused, and hello-world's beside it."""
    kept = [(one.done_per_second, hello) for one, hello in rows if good(one)]
    return max(kept, default=(0.0, rows[0][1]))


def _day(engine: str) -> list[Row]:
    """Each rate with hello-world's just before it, on services that nobody else asks."""
    with ExitStack() as opened:
        folder = opened.enter_context(empty_folder())
        urls = opened.enter_context(databases(engine))
        stack = opened.enter_context(Stack(folder, urls or "sqlite"))
        port = free_ports(["hello"])["hello"]
        opened.enter_context(Child("benchmarks.hello", str(port)))
        wait_until_up(port, "/def")
        loader = Loader(opened.enter_context(Child("benchmarks.load")))
        day = Day(cast_of(stack, employees=EMPLOYEES), seed=SEED)
        return uvloop.run(_rates(day, loader, asked(port, "/def")))


async def _rates(day: Day, loader: Loader, hello: Asked) -> list[Row]:
    rows: list[Row] = []
    connections = Connections()
    try:
        await day.begin(connections)
        await step(day, connections, rate=WARM_UP_RATE, seconds=WARM_UP_SECONDS, seed=SEED)
        for rate in RATES:
            await asyncio.sleep(REST_SECONDS)  # followers catch up
            beside = loader.round(hello, HELLO_SECONDS).per_second
            rows.append((await step(day, connections, rate=rate, seconds=SECONDS, seed=SEED + rate), beside))
            print(f"{rate} a second: p99 {rows[-1][0].p99_ms:.0f} ms", file=sys.stderr, flush=True)
            if not any(good(one) for one, _ in rows[-HOPELESS:]) and len(rows) >= HOPELESS:
                break
    finally:
        connections.close()
    return rows


def _shown(rows: Sequence[Row]) -> str:
    reasons = [
        f"refused at {one.rate:g}/s: {', '.join(f'{count} {why}' for why, count in one.refused.most_common())}"
        for one, _ in rows
        if one.refused
    ]
    return "\n".join([lines_of([HEADINGS, *_cells(rows)], right=range(len(HEADINGS) - 1)), *reasons])


def _cells(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for one, hello in rows:
        yield (
            f"{one.rate:g}/s",
            f"{one.done_per_second:.0f}/s",
            f"{one.p50_ms:.1f} ms",
            f"{one.p99_ms:.0f} ms",
            f"{one.refused.total()}",
            f"{hello:.0f}/s",
            f"{one.done_per_second / hello:.3f}",
            "ok" if good(one) else "short",
        )


if __name__ == "__main__":
    main()
