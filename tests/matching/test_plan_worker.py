"""The worker that makes plans, and how it is stopped."""

from datetime import timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.matching.plans.domain import LEASE, MAX_TRIES
from services.matching.plans.repository import Plans
from services.matching.plans.worker import ClaimLost, Progress, Worker
from tests.matching.scenes.plans import COORDINATOR, asked, claim, lines, machine, made, person
from tests.matching.scenes.states import NOON, made_at_noon
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

SERVICE = made_at_noon(callers.service)("matching", of="notify")
pytestmark = pytest.mark.usefixtures("at_noon")


class TestCancelPlan:
    def test_stops_a_waiting_plan(self, market: Api) -> None:
        plan = asked(market)
        answer = market.post(f"/v1/plans/{plan['id']}/cancellation", COORDINATOR)
        assert answer.status_code == 201, answer.text
        assert (answer.json()["state"], answer.json()["legal"]) == ("cancelled", [])
        assert Worker(index=market.app.state.index).claim_due(market.app.state.database) is None

    def test_is_refused_of_what_is_done(self, market: Api) -> None:
        plan = made(market)
        answer = market.post(f"/v1/plans/{plan['id']}/cancellation", COORDINATOR)
        assert assert_problem(answer, 409, "wrong-state")["legal"] == []

    def test_is_for_those_whose_plan_it_is(self, market: Api) -> None:
        path = f"/v1/plans/{asked(market)['id']}/cancellation"
        assert_problem(market.post(path), 401, "unauthenticated")
        assert_problem(market.post(path, person("requester", BAERUM)), 403, "not-permitted")
        assert_problem(market.post(path, person("coordinator", HUSBANKEN)), 404, "not-found")
        assert_problem(market.post("/v1/plans/17/cancellation", COORDINATOR), 422, "invalid")

    def test_is_noticed_by_the_worker(self, market: Api) -> None:
        worker, database = Worker(index=market.app.state.index), market.app.state.database
        plan = asked(market)
        claimed = claim(worker, database)
        assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "running"
        market.post(f"/v1/plans/{plan['id']}/cancellation", COORDINATOR)
        with pytest.raises(ClaimLost):
            Progress(database, claimed).report(50)
        worker.make(database, claimed, market.app.state.index.snapshot())
        assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "cancelled"
        assert lines(market, plan, "assignments") == []


def emitted(api: Api) -> list[tuple[str, dict[str, object]]]:
    events = api.get("/v1/events?limit=100", SERVICE).json()
    assert all(event["data"]["orgs"] == [BAERUM] and len(event["data"]["persons"]) == 1 for event in events)
    return [(event["type"], event["data"]["codes"]) for event in events]


class TestEvents:
    def test_are_emitted_once_for_each_step(self, market: Api) -> None:
        plan = made(market)
        assert emitted(market) == [
            ("plan.requested", {"needs": 2, "objective": "most_placements"}),
            ("plan.started", {"tries": 1}),
            ("plan.finished", {"placements": plan["placements"], "places": plan["places"]}),
        ]

    def test_are_emitted_for_the_first_end_only(self, market: Api, database: Database) -> None:
        plan = asked(market)
        worker = Worker(index=market.app.state.index)
        claimed = claim(worker, database)
        market.post(f"/v1/plans/{plan['id']}/cancellation", COORDINATOR)
        worker.make(database, claimed, market.app.state.index.snapshot())
        assert [kind for kind, _ in emitted(market)] == ["plan.requested", "plan.started", "plan.cancelled"]

    def test_name_nobody_of_a_plan_across_bodies_that_a_machine_asked_for(self, market: Api) -> None:
        made(market, machine("broker", LANEKASSEN))
        for event in market.get("/v1/events?limit=100", SERVICE).json():
            assert (event["data"]["orgs"], event["data"]["persons"]) == ([], [])


class TestWorker:
    def test_claims_a_plan_once(self, market: Api, database: Database) -> None:
        asked(market)
        worker = Worker(index=market.app.state.index)
        claim(worker, database)
        assert worker.claim_due(database) is None

    def test_takes_over_when_the_lease_of_a_dead_one_ends(self, market: Api, database: Database) -> None:
        """The dead one may have written lines; if it was only slow, it writes nothing more."""
        worker, plan = Worker(index=market.app.state.index), asked(market)
        with clock.stopped_at(NOON) as move:
            dead = claim(worker, database)
            move(LEASE - timedelta(seconds=1))
            assert worker.claim_due(database) is None
            move(timedelta(seconds=1))
            assert claim(worker, database).tries == 2
            with pytest.raises(ClaimLost):
                Progress(database, dead).report(50)
            worker.make(database, dead, market.app.state.index.snapshot())
            move(LEASE)
            worker.make_due(database)
        assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "done"
        assert len(lines(market, plan, "assignments")) == 2

    def test_gives_up_what_it_dies_of_every_time(self, market: Api, database: Database) -> None:
        worker, plan = Worker(index=market.app.state.index), asked(market)
        with clock.stopped_at(NOON) as move:
            for _ in range(MAX_TRIES):
                claim(worker, database)
                move(LEASE)
            worker.make_due(database)
        failed = market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()
        assert (failed["state"], failed["reason"], failed["legal"]) == ("failed", "gave_up", [])

    def test_renews_its_lease_as_it_goes(self, market: Api, database: Database) -> None:
        asked(market)
        worker = Worker(index=market.app.state.index)
        with clock.stopped_at(NOON) as move:
            claimed = claim(worker, database)
            move(timedelta(seconds=90))
            Progress(database, claimed).report(50)
            move(timedelta(seconds=90))
            assert worker.claim_due(database) is None
        with database.read() as session:
            assert Plans(session).get(claimed.id).progress == 50

    def test_waits_while_the_index_is_built(self, market: Api, database: Database) -> None:
        plan = asked(market)
        market.app.state.index.experts.reset()
        Worker(index=market.app.state.index).make_due(database)
        assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "queued"
