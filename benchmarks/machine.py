"""Describes the machine that the numbers were measured on."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Cores, CPU, Python, databases and the two libraries every request goes through."""
    cores = len(os.sched_getaffinity(0))
    libraries = f"FastAPI {version('fastapi')}, uvicorn {version('uvicorn')}"
    runtime = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {_postgres()}, {libraries}"
    return f"{cores} cores, {_cpu()}, load {os.getloadavg()[0]:.1f} before the run\n{runtime}"


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _postgres() -> str:
    """The version of the client tools here, which come with the server P1 asks."""
    try:
        output = subprocess.run(["psql", "--version"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S607 -- wherever it is installed
    except OSError:
        return "no PostgreSQL here"
    return f"PostgreSQL {output.stdout.split()[2]}"
