"""The short number by which people name a case."""

from collections.abc import Sequence
from types import ModuleType

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.placements.references import repository
from services.placements.references.domain import reference_of
from services.placements.references.repository import References
from services.placements.tables import Table
from tests.placements.factories import Cast, FakePeers
from tests.support.api import Api
from tests.support.callers import service
from tests.support.races import RACERS, race
from tests.support.service_fixtures import committing_fixture
from tests.support.weakened import weakened

committing = committing_fixture("placements", Table.metadata)
RETURNING_THE_LAST = weakened(repository, "_YEARS.c.last + 1", "_YEARS.c.last")


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "H-2027-00001"), (42, "H-2027-00042"), (99_999, "H-2027-99999"), (10**5, "H-2027-100000")],
)
def test_is_short_and_grows(number: int, written: str) -> None:
    assert reference_of(2027, number) == written


def test_each_year_counts_from_one(database: Database) -> None:
    with database.write() as session:
        references = References(session)
        given = [references.give(year) for year in (2027, 2027, 2028, 2027)]
    assert given == ["H-2027-00001", "H-2027-00002", "H-2028-00001", "H-2027-00003"]


class TestConcurrently:
    def given(self, database: Database, module: ModuleType) -> Sequence[str]:
        def give() -> str:
            with database.write() as session:
                given: str = module.References(session).give(2027)
                return given

        return race(give)

    def test_everybody_gets_another(self, committing: Database) -> None:
        assert sorted(self.given(committing, repository)) == [reference_of(2027, n + 1) for n in range(RACERS)]

    def test_without_the_count_two_get_the_same(self, committing: Database) -> None:
        assert set(self.given(committing, RETURNING_THE_LAST)) == {reference_of(2027, 1)}


class TestCases:
    def test_a_placement_has_its_candidacys(self, cast: Cast) -> None:
        placement = cast.read(cast.proposed())
        candidacy = cast.api.get(f"/v1/candidacies/{placement['candidacy_id']}", cast.host).json()
        assert placement["reference"] == candidacy["reference"] == reference_of(clock.today().year, 1)

    def test_the_next_has_the_next(self, api: Api, peers: FakePeers, cast: Cast) -> None:
        first, second = cast.ask(cast.requester).json(), Cast(api, peers).ask(cast.requester).json()
        assert second["reference"] == following(first["reference"])

    def test_each_event_names_it(self, cast: Cast) -> None:
        placement = cast.read(cast.agreed())
        events = cast.api.get("/v1/events", service("placements", of="notify")).json()
        assert {event["data"]["codes"]["reference"] for event in events} == {placement["reference"]}


def following(reference: str) -> str:
    letter, year, number = reference.split("-")
    return f"{letter}-{year}-{int(number) + 1:05}"
