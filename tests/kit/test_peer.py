"""A sick sibling costs a bounded time and is told of as 503 (I11, I20)."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from services.kit import clock, context
from services.kit.database import Database
from services.kit.errors import EpochUnknown, NotPermitted, PeerUnavailable, Unavailable
from services.kit.jwks import KEPT_SECONDS, RemoteKeys
from services.kit.peer import NetworkInsideTransaction, Peer, ServiceTokens
from tests.kit.conftest import THINGS


class Thing(BaseModel):
    name: str


def peer_at(transport: httpx.MockTransport) -> Peer:
    client = httpx.Client(transport=transport)
    tokens = ServiceTokens(auth_url="http://auth", client_id="pool", secret="s", client=client)
    return Peer("needs", "http://needs", tokens=tokens, client=client)


def answering(*answers: httpx.Response | Exception) -> tuple[Peer, list[httpx.Request]]:
    """A peer that gives these answers in turn, and the requests it was sent (without those for tokens)."""
    left, asked = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "auth":
            return httpx.Response(200, json={"access_token": "own", "expires_in": 600})
        asked.append(request)
        given = left.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    return peer_at(httpx.MockTransport(answer)), asked


class TestFind:
    def test_gives_what_stands_there(self) -> None:
        peer, asked = answering(httpx.Response(200, json={"name": "x", "more": 1}))
        assert peer.find("/v1/things/1", Thing) == Thing(name="x")
        assert asked[0].headers["Authorization"] == "Bearer own"

    def test_carries_the_users_token_and_the_requests_id(self) -> None:
        peer, asked = answering(httpx.Response(200, json={"name": "x"}))
        context.begin(context.RequestContext(request_id="abcdefgh"))
        peer.find("/v1/things/1", Thing, bearer="theirs")
        assert asked[0].headers["Authorization"] == "Bearer theirs"
        assert asked[0].headers["X-Request-ID"] == "abcdefgh"

    def test_is_none_where_it_is_absent(self) -> None:
        peer, _ = answering(httpx.Response(404))
        assert peer.find("/v1/things/1", Thing) is None

    def test_tries_once_more(self) -> None:
        peer, asked = answering(httpx.ConnectError("no"), httpx.Response(200, json={"name": "x"}))
        assert peer.find("/v1/things/1", Thing) == Thing(name="x")
        assert len(asked) == 2

    def test_then_gives_up(self) -> None:
        peer, asked = answering(httpx.Response(500), httpx.Response(500))
        with pytest.raises(PeerUnavailable):
            peer.find("/v1/things/1", Thing)
        assert len(asked) == 2

    def test_does_not_trust_another_shape(self) -> None:
        peer, _ = answering(httpx.Response(200, json={"title": "x"}))
        with pytest.raises(PeerUnavailable):
            peer.find("/v1/things/1", Thing)

    def test_passes_a_refusal_on(self) -> None:
        peer, _ = answering(httpx.Response(403))
        with pytest.raises(NotPermitted):
            peer.find("/v1/things/1", Thing)

    def test_is_refused_inside_a_transaction(self, kit_database: Database) -> None:
        peer, asked = answering(httpx.Response(200, json={"name": "x"}))
        with kit_database.write() as session:
            session.execute(THINGS.select())
            with pytest.raises(NetworkInsideTransaction):
                peer.find("/v1/things/1", Thing)
        assert asked == []

    def test_a_body_that_trickles_ends_at_the_deadline(self) -> None:
        with trickling_server() as url:
            client = httpx.Client(trust_env=False)
            tokens = ServiceTokens(auth_url="http://auth", client_id="pool", secret="s", client=client)
            began = clock.monotonic()
            with pytest.raises(PeerUnavailable):
                Peer("needs", url, tokens=tokens, client=client).find("/", Thing, bearer="t")
            assert clock.monotonic() - began < 3.5
            client.close()


class TestEvents:
    def test_tells_of_a_new_epoch(self) -> None:
        peer, _ = answering(httpx.Response(410))
        with pytest.raises(EpochUnknown):
            peer.events(after="e.1", limit=1, wait=0)


class TestRemoteKeys:
    def keys(self, *, answers: list[httpx.Response | Exception]) -> tuple[RemoteKeys, list[float]]:
        asked: list[float] = []

        def answer(_request: httpx.Request) -> httpx.Response:
            asked.append(0)
            given = answers[min(len(asked), len(answers)) - 1]
            if isinstance(given, Exception):
                raise given
            return given

        return RemoteKeys("http://auth/jwks", client=httpx.Client(transport=httpx.MockTransport(answer))), asked

    GOOD = httpx.Response(200, content=json.dumps({"keys": [{"kid": "a", "kty": "RSA"}]}))

    def test_a_flood_of_unknown_kids_causes_one_fetch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        keys, asked = self.keys(answers=[self.GOOD])
        keys.refresh_for("a")
        for number in range(100):
            keys.refresh_for(f"unknown-{number}")
        assert len(asked) == 1

    @pytest.mark.parametrize(
        "bad",
        [httpx.Response(500), httpx.Response(200, content=b"<html>"), httpx.Response(200, json={"keys": []})],
    )
    def test_the_last_good_set_is_kept_for_an_hour(self, bad: httpx.Response, monkeypatch: pytest.MonkeyPatch) -> None:
        keys, _ = self.keys(answers=[self.GOOD, bad])
        keys.refresh_for("a")
        start = clock.monotonic()
        monkeypatch.setattr(clock, "monotonic", lambda: start + 60)
        keys.refresh_for("b")
        assert keys.find("a") is not None
        monkeypatch.setattr(clock, "monotonic", lambda: start + KEPT_SECONDS + 1)
        with pytest.raises(Unavailable):
            keys.find("a")

    def test_without_any_set_nothing_verifies(self) -> None:
        keys, _ = self.keys(answers=[httpx.ConnectError("down")])
        keys.refresh_for("a")
        with pytest.raises(Unavailable):
            keys.find("a")


@contextmanager
def trickling_server() -> Iterator[str]:
    """A server on loopback that sends a byte now and then, for at most ten seconds."""
    stop = threading.Event()

    class Trickle(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                if stop.wait(0.1):
                    return
                self.wfile.write(b" ")

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Trickle)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
