"""What the database itself refuses, whatever the code does."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from services.kit.data.database import Database
from tests.placements.factories import Cast, FakePeers, some_day
from tests.support.api import Api, assert_problem
from tests.support.callers import LANEKASSEN


def run(database: Database, statement: str, **values: object) -> None:
    with database.write() as session:
        session.execute(text(statement), values)


def as_stored(database: Database, key: str) -> str:
    """SQLite keeps UUIDs without dashes."""
    return UUID(key).hex if database.engine.dialect.name == "sqlite" else key


@pytest.mark.parametrize("table", ["decisions", "terms_versions"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET client_id = 'x'", "DELETE FROM {}"])
def test_what_was_decided_cannot_be_changed(cast: Cast, database: Database, table: str, statement: str) -> None:
    placement_id = cast.agreed()
    with pytest.raises(DBAPIError, match="append-only"):
        run(database, statement.format(table))
    assert len(cast.read(placement_id)["decisions"]) == 3


def test_a_person_cannot_be_bound_twice_on_one_day(cast: Cast, database: Database) -> None:
    cast.agreed()
    later = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
    later.accept(later.offered(start=str(some_day(365))))
    with pytest.raises(IntegrityError, match="ex_bookings_person"):
        run(database, "UPDATE bookings SET starts = :day", day=str(some_day(60)))


def test_a_person_who_signed_up_anew_is_bound_still(cast: Cast) -> None:
    cast.agreed()
    anew = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=replace(cast.expert, expert_id=uuid4()))
    assert_problem(anew.accept(anew.offered()), 409, "person-already-booked")
    later = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=anew.expert)
    assert later.accept(later.offered(start=str(some_day(365)))).status_code == 201, "on other days they are free"


def test_what_a_person_was_offered_by_an_older_profile_lapses_too(cast: Cast) -> None:
    older = cast.offered()
    anew = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=replace(cast.expert, expert_id=uuid4()))
    anew.accept(anew.offered())
    assert cast.api.get(f"/v1/candidacies/{older}", cast.employee).json()["state"] == "expired"


def test_the_last_day_counts(cast: Cast, database: Database) -> None:
    ends = cast.read(cast.agreed())["terms"]["end"]
    same_day = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
    candidacy_id = same_day.offered(start=ends)
    statement = "UPDATE bookings SET state = 'accepted' WHERE candidacy_id = :id"
    with pytest.raises(IntegrityError, match="ex_bookings_person"):
        run(database, statement, id=as_stored(database, candidacy_id))


def test_a_seat_cannot_be_held_twice(cast: Cast, database: Database) -> None:
    cast.peers.change_need(cast.need.need_id, places=2)
    cast.offered()
    other = Cast(cast.api, cast.peers)
    other.need = cast.peers.needs[cast.need.need_id]
    other.offered()
    with pytest.raises(IntegrityError, match=r"uq_bookings_live_seat|bookings\.seat_no"):
        run(database, "UPDATE bookings SET seat_no = 1")


class TestANeedThatLostPlaces:
    """Three places when the offers were made, one when they are answered: one stay, whoever comes first (I4)."""

    def three(self, api: Api, peers: FakePeers) -> list[Cast]:
        casts = [Cast(api, peers) for _ in range(3)]
        for cast in casts:
            cast.need = casts[0].need
        peers.change_need(casts[0].need.need_id, places=3)
        return casts

    def test_takes_no_more_acceptances_than_places(self, api: Api, peers: FakePeers) -> None:
        casts = self.three(api, peers)
        offers = [cast.offered() for cast in casts]
        peers.change_need(casts[0].need.need_id, places=1)
        answers = [cast.accept(offer) for cast, offer in zip(casts, offers, strict=True)]
        assert [answer.status_code for answer in answers] == [201, 409, 409]
        assert_problem(answers[1], 409, "no-free-place")

    def test_agrees_to_no_more_stays_than_places(self, api: Api, peers: FakePeers) -> None:
        casts = self.three(api, peers)
        proposed = [cast.proposed(by=cast.host) for cast in casts]
        peers.change_need(casts[0].need.need_id, places=1)
        answers = [cast.decide(cast.home, placement) for cast, placement in zip(casts, proposed, strict=True)]
        assert [answer.status_code for answer in answers] == [201, 409, 409]
        assert answers[0].json()["state"] == "agreed"
        assert_problem(answers[2], 409, "no-free-place")
