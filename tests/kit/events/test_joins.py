"""Events that name an account which ended are of the person who stays, whenever and however often they arrive."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from services.kit.calls.peer import EventsPage
from services.kit.data.database import Database
from services.kit.events import follower
from services.kit.events.follower import Follower, FollowerLoop, ReceivedEvent
from services.kit.events.joins import current_people, move_late_job
from tests.kit.things import THINGS


class Feed:
    """A sibling's feed of events about people, in place of a peer."""

    def __init__(self, *events: tuple[str, Sequence[str]]) -> None:
        self.events_ = [an_event(n, kind, persons) for n, (kind, persons) in enumerate(events, start=1)]

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        page = self.events_[int(after.partition(".")[2] or 0) :][:limit]
        return EventsPage(events=page, position=page[-1]["position"] if page else after or "e.0")


def an_event(n: int, kind: str, persons: Sequence[str]) -> dict[str, Any]:
    data = {"version": 1, "orgs": [], "persons": list(persons), "codes": {}}
    return {"id": str(n), "type": kind, "subject": f"s{n}", "time": "t", "position": f"e.{n}", "data": data}


def keep(session: Session, event: ReceivedEvent) -> None:
    session.execute(insert(THINGS).values(text=event.data.persons[0]))


def move(session: Session, ended: str, stays: str) -> None:
    session.execute(update(THINGS).where(THINGS.c.text == ended).values(text=stays))


def join(session: Session, event: ReceivedEvent) -> None:
    stays, ended = event.data.persons
    move(session, ended, stays)


def follow(database: Database, name: str, *events: tuple[str, Sequence[str]]) -> None:
    handlers = {"thing.made": keep, "person.joined": join}
    loop = FollowerLoop(follower=Follower(source=name, handlers=handlers), peer=Feed(*events), database=database)  # type: ignore[arg-type]  # no peer
    loop.follow_once(wait=0)


def people(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(THINGS.c.text).order_by(THINGS.c.id)))


def test_events_before_and_after_are_of_the_person_who_stays(kit_database: Database) -> None:
    follow(kit_database, "pool", ("thing.made", ["old"]))
    follow(kit_database, "auth", ("person.joined", ["new", "old"]), ("person.joined", ["new", "old"]))
    follow(kit_database, "needs", ("thing.made", ["old"]), ("thing.made", ["somebody"]))
    assert people(kit_database) == ["new", "new", "somebody"]


def test_negative_control_without_the_note_a_later_event_names_the_ended_account(
    kit_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "note_join", lambda *_: None)
    follow(kit_database, "auth", ("person.joined", ["new", "old"]))
    follow(kit_database, "needs", ("thing.made", ["old"]))
    assert people(kit_database) == ["old"]


def test_a_person_who_joins_further_takes_along_whoever_joined_them(kit_database: Database) -> None:
    follow(kit_database, "auth", ("person.joined", ["b", "a"]), ("person.joined", ["c", "b"]))
    follow(kit_database, "again", ("person.joined", ["b", "a"]), ("person.joined", ["c", "b"]))
    with kit_database.read() as session:
        assert current_people(session, kit_database.tables, ["a", "b", "c", "d"]) == ["c", "c", "c", "d"]


def test_what_a_late_request_wrote_is_moved_by_the_job(kit_database: Database) -> None:
    follow(kit_database, "auth", ("person.joined", ["new", "old"]))
    with kit_database.write() as session:
        session.execute(insert(THINGS).values(text="old"))
    move_late_job(move).work(kit_database)
    assert people(kit_database) == ["new"]
