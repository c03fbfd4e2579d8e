"""The stream over HTTP, behind the origin too."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, Literal

import httpx
import pytest
import uvicorn

from ressurspool.ops.origin import OriginSettings, create_origin
from services.kit import clock
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.notify.main import create_app
from services.notify.stream.domain import MOST_STREAMS
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.notify.stream.streams import data_of
from tests.support.api import Api
from tests.support.callers import BAERUM, StaticKeys, a_token, person
from tests.support.service_fixtures import committing_fixture

database = committing_fixture("notify", Table.metadata)


@pytest.fixture
def api(database: Database) -> Api:
    return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))


@contextmanager
def served(database: Database) -> Iterator[str]:
    """notify over a real socket: an in-process transport would wait for the end of a stream."""
    app = create_app(overrides=Overrides(keys=StaticKeys(), database=database))
    with running(app, lifespan="off") as address:
        try:
            yield f"{address}/v1/stream"
        finally:
            app.state.bell.silence()


@contextmanager
def running(app: Any, *, lifespan: Literal["on", "off"]) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan=lifespan))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        pass
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class TestOverHttp:
    def test_head_does_not_wait(self, api: Api) -> None:
        answered = api.request("HEAD", "/v1/stream", headers=person("employee", BAERUM))
        assert (answered.status_code, answered.content) == (200, b"")

    def test_comes_piece_by_piece(self, database: Database, story: Story) -> None:
        me = person("employee", BAERUM, sub=story.employee)
        with served(database) as url, httpx.stream("GET", url, headers=me, timeout=5) as answered:
            assert answered.headers["Content-Type"] == "text/event-stream; charset=utf-8"
            assert (answered.headers["Cache-Control"], answered.headers["X-Accel-Buffering"]) == ("no-store", "no")
            lines = (line for line in answered.iter_lines() if line.startswith("data: "))
            assert data_of(next(lines))["unread"] == 0
            handle(database, story.event("expert.returned", reason="workload"))
            assert data_of(next(lines))["unread"] == 1

    def test_comes_through_the_origin(self, database: Database, story: Story) -> None:
        """The proxy of `make up` passes each piece on as it comes, and the end of a client to the service."""
        me = person("employee", BAERUM, sub=story.employee)
        with served(database) as url:
            address = url.removesuffix("/v1/stream")
            origin = create_origin(OriginSettings(notify_url=address))
            with running(origin, lifespan="on") as there, httpx.Client(headers=me, timeout=5) as client:
                for _ in range(MOST_STREAMS + 1):
                    with client.stream("GET", f"{there}/notify/v1/stream") as answered:
                        lines = (line for line in answered.iter_lines() if line.startswith("data: "))
                        unread = data_of(next(lines))["unread"]
                        handle(database, Story(employee=story.employee).event("expert.returned", reason="workload"))
                        assert unread + 1 in (data_of(line)["unread"] for line in lines)  # maybe not the next one

    def test_a_sixth_stream_is_refused_until_one_ends(self, database: Database) -> None:
        me = person("employee", BAERUM, sub="00000000-0000-4000-8000-000000000001")
        with served(database) as url, httpx.Client(headers=me, timeout=5) as client:
            opened = [client.send(client.build_request("GET", url), stream=True) for _ in range(MOST_STREAMS)]
            refused = client.get(url)
            assert (refused.status_code, refused.headers["Retry-After"]) == (429, "10")
            assert "q=5" in refused.headers["RateLimit-Policy"]
            another = person("employee", BAERUM)
            with httpx.stream("GET", url, headers=another, timeout=5) as answered:
                assert answered.status_code == 200
            for one in opened:
                one.close()
            ends = clock.monotonic() + 5
            while (status := _status(client, url)) == 429 and clock.monotonic() < ends:
                pass
            assert status == 200

    def test_ends_with_the_token(self, database: Database) -> None:
        expiring = a_token(exp=int(clock.now().timestamp()) + 2)
        headers = {"Authorization": f"Bearer {expiring}"}
        with served(database) as url, httpx.stream("GET", url, headers=headers, timeout=10) as answered:
            assert answered.read().decode().endswith('event: end\ndata: {"reason":"token_expired"}\n\n')


def _status(client: httpx.Client, url: str) -> int:
    with client.stream("GET", url) as answered:
        return answered.status_code
