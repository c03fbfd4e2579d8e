"""Requests, each with what its answer must be, and the connections that they are sent over."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

from ressurspool.client.transport import Sent
from ressurspool.ops.addresses import LOOPBACK

BUSY = (429, 503)
IDLE_SECONDS = 2  # a connection that was idle for longer is not used again: the server ends it after five


@dataclass(frozen=True, kw_only=True)
class Act:
    """One request. Its answer has that status, and names `about`: the thing that was asked for."""

    name: str
    port: int
    path: str
    token: str | None = None
    about: str
    method: str = "GET"
    body: Sent | None = None
    status: int = 200
    key: str = field(default_factory=lambda: uuid4().hex)  # of the effect, however often it is asked for

    @property
    def message(self) -> bytes:
        body = b"" if self.body is None else self.body.model_dump_json(exclude_unset=True).encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {LOOPBACK}:{self.port}", "Accept: application/json"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        lines += [f"Idempotency-Key: {self.key}"] if self.method == "POST" else []
        lines += ["Content-Type: application/json"] if body else []
        lines += [f"Content-Length: {len(body)}"] if body or self.method == "POST" else []
        return "\r\n".join([*lines, "", ""]).encode() + body

    def fault_of(self, answer: "Answer") -> str | None:
        """What is wrong with an answer, or None."""
        if answer.status == self.status and self.about in answer.body:
            return None
        return f"{self.method} {self.path} ({self.name}) answered {answer.status}: {answer.body[:300]}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: str
    at: float  # time.perf_counter()

    @property
    def refusal(self) -> str | None:
        """The reason, where the service was busy or the caller asked for too much."""
        if self.status not in BUSY:
            return None
        reason = self.body.partition('"type":"')[2].partition('"')[0].rpartition("/")[2]
        return f"{self.status} {reason.rpartition(':')[2]}".strip()


class Connections:
    """Open connections to the services: one that is free is used again, or another is opened."""

    def __init__(self) -> None:
        self._free: dict[int, list[_Connection]] = {}

    async def send(self, act: Act) -> Answer:
        """Send it once; raises ConnectionError where no whole answer came."""
        connection = await self._connected(act.port)
        answer = await connection.ask(act.message)
        self._free[act.port].append(connection)
        return answer

    def close(self) -> None:
        for connection in (one for free in self._free.values() for one in free):
            connection.close()

    async def _connected(self, port: int) -> "_Connection":
        free = self._free.setdefault(port, [])
        while free:
            connection = free.pop()
            if connection.open and time.perf_counter() - connection.used_at < IDLE_SECONDS:
                return connection
            connection.close()
        _, connection = await asyncio.get_running_loop().create_connection(_Connection, LOOPBACK, port)
        return connection


class _Connection(asyncio.Protocol):
    """One open connection, with one request at a time."""

    def __init__(self) -> None:
        self.open = False
        self.used_at = 0.0
        self._received = b""
        self._waiting: asyncio.Future[Answer] | None = None

    async def ask(self, message: bytes) -> Answer:
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        return await self._waiting

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's transport behaves as one, but is no subclass
        self.open = True

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank or len(body) < length(head):
            return
        self._received, self.used_at = b"", time.perf_counter()
        answer = Answer(status=int(head[9:12]), body=body.decode(), at=self.used_at)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(answer)

    def connection_lost(self, _error: Exception | None) -> None:
        self.open = False
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("closed before the answer"))


def length(head: bytes) -> int:
    """The length of the body that follows a head."""
    after = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(after.partition(b"\r\n")[0])


def things_of(answer: Mapping[str, Any]) -> list[str]:
    """The ids of a page's things."""
    return [thing["id"] for thing in answer["items"]]
