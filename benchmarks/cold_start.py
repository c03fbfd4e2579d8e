"""P9: the time from nothing, not even a database, to all services ready, and the memory they take then."""

import time
from pathlib import Path

from benchmarks.goals import MEMORY, START, Measured
from benchmarks.house import empty_folder
from ressurspool.ops.stack import Stack

STARTS = 3
GOAL_SECONDS = 6.0
GOAL_MB = 700.0


def measure() -> list[Measured]:
    """Several cold starts, each in an empty folder: migrations, processes, keys, readiness."""
    seconds, megabytes = [], []
    for _ in range(STARTS):
        with empty_folder() as folder:
            stack = Stack(folder)
            began = time.perf_counter()
            with stack:
                seconds.append((time.perf_counter() - began, GOAL_SECONDS))
                megabytes.append((memory_mb(stack), GOAL_MB))
    return [Measured(goal=START, rounds=seconds), Measured(goal=MEMORY, rounds=megabytes)]


def memory_mb(stack: Stack) -> float:
    """The memory of all services together. A page that several share is counted once."""
    pids = [stack.pid(name) for name in stack.services]
    return sum(_kilobytes(pid) for pid in pids if pid is not None) / 1024


def _kilobytes(pid: int) -> int:
    """PSS where the kernel has it, otherwise RSS, which counts shared pages for each process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    source, name = (rollup, "Pss:") if rollup.exists() else (Path(f"/proc/{pid}/status"), "VmRSS:")
    for line in source.read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise RuntimeError(f"{source} has no {name}")
