"""Ends an exchange when its time is up, even while it waits for a name server, which nothing else can cancel.

One thread of the process runs all exchanges. Each name is looked up in a thread of its own, which all callers that
ask for the name at the time share. Where a name server hangs, the callers leave in time, and that one thread stays
until the resolver gives up by itself; neither other names nor the end of the process wait for it.
"""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from os import getpid
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")


class _Loop(asyncio.SelectorEventLoop):
    """An event loop that looks each name up in a thread of its own.

    asyncio's own loop has a few threads for all names, which one host's name server could fill.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lookups: dict[tuple[object, ...], Future[Any]] = {}

    async def getaddrinfo(self, host: bytes | str | None, port: bytes | str | int | None, **how: int) -> Any:
        arguments = (host, port, *how.items())
        if arguments not in self._lookups:
            self._lookups[arguments] = self._look_up(partial(socket.getaddrinfo, host, port, **how), arguments)
        return await asyncio.wrap_future(self._lookups[arguments])

    def _look_up(self, ask: Callable[[], Any], arguments: tuple[object, ...]) -> Future[Any]:
        lookup: Future[Any] = Future()
        lookup.set_running_or_notify_cancel()  # or one caller that leaves would cancel it for the others
        lookup.add_done_callback(lambda _: self.call_soon_threadsafe(self._lookups.pop, arguments))
        Thread(target=_settle, args=(lookup, ask), name="look-up", daemon=True).start()
        return lookup


def _settle(lookup: Future[Any], ask: Callable[[], Any]) -> None:
    try:
        lookup.set_result(ask())
    except Exception as error:  # whatever a resolver raises, the callers raise
        lookup.set_exception(error)


_starting = Lock()
_loops: dict[int, _Loop] = {}  # by process id: a forked process has its parent's memory, and none of its threads


def _loop() -> _Loop:
    with _starting:
        process = getpid()
        if process not in _loops:
            loop = _Loop()
            Thread(target=loop.run_forever, name="exchanges", daemon=True).start()
            _loops[process] = loop
        return _loops[process]


def within(seconds: float, exchange: Coroutine[Any, Any, T]) -> T:
    """The result of an exchange. Raises what the exchange raises, or TimeoutError where it takes longer."""
    going = asyncio.run_coroutine_threadsafe(exchange, _loop())
    try:
        return going.result(seconds)
    finally:
        going.cancel()
