"""P9: the time from nothing, not even a database, to all services ready; what they use then, and when nobody asks.

And the time to all that `make up` has: the demonstration's people, profiles and needs.
"""

import time

from rich.console import Console

from benchmarks.goals import IDLE, MEMORY, START, UP, Measured
from benchmarks.house import empty_folder
from benchmarks.processes import cpu_seconds, memory_mb
from ressurspool.ops.demo.company import assemble
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.demo.runs import STRICT
from ressurspool.ops.stack import Stack

STARTS = 3
GOAL_SECONDS, GOAL_UP_SECONDS, GOAL_MB, GOAL_CORES = 6.0, 15.0, 600.0, 0.03
CALM_SECONDS, IDLE_SECONDS = 5.0, 20.0


def measure() -> list[Measured]:
    """Several cold starts, each in an empty folder; the services of the last one then idle."""
    seconds, megabytes = [], []
    for number in range(1, STARTS + 1):
        with empty_folder() as folder:
            stack = Stack(folder)
            began = time.perf_counter()
            with stack:
                seconds.append((time.perf_counter() - began, GOAL_SECONDS))
                megabytes.append((memory_mb(stack), GOAL_MB))
                if number == STARTS:
                    idle = _idle(stack)
    return [
        Measured(goal=START, rounds=seconds),
        Measured(goal=UP, rounds=[(_up(), GOAL_UP_SECONDS)]),
        Measured(goal=MEMORY, rounds=megabytes),
        Measured(goal=IDLE, rounds=[(idle, GOAL_CORES)]),
    ]


def _up() -> float:
    """The seconds from an empty folder until the demonstration's people are members and its pool is filled."""
    with empty_folder() as folder:
        began = time.perf_counter()
        with Stack(folder, environment=STRICT) as stack:
            company = assemble(stack, Reporter(Console(quiet=True)), language="nb")
            seconds = time.perf_counter() - began
            company.people.close()
    return seconds


def _idle(stack: Stack) -> float:
    """The share of a core that all services use while nobody asks them anything."""
    time.sleep(CALM_SECONDS)
    before, began = cpu_seconds(stack), time.perf_counter()
    time.sleep(IDLE_SECONDS)
    return (cpu_seconds(stack) - before) / (time.perf_counter() - began)
