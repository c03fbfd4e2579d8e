"""A stream sends its person's state when it changes, and nothing that is not theirs."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, Literal

import httpx
import pytest
import uvicorn
from sqlalchemy import event, update

from ressurspool.ops.origin import OriginSettings, create_origin
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.events.feed import FeedPage
from services.kit.web.application import Overrides
from services.notify.inbox.models import Message
from services.notify.main import create_app
from services.notify.members.domain import audience_of
from services.notify.stream import service
from services.notify.stream.domain import MOST_STREAMS, EndReason
from services.notify.stream.repository import marks_of
from services.notify.stream.service import Listener, Streams
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.support.api import Api
from tests.support.callers import BAERUM, StaticKeys, a_token, person
from tests.support.service_fixtures import committing_fixture

database = committing_fixture("notify", Table.metadata)


@pytest.fixture
def api(database: Database) -> Api:
    return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))


async def in_turn(read: Callable[[], FeedPage]) -> FeedPage:
    return await asyncio.to_thread(read)


def listener(person_id: str, *audiences: str, ended: Callable[[], EndReason | None] = lambda: None) -> Listener:
    mine = frozenset({audience_of("person", person_id), *audiences})
    return Listener(person_id=person_id, audiences=mine, ended=ended, in_turn=in_turn)


def data_of(text: str) -> dict[str, Any]:
    (line,) = [line for line in text.splitlines() if line.startswith("data: ")]
    found: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return found


def id_of(text: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith("id: ")]
    return line.removeprefix("id: ")


async def next_of(stream: AsyncIterator[str], *, seconds: float = 3.0) -> str:
    return await asyncio.wait_for(anext(stream), seconds)


def streams_of(database: Database) -> Streams:
    return Streams(database, stamp=lambda: None)


class TestState:
    def test_comes_at_once_and_after_each_change(self, database: Database, story: Story) -> None:
        async def listens() -> list[dict[str, Any]]:
            stream = streams_of(database).events(listener(story.employee), last="")
            assert (await next_of(stream)).startswith("retry:")
            states = [data_of(await next_of(stream))]
            for kind in ("expert.returned", "expert.submitted"):
                await asyncio.to_thread(handle, database, story.event(kind, reason="workload"))
                states.append(data_of(await next_of(stream)))
            return states

        before, returned, submitted = asyncio.run(listens())
        assert before == {"unread": 0, "messages": [], "open_tasks": 0, "tasks": []}
        assert (returned["unread"], returned["messages"][0]["code"]) == (1, "expert_returned")
        assert [task["kind"] for task in returned["tasks"]] == ["complete_profile"]
        assert (submitted["open_tasks"], submitted["tasks"]) == (0, [])

    def test_has_no_more_than_the_lists_show(self, database: Database, story: Story, api: Api) -> None:
        handle(
            database, story.event("expert.returned", reason="workload"), Story().event("expert.returned", reason="x")
        )
        me = person("employee", BAERUM, sub=story.employee)
        (message,) = api.get("/v1/inbox?unread=true", me).json()["items"]
        (task,) = api.get("/v1/tasks", me).json()["items"]

        async def first() -> dict[str, Any]:
            stream = streams_of(database).events(listener(story.employee), last="")
            await next_of(stream)
            return data_of(await next_of(stream))

        state = asyncio.run(first())
        assert state["messages"] == [{name: message[name] for name in ("id", "code", "at")}]
        assert state["tasks"] == [{name: task[name] for name in ("id", "version", "kind", "due")}]

    def test_comes_after_a_reading_elsewhere(self, database: Database, story: Story) -> None:
        """Another process commits, which does not ring the bell of this one."""
        handle(database, story.event("expert.returned", reason="workload"))
        another = Database(str(database.engine.url.render_as_string(hide_password=False)), Table.metadata)

        def reads() -> None:
            with another.write() as session:
                session.execute(update(Message).values(read_at=clock.now(), version=Message.version + 1))

        async def listens() -> list[int]:
            stream = streams_of(database).events(listener(story.employee), last="")
            await next_of(stream)
            counts = [data_of(await next_of(stream))["unread"]]
            await asyncio.to_thread(reads)
            return [*counts, data_of(await next_of(stream))["unread"]]

        assert asyncio.run(listens()) == [1, 0]
        another.close()

    def test_is_not_sent_again_to_whom_has_it(
        self, database: Database, story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "HEARTBEAT_SECONDS", 0.1)

        async def listens(last: str) -> str:
            stream = streams_of(database).events(listener(story.employee), last=last)
            await next_of(stream)
            return await next_of(stream)

        handle(database, story.event("expert.returned", reason="workload"))
        first = asyncio.run(listens(""))
        assert asyncio.run(listens(id_of(first))) == ": here\n\n"  # the heartbeat
        handle(database, story.event("expert.submitted"))
        assert data_of(asyncio.run(listens(id_of(first))))["open_tasks"] == 0


class TestMarks:
    def test_move_with_each_change_of_what_is_shown(self, database: Database, story: Story) -> None:
        """One is read and another comes between two looks: as many are unread as before."""
        found = [marks(database, story.employee)]
        handle(database, story.event("expert.returned", reason="workload"))
        found.append(marks(database, story.employee))
        with database.write() as session:
            session.execute(update(Message).values(read_at=clock.now(), version=Message.version + 1))
        handle(database, Story(employee=story.employee).event("expert.returned", reason="workload"))
        found.append(marks(database, story.employee))
        assert len({str(mark) for mark in found}) == 3

    def test_look_at_what_is_unread_or_open_only(self, database: Database, story: Story) -> None:
        """Whoever has a long inbox costs each look no more than what is still unread."""
        handle(database, story.event("expert.returned", reason="workload"))
        handle(database, story.event("expert.submitted"))
        with database.write() as session:
            session.execute(update(Message).values(read_at=clock.now(), version=Message.version + 1))
        assert marks(database, story.employee) == (None, None)


def marks(database: Database, person_id: str) -> tuple[object, ...]:
    mine = {audience_of("person", person_id)}
    with database.read() as session:
        return marks_of(session, {person_id}, mine).of(person_id, mine)


class TestCost:
    def test_many_streams_share_one_look_and_hold_no_connection(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Twenty streams wait: each fetches its state once, then one look of two statements serves all."""
        statements: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        fetched: list[str] = []
        read = Streams._page

        def counted(streams: Streams, who: Listener, after: str) -> FeedPage:
            fetched.append(after)
            return read(streams, who, after)

        monkeypatch.setattr(Streams, "_page", counted)

        async def listens() -> tuple[int, int]:
            streams = streams_of(database)
            opened = [streams.events(listener(f"p{n}"), last="") for n in range(20)]
            for stream in opened:
                await next_of(stream)
                await next_of(stream)
            waits = [asyncio.ensure_future(anext(stream)) for stream in opened]
            await asyncio.sleep(0.8)  # the first look wakes all once
            before, held = len(fetched), database.engine.pool.checkedout()  # type: ignore[attr-defined]  # a QueuePool
            statements.clear()
            await asyncio.sleep(1.3)
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
            return len(fetched) - before, held

        assert asyncio.run(listens()) == (0, 0)
        looks = [statement for statement in statements if "sum(" in statement]
        assert 2 <= len(looks) <= 8  # two or three looks in the time, of two statements; not twenty

    def test_a_database_that_refuses_is_asked_again_after_a_pause(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def refuses(streams: Streams, who: Listener, after: str) -> FeedPage:
            asked.append(after)
            raise Busy()

        monkeypatch.setattr(service, "LOOK_SECONDS", 0.2)
        monkeypatch.setattr(Streams, "_page", refuses)

        async def listens() -> None:
            stream = streams_of(database).events(listener("p"), last="")
            await next_of(stream)
            for _ in range(3):
                assert await next_of(stream) == ": here\n\n"

        began = clock.monotonic()
        asyncio.run(listens())
        assert len(asked) == 3
        assert clock.monotonic() - began >= 3 * 0.2


class TestEnd:
    @pytest.mark.parametrize("reason", [EndReason.TOKEN_EXPIRED, EndReason.ACCESS_ENDED])
    def test_comes_soon_with_its_reason(
        self, database: Database, reason: EndReason, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "LOOK_SECONDS", 0.05)
        over: list[EndReason] = []

        async def listens() -> str:
            stream = streams_of(database).events(listener("p", ended=lambda: over[0] if over else None), last="")
            await next_of(stream)
            await next_of(stream)
            waits = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0.01)
            over.append(reason)
            last = await asyncio.wait_for(waits, 3)
            with pytest.raises(StopAsyncIteration):
                await next_of(stream)
            return last

        assert asyncio.run(listens()) == f'event: end\ndata: {{"reason":"{reason}"}}\n\n'


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
                        assert data_of(next(lines))["unread"] == unread + 1

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
