"""Long polls wait together: one look at the database for all of a process (I30)."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import update

from services.kit import clock
from services.kit.data.change_stamp import ChangeStamp
from services.kit.data.database import Database
from services.kit.data.feed_heads import Heads
from services.kit.data.outbox import Event, emit_event, publish_state
from services.kit.events import bell as bell_module
from services.kit.events.bell import EVENTS, STATES, Bell, News, news_since
from services.kit.events.feed import FeedPage, events_page
from tests.kit.things import METADATA

OURS, THEIRS = "942114184", "935478715"


def emit(database: Database, subject: str, *, org: str = OURS) -> None:
    with database.write() as session:
        emit_event(session, Event(type="thing.made", subject=subject, orgs=[org]))


class Polls:
    """Polls of one process, which counts its looks and its fetches."""

    def __init__(self, database: Database, *, rings: bool) -> None:
        self.looks = self.fetches = 0
        self._database = database
        self.bell = Bell(self._look)
        if rings:
            database.after_commit.append(self.bell.ring)

    def _look(self, seen: Heads | None) -> News:
        self.looks += 1
        return news_since(self._database, seen)

    def wait(self, topic: str = EVENTS, *, wait: float = 20) -> "asyncio.Task[FeedPage]":
        orgnr = None if topic in {EVENTS, STATES} else topic
        page = partial(events_page, self._database, limit=9, source="/t", orgnr=orgnr)

        async def fetch(after: str) -> FeedPage:
            self.fetches += 1
            return await asyncio.to_thread(page, after)

        return asyncio.create_task(self.bell.first_page(fetch, topic=topic, after="now", wait=wait))

    async def settled(self) -> None:
        """The first look has woken all, and all wait again."""
        while self.looks < 2:
            await asyncio.sleep(0.01)


def subjects(page: FeedPage) -> list[str]:
    return [item["subject"] for item in page.items]


class TestChangeStamp:
    def test_changes_with_each_commit_of_whatever_process(self, kit_database: Database) -> None:
        stamp = ChangeStamp(kit_database.engine)
        stamps = [stamp.read(), stamp.read()]
        for subject in ("one", "another"):
            emit(kit_database, subject)
            stamps.append(stamp.read())
        stamp.close()
        if kit_database.engine.dialect.name == "postgresql":
            assert stamps == [None] * 4
        else:
            assert None not in stamps
            assert stamps[0] == stamps[1]
            assert len(set(stamps)) == 3

    def test_saves_the_looks_that_would_find_nothing(
        self, kit_database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bell_module, "POLL_SECONDS", 0.01)
        stamp, stamps = ChangeStamp(kit_database.engine), 0

        def read() -> int:
            nonlocal stamps
            stamps += 1
            return stamp.read() or 1  # PostgreSQL has none: as if nobody committed

        async def asked() -> tuple[int, list[str]]:
            polls = Polls(kit_database, rings=False)
            polls.bell._stamp = read
            waiting = polls.wait()
            while stamps < 20:
                await asyncio.sleep(0.01)
            looks = polls.looks
            polls.bell._stamp = lambda: None  # looks each time
            await asyncio.to_thread(emit, kit_database, "later")
            return looks, subjects(await waiting)

        assert asyncio.run(asked()) == (1, ["later"])
        stamp.close()


class TestFirstPage:
    def test_waits_for_what_comes_after_the_question(self, kit_database: Database) -> None:
        async def asked() -> list[str]:
            polls = Polls(kit_database, rings=True)
            waiting = polls.wait()
            await polls.settled()
            await asyncio.to_thread(emit, kit_database, "later")
            return subjects(await waiting)

        emit(kit_database, "before")
        assert asyncio.run(asked()) == ["later"]

    def test_sees_what_another_process_commits(self, kit_database: Database) -> None:
        """The other process has a connection of its own, and rings no bell here."""
        url = kit_database.engine.url.render_as_string(hide_password=False)
        other = Database(url, METADATA, connections=2)

        async def asked() -> tuple[list[str], float]:
            polls = Polls(kit_database, rings=False)
            waiting = polls.wait()
            await polls.settled()
            await asyncio.to_thread(emit, other, "elsewhere")
            began = asyncio.get_running_loop().time()
            return subjects(await waiting), asyncio.get_running_loop().time() - began

        found, seconds = asyncio.run(asked())
        other.close()
        assert (found, seconds < 4 * bell_module.POLL_SECONDS) == (["elsewhere"], True)

    def test_misses_nothing_that_is_committed_before_the_first_look(self, kit_database: Database) -> None:
        async def asked() -> list[str]:
            polls = Polls(kit_database, rings=False)
            look = polls.bell._news

            def late(seen: Heads | None) -> News:
                if seen is None:
                    emit(kit_database, "between")
                return look(seen)

            polls.bell._news = late
            return subjects(await polls.wait())

        assert asyncio.run(asked()) == ["between"]

    def test_wakes_whom_it_concerns_only(self, kit_database: Database) -> None:
        async def asked() -> tuple[list[str], bool, int]:
            polls = Polls(kit_database, rings=True)
            ours, theirs = polls.wait(OURS), polls.wait(THEIRS)
            await polls.settled()
            before = polls.fetches
            await asyncio.to_thread(emit, kit_database, "ours", org=OURS)
            found = subjects(await ours)
            still = not theirs.done()
            theirs.cancel()
            return found, still, polls.fetches - before

        assert asyncio.run(asked()) == (["ours"], True, 1)

    def test_looks_once_for_all_that_wait(self, kit_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without news each poll fetches twice, at its beginning and after the first look, however long it waits."""
        monkeypatch.setattr(bell_module, "POLL_SECONDS", 0.05)

        async def asked() -> tuple[int, float, set[int]]:
            polls = Polls(kit_database, rings=True)
            waiting = [polls.wait() for _ in range(30)]
            async with asyncio.timeout(15):
                while polls.fetches < 60:
                    await asyncio.sleep(0.01)
                looks, began = polls.looks, clock.monotonic()
                while polls.looks < looks + 10:
                    await asyncio.sleep(0.01)
            fetches, seconds = polls.fetches, clock.monotonic() - began
            polls.bell.silence()
            return fetches, seconds, {len(page.items) for page in await asyncio.gather(*waiting)}

        fetches, seconds, items = asyncio.run(asked())
        assert (fetches, items) == (60, {0})
        assert seconds >= 9 * bell_module.POLL_SECONDS, "one look in each POLL_SECONDS, however many wait"

    def test_ends_when_the_process_stops(self, kit_database: Database) -> None:
        async def asked() -> list[str]:
            polls = Polls(kit_database, rings=True)
            waiting = polls.wait()
            await polls.settled()
            polls.bell.silence()
            return subjects(await asyncio.wait_for(waiting, timeout=5))

        assert asyncio.run(asked()) == []


class TestNewsSince:
    @pytest.mark.parametrize(
        ("change", "topics"),
        [
            (lambda session: None, set()),
            (lambda session: emit_event(session, Event(type="thing.made", subject="a", orgs=[OURS])), {EVENTS, OURS}),
            (lambda session: publish_state(session, "a", {}), {STATES}),
        ],
    )
    def test_names_the_topics(self, kit_database: Database, change: Callable[[object], None], topics: set[str]) -> None:
        seen = news_since(kit_database, None).heads
        with kit_database.write() as session:
            change(session)
        assert set(news_since(kit_database, seen).topics or ()) == topics

    def test_makes_all_look_after_a_restore(self, kit_database: Database) -> None:
        seen = news_since(kit_database, None).heads
        with kit_database.write() as session:
            session.execute(update(kit_database.tables.feed_head).values(epoch="e2"))
        assert news_since(kit_database, seen).topics is None
