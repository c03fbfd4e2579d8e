"""Each event takes effect exactly once and in order, whatever fails and however many followers run (I3)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from services.kit.calls.peer import EventsPage
from services.kit.data.database import Database
from services.kit.errors import Busy, EpochUnknown
from services.kit.events import follower
from services.kit.events.follower import BATCH, PAGE, REST_SECONDS, Follower, FollowerLoop, ReceivedEvent
from tests.kit.things import THINGS


class Source:
    """A sibling's feed, in place of a peer."""

    def __init__(self, subjects: Sequence[str], *, epoch: str = "e1") -> None:
        self.epoch = epoch
        self.emitted = [an_event(n, subject, epoch) for n, subject in enumerate(subjects, start=1)]

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        epoch, _, number = after.partition(".")
        if after and epoch != self.epoch:
            raise EpochUnknown()
        start = int(number or 0)
        page = self.emitted[start : start + limit]
        return EventsPage(events=page, position=page[-1]["position"] if page else after or f"{self.epoch}.0")


def an_event(n: int, subject: str, epoch: str) -> dict[str, Any]:
    data = {"version": 1, "orgs": [], "persons": [], "codes": {"n": n}}
    position = f"{epoch}.{n}"
    return {"id": position, "type": "thing.made", "subject": subject, "time": "t", "position": position, "data": data}


def keep(session: Session, event: ReceivedEvent) -> None:
    session.execute(insert(THINGS).values(text=event.position))


def following(database: Database, source: Source, handler: Any = keep) -> FollowerLoop:
    follower = Follower(source="source", handlers={"thing.made": handler})
    return FollowerLoop(follower=follower, peer=source, database=database)  # type: ignore[arg-type]  # a hand-made peer


def stored(database: Database) -> str:
    """The position that the follower would begin from."""
    with database.read() as session:
        return str(session.execute(select(database.tables.follower_positions.c.position)).scalar_one())


def effects(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.execute(select(THINGS.c.text).order_by(THINGS.c.id)).scalars())


def test_each_event_takes_effect_once_in_order(kit_database: Database) -> None:
    loop = following(kit_database, Source(["a", "b", "c"]))
    assert [loop.follow_once(wait=0), loop.follow_once(wait=0)] == [3, 0]
    assert effects(kit_database) == ["e1.1", "e1.2", "e1.3"]


def test_a_crash_before_the_commit_leaves_neither_effect_nor_position(kit_database: Database) -> None:
    loop = following(kit_database, Source(["a", "b"]), handler=dying_at("e1.2"))
    with pytest.raises(KeyboardInterrupt):
        loop.follow_once(wait=0)
    following(kit_database, Source(["a", "b"])).follow_once(wait=0)
    assert effects(kit_database) == ["e1.1", "e1.2"]


class Apart(FollowerLoop):
    """A follower that commits effect and position one after the other, and is killed between them once."""

    killed = False

    def _commit(self, events: Sequence[Any], *, previous: str) -> int:
        with self.database.write() as session:
            self._take_effect(session, events)
        if not Apart.killed:
            Apart.killed = True
            raise KeyboardInterrupt
        self._move_position(previous=previous, to=events[-1]["position"])
        return len(events)


def test_negative_control_a_position_of_its_own_transaction_applies_twice(kit_database: Database) -> None:
    """Effects and position commit together. Committed apart, the same crash doubles the effects."""
    Apart.killed = False
    follower = Follower(source="source", handlers={"thing.made": keep})
    loop = Apart(follower=follower, peer=Source(["a", "b"]), database=kit_database)  # type: ignore[arg-type]  # hand-made
    with pytest.raises(KeyboardInterrupt):
        loop.follow_once(wait=0)
    loop.follow_once(wait=0)
    assert effects(kit_database) == ["e1.1", "e1.2", "e1.1", "e1.2"]


def test_a_page_is_applied_in_few_transactions(kit_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "BATCH_SECONDS", 60)
    loop, committed = following(kit_database, Source([str(n) for n in range(2 * BATCH + 1)])), commits(kit_database)
    assert loop.follow_once(wait=0) == 2 * BATCH + 1
    assert (len(committed), len(effects(kit_database))) == (3, 2 * BATCH + 1)


def test_a_transaction_takes_no_further_event_once_it_has_lasted(
    kit_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "BATCH_SECONDS", 0)
    loop, committed = following(kit_database, Source(["a", "b", "c"])), commits(kit_database)
    assert (loop.follow_once(wait=0), len(committed)) == (3, 3)


def test_a_kill_in_the_middle_of_many_leaves_none_of_them(kit_database: Database) -> None:
    subjects = [str(n) for n in range(BATCH)]
    with pytest.raises(KeyboardInterrupt):
        following(kit_database, Source(subjects), handler=dying_at(f"e1.{BATCH // 2}")).follow_once(wait=0)
    assert len(effects(kit_database)) < BATCH // 2
    following(kit_database, Source(subjects)).follow_once(wait=0)
    assert effects(kit_database) == [f"e1.{n}" for n in range(1, BATCH + 1)]


class StoppedAtRest(Event):
    """Stops a loop as soon as it rests, and keeps how long it would have rested."""

    seconds = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds = timeout or 0.0
        self.set()
        return True


