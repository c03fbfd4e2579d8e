"""Somebody who belongs to the host beside their home agency is no candidate of it, and no alert reaches them."""

import pytest

from services.kit.data.database import Database
from services.matching.engine.experts import Experts
from services.matching.jobs import alert_once
from tests.matching.scenes.plans import BROKER, lines, made, pairs
from tests.matching.scenes.pools import put
from tests.matching.scenes.states import PERSON, an_id, expert_json, filled, made_at_noon, need_json, outcomes
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN

person = made_at_noon(callers.person)
pytestmark = pytest.mark.usefixtures("at_noon")

CANDIDATES = f"/v1/needs/{an_id(1001)}/candidates"
HOST, COORDINATOR = person("requester", BAERUM), person("coordinator", BAERUM)


@pytest.fixture
def further(api: Api) -> Api:
    """Bærum's need. Expert 1 suits best and belongs to Bærum too; expert 2 suits."""
    experts = [expert_json(1, further_bodies=[BAERUM], alerts=True), expert_json(2, skills=[])]
    filled(api, experts=experts, needs=[need_json(1001, must_skills=["prototyping"])])
    return api


class TestCandidates:
    def test_are_others_for_the_hosts_people(self, further: Api) -> None:
        for caller in (HOST, COORDINATOR):
            body = further.get(CANDIDATES, caller).json()
            assert [one["expert_id"] for one in body["candidates"]] == [an_id(2)]
            assert (body["counts"]["considered"], body["counts"]["eligible"]) == (1, 1)
            assert_problem(further.get(f"{CANDIDATES}/{an_id(1)}", caller), 404, "not-found")

    def test_are_kept_out_for_a_broker_with_the_reason(self, further: Api) -> None:
        across = person("broker", HUSBANKEN)
        body = further.get(CANDIDATES, across).json()
        assert [one["expert_id"] for one in body["candidates"]] == [an_id(2)]
        assert outcomes(further, CANDIDATES, across)["own_employee"] == (1, 1)
        explained = further.get(f"{CANDIDATES}/{an_id(1)}", across).json()
        assert [reason["code"] for reason in explained["against"]] == ["own_employee"]

    def test_are_others_in_plans(self, further: Api) -> None:
        assert pairs(further, made(further)) == {(an_id(1001), an_id(2))}
        filled(further, experts=[expert_json(2, further_bodies=[BAERUM])], needs=[need_json(1001)])
        (gap,) = lines(further, made(further, BROKER), "gaps", BROKER)
        assert gap["condition"] == "own_employee"


class TestOpportunities:
    def test_are_those_of_other_bodies(self, further: Api) -> None:
        me = person("employee", HUSBANKEN, sub=PERSON)
        assert further.get(f"/v1/experts/{an_id(1)}/opportunities", me).json()["opportunities"] == []

    def test_bring_no_alert(self, further: Api, database: Database) -> None:
        alert_once(database, further.app.state.index, per_week=3)
        assert further.get("/v1/events", callers.service("matching", of="notify")).json() == []


class TestExperts:
    def test_forget_a_body_that_was_left(self) -> None:
        experts = put(Experts.none(), [expert_json(1, further_bodies=[BAERUM])]).merged()
        later = put(experts, [expert_json(1)])
        assert (list(experts.further.by_body), list(later.further.by_body)) == ([BAERUM], [])
        assert an_id(1) not in experts.of_others(asker=BAERUM)
        assert an_id(1) in later.merged().of_others(asker=BAERUM)
