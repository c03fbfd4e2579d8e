"""A server on loopback that behaves as badly as a test asks it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

Route = Callable[[BaseHTTPRequestHandler, bytes], None]


@dataclass
class Stranger:
    """Its address, and its answer at each path. `asked` holds the requested paths."""

    address: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def stranger(*, tls: SSLContext | None = None) -> Iterator[Stranger]:
    """A running server. Every answer ends in bounded time, so that nothing outlives the test."""
    made = Stranger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            path, body = self.path.partition("?")[0], self.rfile.read(int(self.headers.get("Content-Length", 0)))
            made.asked.append(path)
            try:
                made.routes.get(path, nothing)(self, body)
            except (BrokenPipeError, ConnectionResetError):
                """Ignore a client that has given up, as it should."""

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def answer(status: int, body: bytes, **headers: str) -> Route:
    def route(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return route


def as_json(found: object, status: int = 200) -> Route:
    return answer(status, json.dumps(found).encode(), Content_Type="application/json")


def nothing(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    answer(404, b"")(handler, body)


def hangs_up(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    handler.close_connection = True


def hangs(let_go: threading.Event) -> Route:
    """Sends no byte until it is let go, then nothing of use."""

    def route(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        let_go.wait(30)
        nothing(handler, body)

    return route


def trickles(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    """Sends a byte of a header now and then, which no time-out per socket operation notices."""
    pause = threading.Event()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(60):
        pause.wait(0.1)
        handler.wfile.write(b"x")
        handler.wfile.flush()


def drips(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    """Sends a byte of the body now and then."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        threading.Event().wait(0.1)
        handler.wfile.write(b" ")
