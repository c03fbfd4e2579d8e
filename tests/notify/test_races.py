"""A person whose membership comes while the role is being notified is notified all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.notify.inbox.models import Message
from services.notify.members.repository import Members
from services.notify.tables import Table
from tests.notify.factories import ROLES, Story, an_event, handle, take_effect
from tests.support.callers import BAERUM
from tests.support.databases import ENGINES, migrated_database

BLOCKED_SECONDS = 0.5  # below the lock time-out of 1.5 s
SECONDS = 10


@contextmanager
def migrated(engine: str) -> Iterator[Database]:
    with migrated_database(engine, "notify") as url:
        database = Database(url, Table.metadata, connections=3)
        yield database
        database.close()


def notified_of_those_who_join_meanwhile(database: Database) -> list[str]:
    """The people notified of an event whose transaction is still open when a membership of the role comes."""
    submitted = Story().event("expert.submitted")
    granted = an_event(
        "membership.granted",
        "00000000-0000-4000-8000-000000000001",
        orgs=[BAERUM],
        persons=["newcomer"],
        roles=ROLES["coordinator"],
        at=clock.now() - timedelta(seconds=1),
    )
    joins = Thread(target=handle, args=(database, granted))
    with database.write() as session:
        take_effect(session, submitted)
        session.flush()
        joins.start()
        joins.join(BLOCKED_SECONDS)
    joins.join(SECONDS)
    assert not joins.is_alive()
    with database.read() as session:
        return list(session.scalars(select(col(Message.person_id)).where(col(Message.event_id) == submitted.id)))


class TestNewMember:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_is_notified(self, engine: str) -> None:
        with migrated(engine) as database:
            assert notified_of_those_who_join_meanwhile(database) == ["newcomer"]

    def test_is_not_notified_without_the_lock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control. SQLite has one writer at a time, and needs no lock."""
        monkeypatch.setattr(Members, "lock", lambda self, orgnrs: None)
        with migrated("postgresql") as database:
            assert notified_of_those_who_join_meanwhile(database) == []
