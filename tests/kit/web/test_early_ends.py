"""A body that ends early has no effect: over a real socket, through the server that production runs."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ressurspool.ops.addresses import LOOPBACK, free_ports
from services.kit.web.middleware import BodyCap, Metrics, RequestLog
from tests.journeys.cast import until

HEAD = b"POST /v1/decisions HTTP/1.1\r\nHost: x\r\n"
DECISION = b'{"decision":"approve"}'


@contextmanager
def served(stored: list[bytes], metrics: Metrics) -> Iterator[int]:
    """The port of an application that stores every body it gets."""

    async def decide(request: Request) -> Response:
        stored.append(await request.body())
        return JSONResponse({}, status_code=201)

    app = Starlette(routes=[Route("/v1/decisions", decide, methods=["POST"])])
    app.add_middleware(
        BodyCap,
        refuse=lambda: Response(status_code=413),
        incomplete=lambda: Response(status_code=408, headers={"Connection": "close"}),
        seconds=1,
    )
    app.add_middleware(RequestLog, root="", metrics=metrics, fail=lambda: Response(status_code=500))
    port = free_ports(["app"])["app"]
    server = uvicorn.Server(uvicorn.Config(app, host=LOOPBACK, port=port, log_config=None, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    yield port
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize(
    "cut_off",
    [
        b"Content-Length: 44\r\n\r\n" + DECISION,
        b"Transfer-Encoding: chunked\r\n\r\n16\r\n" + DECISION + b"\r\n",
        b"Content-Length: 40\r\n\r\n",
    ],
)
@pytest.mark.parametrize("goes_away", [True, False])
def test_has_no_effect_and_is_answered_once(cut_off: bytes, goes_away: bool) -> None:
    stored, metrics = list[bytes](), Metrics()
    with served(stored, metrics) as port:
        with socket.create_connection((LOOPBACK, port), timeout=10) as client:
            client.sendall(HEAD + cut_off)
            answer = b"" if goes_away else read_to_its_end(client)
        labels = {"method": "POST", "route": "unmatched", "status": "408"}
        until(lambda: metrics.registry.get_sample_value("http_requests_total", labels) == 1)
        with socket.create_connection((LOOPBACK, port), timeout=10) as client:
            client.sendall(HEAD + b"Connection: close\r\nContent-Length: 22\r\n\r\n" + DECISION)
            assert read_to_its_end(client).startswith(b"HTTP/1.1 201")
    assert goes_away or (answer.startswith(b"HTTP/1.1 408") and answer.count(b"HTTP/1.1") == 1)
    assert stored == [DECISION]


def read_to_its_end(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(4096), b""))
