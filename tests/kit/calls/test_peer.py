"""A sick sibling costs a bounded time and becomes a 503 (I11, I20)."""

from collections.abc import Iterator
from contextlib import contextmanager
from gzip import compress as zipped

import httpx
import pytest
from pydantic import BaseModel

from services.kit import clock, context
from services.kit.calls.exchange import http_client
from services.kit.calls.peer import NetworkInsideTransaction, Peer, ServiceTokens
from services.kit.data.database import Database
from services.kit.errors import EpochUnknown, NotPermitted, PeerUnavailable
from tests.kit.things import THINGS
from tests.support.strangers import answer, drips, stranger


class Thing(BaseModel):
    name: str


def peer_at(transport: httpx.MockTransport) -> Peer:
    client = httpx.Client(transport=transport)
    tokens = ServiceTokens(auth_url="http://auth", client_id="pool", secret="s", client=client)
    return Peer("needs", "http://needs", tokens=tokens, client=client)


def answering(*answers: httpx.Response | Exception) -> tuple[Peer, list[httpx.Request]]:
    """A peer that returns these answers in turn, and its requests (without those for tokens)."""
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
        with stranger() as sick:
            sick.routes["/thing"] = drips
            client = httpx.Client(trust_env=False)
            tokens = ServiceTokens(auth_url="http://auth", client_id="pool", secret="s", client=client)
            began = clock.monotonic()
            with pytest.raises(PeerUnavailable):
                Peer("needs", sick.address, tokens=tokens, client=client).find("/thing", Thing, bearer="t")
            assert clock.monotonic() - began < 3.5
            client.close()


class TestACompressedAnswer:
    """A few bytes of it could unpack to gigabytes, and no sibling sends one."""

    @pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", "x"])
    @pytest.mark.parametrize("ask", ["find", "feed", "token"])
    def test_is_refused(self, ask: str, coding: str) -> None:
        with self.packing(http_client(), coding=coding) as (peer, tokens), pytest.raises(PeerUnavailable) as raised:
            match ask:
                case "find":
                    peer.find("/thing", Thing, bearer="t")
                case "feed":
                    peer.feed("/thing", after="", limit=1, wait=0)
                case "token":
                    tokens.bearer_for("pool")
        assert isinstance(raised.value.__cause__, httpx.DecodingError)

    def test_negative_control_another_client_unpacks_it(self) -> None:
        with self.packing(httpx.Client(trust_env=False)) as (peer, _):
            assert peer.find("/thing", Thing, bearer="t") == Thing(name="x")

    def test_is_not_asked_for(self) -> None:
        with http_client() as client:
            assert client.headers["Accept-Encoding"] == "identity"

    @contextmanager
    def packing(self, client: httpx.Client, *, coding: str = "gzip") -> Iterator[tuple[Peer, ServiceTokens]]:
        with stranger() as sick, client:
            sick.routes["/thing"] = answer(200, zipped(b'{"name": "x"}'), Content_Encoding=coding)
            sick.routes["/oauth/token"] = answer(200, zipped(b'{"access_token": "t"}'), Content_Encoding=coding)
            tokens = ServiceTokens(auth_url=sick.address, client_id="pool", secret="s", client=client)
            yield Peer("needs", sick.address, tokens=tokens, client=client), tokens


class TestEvents:
    def test_raises_where_the_epoch_is_new(self) -> None:
        peer, _ = answering(httpx.Response(410))
        with pytest.raises(EpochUnknown):
            peer.events(after="e.1", limit=1, wait=0)
