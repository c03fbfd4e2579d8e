"""An offer for days that another stay of the person's has taken since is ended, and both are told."""

from datetime import timedelta
from typing import Any

from services.kit.data.database import Database
from services.placements.jobs import expire_taken
from tests.placements.factories import Cast, FakePeers, some_day
from tests.placements.need_events import candidacy, events_of
from tests.placements.stays import Begun, begun
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, person

OTHER_HOST = "960885406"


def rival(cast: Cast) -> Cast:
    """Another host, for the same expert. Its tokens are of the moment."""
    return Cast(cast.api, cast.peers, host=OTHER_HOST, expert=cast.expert)


def after(stay: Begun) -> dict[str, Any]:
    """Terms of days that begin after the stay."""
    first = stay.last + timedelta(days=5)
    return {"start": str(first), "end": str(first + timedelta(days=65))}


def approved(stay: Begun, amendment: dict[str, Any], *sides: str) -> None:
    for side in sides:
        assert stay.cast.answer(stay.sides[side], amendment).status_code == 201


class TestExtension:
    def test_ends_an_offer_for_its_days_once_it_is_applied(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            other = rival(cast)
            offer = other.offered(**after(stay))
            extension = stay.extended(by="host")
            expire_taken(database)
            assert candidacy(other, offer)["state"] == "offered"
            approved(stay, extension, "home", "employee")
            expire_taken(database)
            shown = candidacy(other, offer)
            assert (shown["state"], shown["reason"], shown["seat_no"]) == ("expired", "person_taken", None)
            assert events_of(other, offer)[-1][0] == "candidacy.expired"
            assert events_of(other, offer)[-1][1]["reason"] == "person_taken"

    def test_that_falls_leaves_the_offer(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            other = rival(cast)
            offer = other.offered(**after(stay))
            extension = stay.extended(by="host")
            assert stay.cast.answer(stay.home, extension, decision="reject", reason="workload").status_code == 201
            expire_taken(database)
            assert candidacy(other, offer)["state"] == "offered"
            assert other.accept(offer).status_code == 201

    def test_leaves_an_offer_for_other_days(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            other = rival(cast)
            first = stay.last + timedelta(days=21)
            offer = other.offered(start=str(first), end=str(first + timedelta(days=65)))
            approved(stay, stay.extended(by="host"), "home", "employee")
            expire_taken(database)
            assert candidacy(other, offer)["state"] == "offered"

    def test_is_refused_for_days_of_a_placement_that_is_proposed(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            rival(cast).proposed(**after(stay))
            asked = stay.amend(stay.host, "extension", end=str(stay.last + timedelta(days=20)))
            assert_problem(asked, 409, "person-already-booked")

    def test_negative_control_without_the_job_the_offer_waits_for_a_refusal(
        self, cast: Cast, database: Database
    ) -> None:
        with begun(cast, database) as stay:
            other = rival(cast)
            offer = other.offered(**after(stay))
            approved(stay, stay.extended(by="host"), "home", "employee")
            assert candidacy(other, offer)["state"] == "offered"
            assert_problem(other.accept(offer), 409, "person-already-booked")


class TestNewTerms:
    def test_that_move_a_placement_end_an_offer_for_its_days(self, cast: Cast, database: Database) -> None:
        other = rival(cast)
        offer = other.offered(start=str(some_day(200)))
        placement = cast.proposed()
        expire_taken(database)
        assert candidacy(other, offer)["state"] == "offered"
        assert cast.edit(cast.home, placement, start=str(some_day(190))).status_code == 200
        expire_taken(database)
        assert candidacy(other, offer)["reason"] == "person_taken"

    def test_of_a_stay_that_is_over_or_called_off_take_nothing(self, cast: Cast, database: Database) -> None:
        placement = cast.proposed()
        other = rival(cast)
        offer = other.offered()
        path = f"/v1/placements/{placement}/cancellation"
        assert cast.api.post(path, cast.home, json={"reason": "workload"}).status_code == 201
        expire_taken(database)
        assert candidacy(other, offer)["state"] == "offered"

    def test_of_somebody_else_take_nothing(self, api: Api, peers: FakePeers, cast: Cast, database: Database) -> None:
        Cast(api, peers).agreed()
        offer = cast.offered()
        expire_taken(database)
        assert candidacy(cast, offer)["state"] == "offered"


def test_an_expert_of_the_same_body_reads_nothing_of_it(cast: Cast, database: Database) -> None:
    """The reason says that the person is bound, and neither where nor when."""
    cast.agreed()
    other = rival(cast)
    offer = other.offered()
    expire_taken(database)
    host = person("coordinator", OTHER_HOST)
    shown = cast.api.get(f"/v1/candidacies/{offer}", host).json()
    assert shown["reason"] == "person_taken"
    assert BAERUM not in str(shown)
    assert cast.need.host_org not in str(shown)
