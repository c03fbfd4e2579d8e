"""Waits on a loopback port for the redirect that ends a login in the browser (RFC 8252 §7.3)."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>Ressurspool</title>
<p>Du er logget inn. Du kan lukke dette vinduet.</p>
<p lang="nn">Du er logga inn. Du kan lukke dette vindauget.</p>
<p lang="en">You are logged in. You can close this window.</p></html>"""


class Callback:
    """A server on a free loopback port that takes one redirect."""

    def __init__(self) -> None:
        self._arrived = Event()
        self._path: str | None = None
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/callback"

    def wait(self, seconds: float) -> str | None:
        """The path the browser was redirected to, or None where it did not come in time."""
        self._arrived.wait(seconds)
        return self._path

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        callback = self

        class CallbackHandler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if not self.path.startswith("/callback?"):
                    self.send_error(404)
                    return
                page = PAGE.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)
                callback._path = self.path
                callback._arrived.set()

            def log_message(self, *_: Any) -> None:
                """Log nothing: the address holds the code."""

        return CallbackHandler