def test_a_follower_rests_behind_the_last_page_and_never_before(kit_database: Database) -> None:
    stop = StoppedAtRest()
    following(kit_database, Source(["a"] * (PAGE + 1))).run(stop)
    assert len(effects(kit_database)) == PAGE + 1
    assert 0 < stop.seconds <= REST_SECONDS


def test_a_second_follower_of_a_feed_reads_it_from_the_beginning(kit_database: Database) -> None:
    source = Source(["a", "b"])
    following(kit_database, source).follow_once(wait=0)
    later = Follower(source="source", name="source-later", handlers={"thing.made": keep})
    loop = FollowerLoop(follower=later, peer=source, database=kit_database)  # type: ignore[arg-type]  # hand-made
    assert [loop.follow_once(wait=0), following(kit_database, source).follow_once(wait=0)] == [2, 0]
    assert effects(kit_database) == ["e1.1", "e1.2"] * 2


def test_an_event_that_cannot_be_read_is_parked_and_one_nobody_handles_is_passed(kit_database: Database) -> None:
    source = Source(["a", "b", "c"])
    source.emitted[0]["data"] = {"version": "newer"}
    source.emitted[1] |= {"type": "thing.unheard-of", "data": None}
    following(kit_database, source).follow_once(wait=0)
    assert effects(kit_database) == ["e1.3"]
    with kit_database.read() as session:
        parked = kit_database.tables.parked_events
        assert session.execute(select(parked.c.position, parked.c.reason)).all() == [("e1.1", "ValidationError")]


def test_events_that_nobody_handles_are_passed_without_a_commit_until_there_are_a_page_of_them(
    kit_database: Database,
) -> None:
    source = Source(["a"])
    loop = following(kit_database, source)
    loop.follow_once(wait=0)
    committed = commits(kit_database)
    for n in range(2, PAGE + 2):
        source.emitted.append(an_event(n, "a", "e1") | {"type": "thing.unheard-of"})
        assert loop.follow_once(wait=0) == 1
        assert (len(committed), stored(kit_database)) == ((0, "e1.1") if n <= PAGE else (1, f"e1.{PAGE + 1}"))


def test_a_process_that_starts_again_passes_them_again_and_misses_nothing(kit_database: Database) -> None:
    source = Source(["a", "b", "c"])
    source.emitted[1] |= {"type": "thing.unheard-of"}
    first, later = source.emitted[:2], source.emitted[2:]
    source.emitted = first[:1]
    loop = following(kit_database, source)
    loop.follow_once(wait=0)
    source.emitted = first
    loop.follow_once(wait=0)
    assert stored(kit_database) == "e1.1"
    source.emitted = first + later
    assert (following(kit_database, source).follow_once(wait=0), loop.follow_once(wait=0)) == (2, 0)
    assert (effects(kit_database), stored(kit_database)) == (["e1.1", "e1.3"], "e1.3")


def test_many_followers_at_once_apply_each_event_once(kit_database: Database) -> None:
    source, together = Source([str(n) for n in range(40)]), Barrier(4)

    def follow() -> None:
        loop = following(kit_database, source)
        together.wait()
        done = False
        while not done:
            try:
                done = loop.follow_once(wait=0) == 0 and len(effects(kit_database)) == 40
            except Busy:
                continue

    with ThreadPoolExecutor(4) as threads:
        for running in [threads.submit(follow) for _ in range(4)]:
            running.result(timeout=60)
    assert effects(kit_database) == [f"e1.{n}" for n in range(1, 41)]


def test_what_cannot_be_applied_is_parked_with_what_follows_of_the_same_thing(kit_database: Database) -> None:
    loop = following(kit_database, Source(["a", "b", "a", "c"]), handler=failing_on("e1.1"))
    loop.follow_once(wait=0)
    assert effects(kit_database) == ["e1.2", "e1.4"]
    with kit_database.read() as session:
        parked = kit_database.tables.parked_events
        rows = session.execute(select(parked.c.position, parked.c.reason).order_by(parked.c.position)).all()
    assert [tuple(row) for row in rows] == [("e1.1", "ValueError"), ("e1.3", "behind-parked")]


def test_parked_events_are_replayed_in_order_once_the_cause_is_mended(kit_database: Database) -> None:
    source = Source(["a", "a"])
    following(kit_database, source, handler=failing_on("e1.1")).follow_once(wait=0)
    assert following(kit_database, source).replay_parked() == 2
    assert effects(kit_database) == ["e1.1", "e1.2"]


def test_a_new_epoch_is_read_from_its_beginning(kit_database: Database) -> None:
    following(kit_database, Source(["a"])).follow_once(wait=0)
    restored = following(kit_database, Source(["b"], epoch="e2"))
    assert [restored.follow_once(wait=0), restored.follow_once(wait=0)] == [0, 1]
    assert effects(kit_database) == ["e1.1", "e2.1"]


def commits(database: Database) -> list[object]:
    """What is committed on this database from now on."""
    committed: list[object] = []
    event.listen(database.engine, "commit", committed.append)
    return committed


def failing_on(position: str) -> Any:
    def handler(session: Session, event: ReceivedEvent) -> None:
        if event.position == position:
            raise ValueError(position)
        keep(session, event)

    return handler


def dying_at(position: str) -> Any:
    def handler(session: Session, event: ReceivedEvent) -> None:
        keep(session, event)
        session.execute(select(func.count()).select_from(THINGS))
        if event.position == position:
            raise KeyboardInterrupt

    return handler
