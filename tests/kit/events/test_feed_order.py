"""A reader of the feed gets every event once and in order, however many writers there are (I3)."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.outbox import Event, emit_event, publish_state
from services.kit.errors import Busy, EpochUnknown, Invalid
from services.kit.events.feed import events_page, states_page

WRITERS, EACH = 6, 25
Write = Callable[[Database, int], None]


def write_with_the_lock_at_the_end(database: Database, writer: int) -> None:
    """Write as the kit does: the work first, the position last."""
    with database.write() as session:
        emit_event(session, Event(type="thing.made", subject=str(writer), codes={"writer": writer}))
        session.execute(text("SELECT 1"))
        time.sleep(0.001 * (writer % 3))


def write_numbered_first(database: Database, writer: int) -> None:
    """Write in the obvious way, which is wrong: draw a number, do the work, commit."""
    with database.write() as session:
        number = session.execute(text("SELECT nextval('numbers')")).scalar_one()
        time.sleep(0.002 * (writer % 3))
        event = {"n": number, "id": str(number), "type": "thing.made", "subject": "1", "version": 1}
        session.execute(insert(database.tables.outbox).values(**event, time=clock.now(), codes={}, persons=[]))


def followed_while_written(database: Database, write: Write) -> tuple[list[int], list[int]]:
    """What a reader that reads all the time has seen, and what is there in the end."""
    done = Signal()
    seen: list[int] = []

    def read() -> None:
        last = 0
        while True:
            finished = done.is_set()
            new = numbers_after(database, last)
            seen.extend(new)
            last = new[-1] if new else last
            if finished and not new:
                return

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(read)
        for writing in [threads.submit(write_all, database, write, writer) for writer in range(WRITERS)]:
            writing.result()
        done.set()
        reader.result()
    return seen, numbers_after(database, 0)


def numbers_after(database: Database, last: int) -> list[int]:
    """The new rows of the outbox. Reads again where the database was too busy, as a follower does."""
    outbox = database.tables.outbox
    while True:
        try:
            with database.read() as session:
                query = select(outbox.c.n).where(outbox.c.n > last).order_by(outbox.c.n)
                return list(session.execute(query).scalars())
        except Busy:
            continue


def write_all(database: Database, write: Write, writer: int) -> None:
    for _ in range(EACH):
        written = False
        while not written:
            try:
                write(database, writer)
                written = True
            except Busy:  # what a client does with the 503: the same again
                continue


def test_a_reader_misses_nothing_while_many_write(kit_database: Database) -> None:
    seen, there = followed_while_written(kit_database, write_with_the_lock_at_the_end)
    assert seen == there == list(range(1, WRITERS * EACH + 1))


def test_negative_control_numbers_drawn_first_are_missed(kit_database: Database) -> None:
    if kit_database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, so that order cannot go wrong there")
    with kit_database.write() as session:
        session.execute(text("CREATE SEQUENCE numbers"))
    seen, there = followed_while_written(kit_database, write_numbered_first)
    assert len(there) == WRITERS * EACH
    assert len(seen) < len(there), "the reader should have missed what committed behind its back"


class TestEventsPage:
    def test_goes_on_from_its_position(self, kit_database: Database) -> None:
        emit(kit_database, "a", "b", "c")
        first = events_page(kit_database, after="", limit=2, source="/t", orgnr=None)
        then = events_page(kit_database, after=first.position, limit=2, source="/t", orgnr=None)
        assert [item["subject"] for item in first.items + then.items] == ["a", "b", "c"]

    def test_now_is_the_head(self, kit_database: Database) -> None:
        emit(kit_database, "a")
        assert events_page(kit_database, after="now", limit=9, source="/t", orgnr=None).position == "e1.1"

    def test_gives_an_agency_its_own_without_persons(self, kit_database: Database) -> None:
        emit(kit_database, "a", orgs=["935478715"])
        emit(kit_database, "b", orgs=["942114184"])
        page = events_page(kit_database, after="", limit=9, source="/t", orgnr="942114184")
        assert [item["subject"] for item in page.items] == ["b"]
        assert "persons" not in page.items[0]["data"]

    def test_hides_from_an_agency_who_else_is_concerned(self, kit_database: Database) -> None:
        both = ["935478715", "942114184"]
        codes = {"home_org": both[0], "host_org": both[1], "reason": "workload"}
        with kit_database.write() as session:
            emit_event(session, Event(type="thing.made", subject="a", orgs=both, codes=codes))
        data = events_page(kit_database, after="", limit=9, source="/t", orgnr=both[1]).items[0]["data"]
        assert data == {"version": 1, "orgs": [both[1]], "codes": {"host_org": both[1], "reason": "workload"}}

    @pytest.mark.parametrize(
        ("listed", "shown"),
        [
            (["employee", "second_factor"], True),
            (["employee", str(uuid4())], False),
            (["942114184", "935478715"], False),
            ([{"id": "a"}], False),
        ],
    )
    def test_shows_an_agency_no_lists_but_of_words(
        self, kit_database: Database, listed: list[object], shown: bool
    ) -> None:
        codes = {"reason": "workload", "listed": listed}
        with kit_database.write() as session:
            emit_event(session, Event(type="thing.made", subject="a", orgs=["942114184"], codes=codes))
        own, all_of_it = (
            events_page(kit_database, after="", limit=9, source="/t", orgnr=orgnr).items[0]["data"]["codes"]
            for orgnr in ("942114184", None)
        )
        assert own == (codes if shown else {"reason": "workload"})
        assert all_of_it == codes, "siblings get all"

    def test_of_an_agency_moves_past_what_concerns_others(self, kit_database: Database) -> None:
        emit(kit_database, "a", "b", orgs=["935478715"])
        page = events_page(kit_database, after="", limit=9, source="/t", orgnr="942114184")
        assert (page.items, page.position) == ([], "e1.2")

    @pytest.mark.parametrize("position", ["e2.1", "e1.99", "other.0"])
    def test_of_another_epoch_is_refused(self, kit_database: Database, position: str) -> None:
        with pytest.raises(EpochUnknown):
            events_page(kit_database, after=position, limit=9, source="/t", orgnr=None)

    @pytest.mark.parametrize("position", ["1", "e1.", "e1.x", "e1.١", "e1." + "9" * 40])
    def test_refuses_what_is_no_position(self, kit_database: Database, position: str) -> None:
        with pytest.raises(Invalid):
            events_page(kit_database, after=position, limit=9, source="/t", orgnr=None)

    def test_an_event_of_a_failed_transaction_is_never_emitted(self, kit_database: Database) -> None:
        with pytest.raises(ZeroDivisionError), kit_database.write() as session:
            emit_event(session, Event(type="thing.made", subject="a"))
            _ = 1 / 0
        assert events_page(kit_database, after="", limit=9, source="/t", orgnr=None).items == []


class TestStatesPage:
    def test_gives_the_latest_of_each_in_order_of_change(self, kit_database: Database) -> None:
        for key, state in [("a", {"v": 1}), ("b", {"v": 1}), ("a", {"v": 2}), ("b", None)]:
            with kit_database.write() as session:
                publish_state(session, key, state)
        page = states_page(kit_database, after="", limit=9)
        assert [(item["id"], item["state"]) for item in page.items] == [("a", {"v": 2}), ("b", None)]
        assert page.position == "e1.4"


def emit(database: Database, *subjects: str, orgs: list[str] | None = None) -> None:
    for subject in subjects:
        with database.write() as session:
            emit_event(session, Event(type="thing.made", subject=subject, orgs=orgs or [], persons=["somebody"]))
