"""The load checks every answer: a wrong one fails the run, however quick it is."""

from http.server import BaseHTTPRequestHandler

import pytest
import uvloop

from benchmarks.load import Asked, load
from tests.benchmarks.peers import serving

ROUND_SECONDS = 0.1


class Peer(BaseHTTPRequestHandler):
    """Answers what was asked for, in HTTP/1.1 with kept connections."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.path.encode()
        self.send_response(200 if self.headers["Authorization"] == "Bearer good" else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Log nothing."""


class TestLoad:
    def test_counts_answers_over_kept_connections(self) -> None:
        with serving(Peer) as port:
            answered = uvloop.run(load(Asked(port=port, path="/x", body="/x", token="good"), ROUND_SECONDS, 2))
        assert answered.per_second > 2 / ROUND_SECONDS
        assert 0 < answered.p50_ms <= answered.p99_ms

    def test_refuses_another_body_than_the_first(self) -> None:
        with serving(Peer) as port, pytest.raises(RuntimeError, match="200 and not the first body"):
            uvloop.run(load(Asked(port=port, path="/x", body="/y", token="good"), ROUND_SECONDS, 2))

    def test_refuses_another_status_than_200(self) -> None:
        with serving(Peer) as port, pytest.raises(RuntimeError, match="401"):
            uvloop.run(load(Asked(port=port, path="/x", body="/x", token="bad"), ROUND_SECONDS, 2))
