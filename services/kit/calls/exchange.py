"""Bounds an HTTP exchange: a total deadline, a largest body, no redirect, no proxy of the environment.

httpx's own time-outs are per socket operation, so an answer that trickles could hold a thread for ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from ssl import SSLContext
from typing import Any

import httpx

from services.kit import clock


class BoundedAnswer:
    """A streamed answer whose body may take so much time and space. `refuse` makes the error for one that takes more.

    What comes through an `exchange` has a moment at which it `ends`; whoever is cancelled from outside needs none.
    """

    def __init__(
        self, answer: httpx.Response, *, most: int, refuse: Callable[[str], Exception], ends: float = float("inf")
    ) -> None:
        self._answer = answer
        self._most, self._ends, self._refuse = most, ends, refuse
        self._body = bytearray()

    @property
    def status_code(self) -> int:
        return self._answer.status_code

    def raise_for_status(self) -> None:
        self._answer.raise_for_status()

    def read(self) -> bytes:
        for piece in self._answer.iter_bytes():
            self._take(piece)
        return bytes(self._body)

    async def aread_raw(self) -> bytes:
        """The body as it came, without unpacking it."""
        async for piece in self._answer.aiter_raw():
            self._take(piece)
        return bytes(self._body)

    def _take(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) > self._most:
            raise self._refuse("too_large")
        if clock.monotonic() > self._ends:
            raise self._refuse("too_slow")


@contextmanager
def exchange(
    client: httpx.Client, url: str, *, ends: float, most: int, connect_seconds: float | None = None, **sent: Any
) -> Iterator[BoundedAnswer]:
    """GET `url`. Its body is over at the moment `ends` and has `most` bytes, or reading it raises httpx.ReadError."""
    left = max(ends - clock.monotonic(), 0.01)
    timeout = httpx.Timeout(left, connect=min(connect_seconds or left, left))
    with client.stream("GET", url, timeout=timeout, follow_redirects=False, **sent) as answer:
        yield BoundedAnswer(answer, ends=ends, most=most, refuse=httpx.ReadError)


def http_client() -> httpx.Client:
    """The process's one client for its siblings: no proxies from the environment, no redirects, nothing compressed."""
    return httpx.Client(
        verify=authorities(),
        trust_env=False,
        follow_redirects=False,
        limits=httpx.Limits(max_connections=50),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_refuse_compressed]},
    )


def _refuse_compressed(answer: httpx.Response) -> None:
    """Raises httpx.DecodingError before the body is read: a thousand bytes can unpack to gigabytes."""
    if is_compressed(answer):
        raise httpx.DecodingError("compressed", request=answer.request)


def is_compressed(answer: httpx.Response) -> bool:
    return bool(answer.headers.get("Content-Encoding", "identity").lower() != "identity")


@cache  # reading the list of certificates takes longer than a request
def authorities() -> SSLContext:
    """The certificate authorities that are trusted, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)
