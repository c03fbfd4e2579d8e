"""The worker that makes plans, and how it is stopped."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.matching.engine.planning.solver import SolverEnded
from services.matching.plans import worker
from services.matching.plans.domain import LEASE, MAX_TRIES, MOST_WAITING
from services.matching.plans.models import Plan
from services.matching.plans.repository import Plans
from services.matching.plans.worker import ClaimLost, Progress, Worker
from tests.matching.scenes.plans import BROKER, COORDINATOR, asked, claim, lines, machine, made, person
from tests.matching.scenes.states import NOON, made_at_noon
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

SERVICE = made_at_noon(callers.service)("matching", of="notify")
pytestmark = pytest.mark.usefixtures("at_noon")

Move = Callable[[timedelta], None]


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

    def test_tries_again_where_its_solver_was_ended(
        self, market: Api, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def ended(*_: object) -> None:
            raise SolverEnded()

        made_by, plan = Worker(index=market.app.state.index), asked(market)
        with clock.stopped_at(NOON) as move:
            with monkeypatch.context() as patched:
                patched.setattr(worker, "solution_of", ended)
                made_by.make_due(database)
            assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "running"
            move(LEASE)
            made_by.make_due(database)
        assert market.get(f"/v1/plans/{plan['id']}", COORDINATOR).json()["state"] == "done"

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


def asked_in_a_row(market: Api, move: Move, caller: dict[str, str], count: int) -> list[str]:
    """The ids of that many plans, requested a second apart."""
    ids = []
    for _ in range(count):
        ids.append(str(asked(market, caller)["id"]))
        move(timedelta(seconds=1))
    return ids


def finished_and_next(market: Api, database: Database, running: Plan, move: Move) -> Plan | None:
    worker = Worker(index=market.app.state.index)
    worker.make(database, running, market.app.state.index.snapshot())
    move(timedelta(seconds=1))
    return worker.claim_due(database)


class TestTurns:
    """Bodies take turns, and the broker with them (I30)."""

    def test_are_taken_by_bodies_and_not_by_plans(self, market: Api, database: Database) -> None:
        worker = Worker(index=market.app.state.index)
        with clock.stopped_at(NOON) as move:
            ours = asked_in_a_row(market, move, COORDINATOR, 3)
            running = claim(worker, database)
            ours += asked_in_a_row(market, move, COORDINATOR, 1)
            theirs = asked_in_a_row(market, move, BROKER, 2)
            order: list[str] = []
            plan: Plan | None = running
            while plan is not None:
                order.append(str(plan.id))
                plan = finished_and_next(market, database, plan, move)
        assert order == [ours[0], theirs[0], ours[1], theirs[1], ours[2], ours[3]]

    def test_are_not_kept_by_cancelling_what_is_being_made(self, market: Api, database: Database) -> None:
        worker = Worker(index=market.app.state.index)
        with clock.stopped_at(NOON) as move:
            first = asked(market)
            claim(worker, database)
            move(timedelta(seconds=1))
            asked(market)
            move(timedelta(seconds=1))
            theirs = asked(market, BROKER)
            market.post(f"/v1/plans/{first['id']}/cancellation", COORDINATOR)
            assert str(claim(worker, database).id) == theirs["id"]

    def test_of_a_body_with_a_plan_at_work_come_last(self, market: Api, database: Database) -> None:
        """A second worker makes the others' plan, though the body with one at work has never had one before."""
        worker = Worker(index=market.app.state.index)
        with clock.stopped_at(NOON) as move:
            made(market, BROKER)
            asked(market), asked(market)
            claim(worker, database)
            move(timedelta(seconds=1))
            theirs = asked(market, BROKER)
            assert str(claim(worker, database).id) == theirs["id"]

    @pytest.mark.parametrize("caller", [COORDINATOR, BROKER], ids=["body", "broker"])
    def test_are_waited_for_by_three_plans_of_a_body(
        self, market: Api, database: Database, caller: dict[str, str]
    ) -> None:
        asked(market, caller)
        claim(Worker(index=market.app.state.index), database)
        waiting = [asked(market, caller) for _ in range(MOST_WAITING)]
        refused = market.post("/v1/plans", caller, json={})
        assert assert_problem(refused, 409, "too-many-plans")["limit"] == MOST_WAITING
        market.post(f"/v1/plans/{waiting[0]['id']}/cancellation", caller)
        asked(market, caller)

    def test_leave_room_for_other_bodies(self, market: Api) -> None:
        for _ in range(MOST_WAITING):
            asked(market)
        asked(market, BROKER)
