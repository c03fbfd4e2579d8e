"""What our running processes use, read from the kernel."""

import os
from pathlib import Path

from ressurspool.ops.stack import Stack


def cpu_seconds(stack: Stack) -> float:
    """The processor time that all services of a stack have used so far, in user and kernel mode."""
    return sum(_cpu_seconds(pid) for pid in _pids(stack))


def memory_mb(stack: Stack) -> float:
    """The memory of all services together. A page that several share is counted once."""
    return sum(process_mb(pid) for pid in _pids(stack))


def process_mb(pid: int) -> float:
    """PSS where the kernel has it, otherwise RSS, which counts shared pages for each process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    source, name = (rollup, "Pss:") if rollup.exists() else (Path(f"/proc/{pid}/status"), "VmRSS:")
    for line in source.read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"{source} has no {name}")


def _pids(stack: Stack) -> list[int]:
    return [pid for pid in map(stack.pid, stack.services) if pid is not None]


def _cpu_seconds(pid: int) -> float:
    """utime and stime of proc(5), which begin after the command's closing bracket."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
