"""Another body takes the place of a home agency or of a host."""

from typing import Any

import pytest

from services.kit.data.database import Database
from services.placements.followers import FOLLOWERS
from services.placements.jobs import PASS_ON_LATE
from tests.placements.factories import Cast
from tests.support.api import assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL, person, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in FOLLOWERS for kind, handler in follower.handlers.items()}
HOME, HOST, NEW = BAERUM, HUSBANKEN, LANEKASSEN


def succeeded(database: Database, old: str, new: str = NEW) -> None:
    with database.write() as session:
        event = received("organisation.succeeded", old, orgs=[new, old], successor=new)
        HANDLERS[event.type](session, event)


def passed_on(cast: Cast) -> list[dict[str, Any]]:
    """The codes of the events that say so."""
    events = cast.api.get("/v1/events?limit=100", service("placements", of="notify")).json()
    return [event["data"]["codes"] for event in events if event["type"] == "placement.passed_on"]


class TestHomeAgency:
    def test_the_successor_decides_what_is_proposed(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed(by=cast.host)
        succeeded(database, HOME)
        assert_problem(cast.decide(cast.home, placement_id), 404, "not-found")
        agreed = cast.decide(person("coordinator", NEW), placement_id)
        assert (agreed.json()["state"], agreed.json()["home_org"]) == ("agreed", NEW)

    def test_the_successor_cancels_what_is_agreed_and_the_others_read_it(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        succeeded(database, HOME)
        shown = [cast.read(placement_id, who) for who in (cast.employee, cast.host, person("coordinator", NEW))]
        assert [(one["state"], one["home_org"]) for one in shown] == [("agreed", NEW)] * 3
        path, no = f"/v1/placements/{placement_id}/cancellation", {"reason": "workload"}
        assert cast.api.post(path, person("coordinator", NEW), json=no).json()["state"] == "cancelled"

    def test_the_parties_of_what_is_not_over_are_notified(self, cast: Cast, database: Database) -> None:
        over, agreed = cast.proposed(), Cast(cast.api, cast.peers).agreed()
        cast.decide(cast.home, over, decision="reject", reason="workload")
        version = cast.read(agreed)["version"]
        succeeded(database, HOME)
        assert cast.read(agreed, person("coordinator", NEW))["version"] == version + 1
        (codes,) = passed_on(cast)
        assert (codes["party"], codes["home_org"], codes["host_org"]) == ("home", NEW, HOST)
        ended = cast.read(over, person("coordinator", NEW))
        assert (ended["state"], ended["home_org"]) == ("rejected", NEW)

    def test_an_open_candidacy_goes_on(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.applied()
        succeeded(database, HOME)
        shown = cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.employee).json()
        assert (shown["state"], shown["home_org"]) == ("applied", NEW)


class TestHost:
    def test_the_successor_offers_and_decides(self, cast: Cast, database: Database) -> None:
        placement_id, other = cast.proposed(), Cast(cast.api, cast.peers)
        waiting = other.applied()
        succeeded(database, HOST)
        assert cast.decide(person("coordinator", NEW), placement_id).status_code == 201
        assert other.do(person("requester", NEW), waiting, "decline", reason="workload").status_code == 201
        assert [codes["party"] for codes in passed_on(cast)] == ["host"]


class TestLenderAndBorrower:
    """The host takes the home agency's place: nobody is lent any more."""

    def test_what_is_not_agreed_ends(self, cast: Cast, database: Database) -> None:
        placement_id, other = cast.proposed(), Cast(cast.api, cast.peers)
        candidacy_id = other.applied()
        succeeded(database, HOME, HOST)
        shown = cast.read(placement_id, cast.employee)
        assert (shown["state"], shown["reason"]) == ("cancelled", "own_employee")
        ended = cast.api.get(f"/v1/candidacies/{candidacy_id}", other.employee).json()
        assert (ended["state"], ended["reason"]) == ("withdrawn", "own_employee")
        assert {ended["home_org"], ended["host_org"]} == {HOME, HOST}, "an ended candidacy keeps both numbers"

    @pytest.mark.parametrize(("old", "new"), [(HOME, HOST), (HOST, HOME)])
    def test_what_is_agreed_stands_and_can_be_cancelled(
        self, cast: Cast, database: Database, old: str, new: str
    ) -> None:
        placement_id = cast.agreed()
        succeeded(database, old, new)
        shown = cast.read(placement_id, person("coordinator", new))
        assert (shown["state"], shown["home_org"], shown["host_org"]) == ("agreed", new, new)
        path, no = f"/v1/placements/{placement_id}/cancellation", {"reason": "workload"}
        assert cast.api.post(path, person("coordinator", new), json=no).json()["state"] == "cancelled"

    def test_and_the_successor_of_both_has_both_sides(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        succeeded(database, HOME, HOST)
        succeeded(database, HOST, TOLL)
        shown = cast.read(placement_id, person("coordinator", TOLL))
        assert (shown["home_org"], shown["host_org"]) == (TOLL, TOLL)


class TestTwice:
    def test_is_once(self, cast: Cast, database: Database) -> None:
        cast.agreed()
        Cast(cast.api, cast.peers, host=NEW).applied()  # ends, and keeps its numbers
        succeeded(database, HOME)
        before = cast.api.get("/v1/events?limit=100", service("placements", of="notify")).json()
        succeeded(database, HOME)
        PASS_ON_LATE.work(database)
        assert cast.api.get("/v1/events?limit=100", service("placements", of="notify")).json() == before

    def test_by_the_clock_takes_along_what_came_late(self, cast: Cast, database: Database) -> None:
        """pool may name the old body for a moment longer than auth."""
        succeeded(database, HOME)
        candidacy_id = cast.applied()
        own = Cast(cast.api, cast.peers, host=NEW).applied()
        PASS_ON_LATE.work(database)
        shown = [cast.api.get(f"/v1/candidacies/{one}", person("coordinator", NEW)) for one in (candidacy_id, own)]
        assert [one.json()["state"] for one in shown] == ["applied", "withdrawn"]
