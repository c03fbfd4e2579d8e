"""One caller on many connections, in a process of its own, and what another caller notices.

Each connection repeats one GET as soon as it is answered, whatever the answer is.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import sysconf
from pathlib import Path
from statistics import median

import httpx

from ressurspool.ops.addresses import LOOPBACK


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A GET of a service on loopback."""

    port: int
    path: str
    token: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


@dataclass
class Crowd:
    """What the crowd was answered: statuses and how often, once it is over."""

    statuses: Counter[int] = field(default_factory=Counter)


@contextmanager
def crowd(asked: Asked, connections: int) -> Iterator[Crowd]:
    """Keep so many connections busy during the block."""
    order = json.dumps([asked.port, asked.path, asked.headers, connections])
    found = Crowd()
    with subprocess.Popen(
        [sys.executable, "-m", __name__, order], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # all connections are open
        try:
            yield found
        finally:
            answered, _ = process.communicate("over\n")
            found.statuses.update({int(status): count for status, count in json.loads(answered).items()})


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """How long another caller waited for one request after the other, and what it was answered."""

    ms: float
    statuses: Counter[int]


def noticed(asked: Asked, *, requests: int, seconds: float = 5) -> Noticed:
    """The median over so many requests, or as many as fit into the seconds."""
    times, statuses, ends = list[float](), Counter[int](), time.monotonic() + seconds
    with httpx.Client(base_url=f"http://{LOOPBACK}:{asked.port}", headers=asked.headers, trust_env=False) as client:
        while len(times) < requests and time.monotonic() < ends:
            began = time.perf_counter()
            statuses[client.get(asked.path, timeout=30).status_code] += 1
            times.append((time.perf_counter() - began) * 1000)
    return Noticed(ms=median(times), statuses=statuses)


def cores_of(pid: int, *, seconds: float) -> float:
    """How many processors a process keeps busy, over so many seconds (proc(5), utime and stime)."""
    began, before = time.monotonic(), _cpu_seconds(pid)
    time.sleep(seconds)
    return (_cpu_seconds(pid) - before) / (time.monotonic() - began)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


async def _press(port: int, path: str, headers: dict[str, str], connections: int) -> Counter[int]:
    over, statuses = asyncio.Event(), Counter[int]()
    lines = [f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", *(f"{name}: {it}" for name, it in headers.items())]
    request = "\r\n".join([*lines, "", ""]).encode()
    asyncio.get_running_loop().add_reader(sys.stdin, over.set)
    opened = [await asyncio.open_connection(LOOPBACK, port) for _ in range(connections)]
    asking = [asyncio.create_task(_repeat(request, *one, statuses)) for one in opened]
    sys.stdout.write("open\n")
    sys.stdout.flush()
    await over.wait()
    for task in asking:
        task.cancel()
    return statuses


async def _repeat(
    request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, statuses: Counter[int]
) -> None:
    while True:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        statuses[int(head[9:12])] += 1


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_press(*json.loads(sys.argv[1])))))
