"""The sixth body of a kind joins while one of its people is endorsed: matching is given the kind all the same.

The endorsement counts five bodies and commits after the body was heard of; on PostgreSQL, where both run side by side.
The negative control locks nobody, and leaves the profile published by the old number.
"""

from collections.abc import Callable
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.feed import states_page
from services.kit.events.follower import ReceivedEvent
from services.kit.web.application import Overrides
from services.pool.domain import State
from services.pool.followers import save_organisation
from services.pool.main import create_app
from services.pool.models import Organisation, Table
from services.pool.repository.experts import Experts
from tests.pool.factories import signed_up
from tests.support.api import Api
from tests.support.callers import BAERUM, StaticKeys
from tests.support.events import received
from tests.support.service_fixtures import committing_fixture

KIND = {"level": "municipal", "sector": "municipality"}
FIVE = (BAERUM, "111111111", "222222222", "333333333", "444444444")

Hear = Callable[[Session, ReceivedEvent], None]

database = committing_fixture("pool", Table.metadata)
pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


def locking_the_endorsed(session: Session, event: ReceivedEvent) -> None:
    """As if whoever is not endorsed yet could be left out."""
    experts = Experts(session)
    experts.save_organisation(Organisation(orgnr=event.subject, **KIND))
    for expert in experts.list_endorsed_locked(BAERUM):
        experts.publish(expert)


def kind_after_race(database: Database, hear: Hear) -> str | None:
    """The sector that matching is left with, where the body is heard of between endorsement and commit."""
    api = Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))
    for orgnr in FIVE:
        hear_of(database, save_organisation, orgnr)
    expert_id, _ = signed_up(api)
    joining = Thread(target=hear_of, args=(database, hear, "555555555"))
    with database.write() as session:
        experts = Experts(session)
        expert = experts.get_locked(UUID(expert_id))
        expert.state, expert.endorsed_until = State.AVAILABLE, clock.today()
        experts.record(expert, "endorsed")
        joining.start()
        while joining.is_alive() and not waits(database):
            joining.join(0.01)
    joining.join()
    (state,) = [item["state"] for item in states_page(database, "", limit=9).items if item["id"] == expert_id]
    sector: str | None = state["sector"]
    return sector


def hear_of(database: Database, hear: Hear, orgnr: str) -> None:
    with database.write() as session:
        hear(session, received("organisation.joined", orgnr, **KIND))


def waits(database: Database) -> bool:
    """Whether somebody waits for a lock in this database."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with database.read() as session:
        return bool(session.execute(text(query)).scalar_one())


def test_nobody_is_endorsed_past_the_sixth_body(database: Database) -> None:
    assert kind_after_race(database, save_organisation) == "municipality"


def test_locking_the_endorsed_only_leaves_one_behind(database: Database) -> None:
    assert kind_after_race(database, locking_the_endorsed) is None
