"""A stream sends its person's state when it changes, and nothing that is not theirs."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, update

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.events.feed import FeedPage
from services.kit.web.application import Overrides
from services.notify.inbox.models import Message
from services.notify.main import create_app
from services.notify.members.domain import audience_of
from services.notify.stream import service
from services.notify.stream.domain import EndReason
from services.notify.stream.repository import marks_of
from services.notify.stream.service import Listener, Streams
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.notify.stream.streams import data_of, id_of, listener, next_of, streams_of
from tests.support.api import Api
from tests.support.callers import BAERUM, StaticKeys, person
from tests.support.service_fixtures import committing_fixture

database = committing_fixture("notify", Table.metadata)


@pytest.fixture
def api(database: Database) -> Api:
    return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))


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
