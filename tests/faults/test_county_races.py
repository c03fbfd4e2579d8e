"""However many requests ask for however many counties at once, a body learns of three.

A slot is a row, and its number and county are unique to the body. The negative control counts first and writes then:
on PostgreSQL, where writers run side by side, it learns of more.
"""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from services.kit import clock
from services.kit.access.table import Caller, CallerKind
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.ids import new_id
from services.matching.counties.models import ToldCounty
from services.matching.counties.repository import ToldCounties
from services.matching.counties.service import Counties, CountyAllowance
from services.matching.settings import MatchingSettings
from services.matching.tables import Table
from services.scheme.roles import Role
from tests.matching.scenes.states import a_need
from tests.support.callers import BAERUM
from tests.support.counts import Measured, count
from tests.support.service_fixtures import committing_fixture

ROUNDS = count(200)
BARRIER_SECONDS = 10
ASKED = ["agder", "agder", "oslo", "oslo", "troms", "nordland", "rogaland", "akershus"]
SETTINGS = MatchingSettings()
HOST = Caller(
    kind=CallerKind.PERSON,
    sub=str(new_id()),
    client_id="cli",
    org=BAERUM,
    roles=frozenset({Role.REQUESTER}),
    scopes=frozenset({"matching:read"}),
    bearer="",
)

Ask = Callable[[ToldCounties, str], bool]


database = committing_fixture("matching", Table.metadata)


def properly(counties: ToldCounties, county: str) -> bool:
    return CountyAllowance(counties, Counties(SETTINGS)).includes(HOST, a_need(county=county))


def counting_first(counties: ToldCounties, county: str) -> bool:
    """Without the slots: counts those learned of, and then takes one more."""
    query = select(func.count()).select_from(ToldCounty)
    if (counties.session.scalar(query) or 0) >= SETTINGS.told_counties:
        return False
    counties.session.add(ToldCounty(org=BAERUM, slot=hash(county) % 10_000, county=county, at=clock.now()))
    return True


def counties_at_once(database: Database, ask: Ask, counties: list[str]) -> set[str]:
    """The counties that one of the requests learned of, all asked in the same instant."""
    barrier, learned = Barrier(len(counties)), set[str]()

    def run(county: str) -> None:
        barrier.wait(BARRIER_SECONDS)
        while True:
            try:
                with database.write() as session:
                    answer = ask(ToldCounties(session), county)
            except Busy:
                continue
            if answer:
                learned.add(county)
            return

    threads = [Thread(target=run, args=(county,)) for county in counties]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return learned


def forget(database: Database) -> None:
    with database.write() as session:
        for county in session.scalars(select(ToldCounty)):
            session.delete(county)


def test_a_body_gets_three_counties(database: Database, measured: Measured) -> None:
    for _ in range(ROUNDS):
        assert len(counties_at_once(database, properly, ASKED)) == SETTINGS.told_counties
        forget(database)
    measured(
        f"counties: {ROUNDS} times {len(ASKED)} requests at once, never more than {SETTINGS.told_counties} learned of"
    )


def test_everybody_gets_the_same_county(database: Database) -> None:
    with_one = ["oslo"] * 6
    for _ in range(ROUNDS):
        assert counties_at_once(database, properly, with_one) == {"oslo"}
        forget(database)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_counting_first_returns_more(database: Database) -> None:
    most = 0
    for _ in range(10):
        most = max(most, len(counties_at_once(database, counting_first, sorted(set(ASKED)))))
        forget(database)
    assert most > SETTINGS.told_counties
