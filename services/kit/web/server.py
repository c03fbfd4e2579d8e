"""Serves one application as one process, and stops it without waiting for long polls."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI
from prometheus_client import start_http_server

from services.kit import clock

GRACE_SECONDS = 5
# How long a thread may compute while another waits to. With Python's 5 ms a request of 5 ms that changes threads six
# times took 30 ms and more beside one that computes all the time.
SWITCH_SECONDS = 0.001
TICK_SECONDS = 1.0  # how old the Date of an answer may be


class Server(uvicorn.Server):
    """A uvicorn server that answers its waiting feeds before it stops, and sleeps while nobody asks."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked_to_end = asyncio.Event()

    async def main_loop(self) -> None:
        """Tick once a second until the process is asked to end. uvicorn's own loop wakes up ten times a second."""
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):  # every tenth number writes the Date
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked_to_end.wait(), TICK_SECONDS)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._app.state.bell.silence()
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._asked_to_end.set)


def freeze_long_lived_objects() -> None:
    """Exclude what lives as long as the process from garbage collection, which may be off until now.

    Otherwise each large request body would make the collector walk all of it again.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


@contextmanager
def metrics_served(app: FastAPI, *, host: str) -> Iterator[None]:
    """Serve the process's metrics on the port of the settings, unless it is 0.

    The port is for the operator's network: no proxy has a route to it, and the application has no route for metrics.
    """
    port = app.state.settings.metrics_port
    if not port:
        yield
        return
    server, thread = start_http_server(port, addr=host, registry=app.state.metrics.registry)
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def move_clock(app: FastAPI, *, days_ahead: int) -> None:
    """Let the clock run ahead, in development only. All services must do so at once, or refuse each other's tokens."""
    if app.state.settings.environment != "development":
        raise ValueError("The clock runs ahead in development only; start without --days-ahead.")
    clock.run_ahead(days=days_ahead)


def serve(create_app: Callable[[], FastAPI], *, host: str, port: int, days_ahead: int = 0) -> None:
    """Serve until SIGTERM or SIGINT. The access log is ours, so uvicorn's is off."""
    app = create_app()
    if days_ahead:
        move_clock(app, days_ahead=days_ahead)
    freeze_long_lived_objects()
    sys.setswitchinterval(SWITCH_SECONDS)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
    )
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with metrics_served(app, host=host):
        Server(app, config).run()
