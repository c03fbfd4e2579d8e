"""The load: repeats one request over open connections, as fast as it is answered, and checks every answer.

A process of its own: a line of JSON in (an `RequestModel`), a line of JSON out (an `Answered`).
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import cast

import uvloop

from benchmarks.children import Child
from ressurspool.ops.addresses import LOOPBACK

CONCURRENCY = 16  # connections
ANSWER_SECONDS = 5  # the last answers of a round come within that, or something hangs
MAX_REQUESTS = 100_000  # a bound, whatever the clock says


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The request. Every answer must be 200 with exactly this body, or contain it where it is not the `whole`."""

    port: int
    path: str
    body: str
    token: str | None = None
    whole: bool = True

    @property
    def ids(self) -> list[str]:
        """How the expected body names its subject: one thing, or a page of them."""
        body = json.loads(self.body)
        return [thing["id"] for thing in body.get("items", [body])]

    @property
    def message(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {LOOPBACK}:{self.port}", "Accept: application/json"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True, kw_only=True)
class Answered:
    per_second: float
    p50_ms: float
    p99_ms: float


@dataclass(kw_only=True)
class Round:
    """What all connections of one round share."""

    message: bytes
    body: bytes
    whole: bool
    ends: float
    times: list[float] = field(default_factory=list)
    fault: str | None = None

    def expects(self, body: bytes) -> bool:
        return body == self.body if self.whole else self.body in body

    @property
    def goes_on(self) -> bool:
        return self.fault is None and len(self.times) < MAX_REQUESTS and time.perf_counter() < self.ends


class Connection(asyncio.Protocol):
    """One open connection, which sends the request again as soon as it is answered."""

    def __init__(self, shared: Round) -> None:
        self.over = asyncio.get_running_loop().create_future()
        self._shared = shared
        self._received = b""
        self._asked_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's transport behaves as one, but is no subclass
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank or len(body) < _length(head):
            return
        self._received = b""
        self._shared.times.append(time.perf_counter() - self._asked_at)
        if head[9:12] != b"200" or not self._shared.expects(body):
            self._shared.fault = f"answered {head[9:12].decode()} and not the first body: {body[:80]!r}"
        if self._shared.goes_on:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._shared.goes_on:
            self._shared.fault = "closed the connection"
        self.over.set_result(None)

    def _ask(self) -> None:
        self._asked_at = time.perf_counter()
        self._transport.write(self._shared.message)


def _length(head: bytes) -> int:
    after = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(after.partition(b"\r\n")[0])


async def load(asked: Asked, seconds: float, connections: int) -> Answered:
    """One round. Raises RuntimeError where any answer is not the expected one."""
    began = time.perf_counter()
    shared = Round(message=asked.message, body=asked.body.encode(), whole=asked.whole, ends=began + seconds)
    async with asyncio.timeout(seconds + ANSWER_SECONDS):
        loop = asyncio.get_running_loop()
        opened = [
            await loop.create_connection(lambda: Connection(shared), LOOPBACK, asked.port) for _ in range(connections)
        ]
        await asyncio.gather(*(connection.over for _, connection in opened))
    if shared.fault:
        raise RuntimeError(f"{asked.path}: {shared.fault}")
    times = sorted(shared.times)
    per_second = len(times) / (time.perf_counter() - began)
    return Answered(
        per_second=per_second, p50_ms=times[len(times) // 2] * 1e3, p99_ms=times[len(times) * 99 // 100] * 1e3
    )


class Loader:
    """The load process, as the benchmarks use it."""

    def __init__(self, process: Child) -> None:
        self._process = process

    def round(self, asked: Asked, seconds: float, *, connections: int = CONCURRENCY) -> Answered:
        order = {"asked": asdict(asked), "seconds": seconds, "connections": connections}
        answer = json.loads(self._process.ask(json.dumps(order)))
        if "fault" in answer:
            raise RuntimeError(answer["fault"])
        return Answered(**answer)


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        asked = Asked(**order["asked"])
        try:
            outcome = asdict(uvloop.run(load(asked, order["seconds"], order["connections"])))
        except (RuntimeError, OSError) as error:
            outcome = {"fault": str(error) or type(error).__name__}
        print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main()
