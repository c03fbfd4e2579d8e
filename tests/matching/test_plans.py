"""Plans over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from services.matching.engine.index import View
from services.matching.plans.domain import MAX_NEEDS
from services.matching.plans.worker import Worker
from tests.matching.scenes.plans import BROKER, COORDINATOR, OTHERS_NEED, asked, lines, machine, made, pairs, person
from tests.matching.scenes.states import a_need, added_up, an_id, expert_json, filled, need_json
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

pytestmark = pytest.mark.usefixtures("at_noon")


def with_full_body(api: Api, second: int) -> list[dict[str, str]]:
    """Experts 1 and 2 are of a body that lends one, 3 of another; the pairs that fix 1 and the second to two needs."""
    states = [expert_json(n, lending_cap=1) for n in (1, 2)] + [expert_json(3, home=LANEKASSEN)]
    api.app.state.index.experts.apply([(one["id"], one) for one in states], position="a.7", head=7)
    wanted = zip((1001, 1002), (1, second), strict=True)
    return [{"need_id": an_id(need), "expert_id": an_id(expert)} for need, expert in wanted]


class TestCreatePlan:
    def test_is_queued_for_all_of_the_bodys_open_needs(self, market: Api) -> None:
        plan = asked(market)
        assert (plan["state"], plan["needs"], plan["progress"], plan["legal"]) == ("queued", 2, 0, ["cancel"])
        assert plan["summary"] == []

    def test_is_over_all_bodies_for_a_broker(self, market: Api) -> None:
        assert asked(market, BROKER)["needs"] == 3

    def test_may_be_prepared_by_the_bodys_machine(self, market: Api) -> None:
        assert asked(market, machine("coordinator", BAERUM))["needs"] == 2

    def test_needs_a_login(self, market: Api) -> None:
        assert_problem(market.post("/v1/plans", json={}), 401, "unauthenticated")

    @pytest.mark.parametrize("caller", [person("requester", BAERUM), person("coordinator", BAERUM, scope="needs:read")])
    def test_is_for_coordinators_and_brokers(self, market: Api, caller: dict[str, str]) -> None:
        assert_problem(market.post("/v1/plans", caller, json={}), 403, "not-permitted")

    @pytest.mark.parametrize("need_id", [OTHERS_NEED, "00000000-0000-4000-8000-000000000000"])
    def test_answers_a_foreign_need_like_an_absent_one(self, market: Api, need_id: str) -> None:
        answer = market.post("/v1/plans", COORDINATOR, json={"need_ids": [an_id(1001), need_id]})
        assert_problem(answer, 404, "not-found")

    def test_refuses_a_plan_over_nothing(self, market: Api) -> None:
        answer = market.post("/v1/plans", person("coordinator", HUSBANKEN), json={})
        assert_problem(answer, 422, "plan-over-nothing")

    def test_refuses_more_than_it_takes_with_the_limit(self, market: Api) -> None:
        filled(market, experts=[], needs=[need_json(n) for n in range(1, 5_002)])
        problem = assert_problem(market.post("/v1/plans", COORDINATOR, json={"in_a_row": 2}), 422, "plan-too-large")
        assert problem["limit"] == 5_000
        assert "5000" in problem["detail"]

    def test_refuses_more_than_a_million(self, market: Api) -> None:
        need = a_need()
        needs = View(states=dict.fromkeys(map(str, range(MAX_NEEDS + 1)), need), position="b.1", complete=True)
        market.app.state.index.needs.view = needs
        problem = assert_problem(market.post("/v1/plans", COORDINATOR, json={}), 422, "plan-too-large")
        assert problem["limit"] == 1_000_000
        assert market.get("/v1/plans", COORDINATOR).json()["items"] == []

    def test_refuses_a_longer_list_than_a_body_holds(self, market: Api) -> None:
        ids = [an_id(n) for n in range(7_000)]
        assert_problem(market.post("/v1/plans", COORDINATOR, json={"need_ids": ids}), 413, "too-large")

    @pytest.mark.parametrize(
        ("order", "pointer", "code"),
        [
            ({"need_ids": []}, "/need_ids", "too_short"),
            ({"need_ids": [an_id(1001)] * 2}, "/need_ids", "repeated"),
            ({"objective": "cheapest"}, "/objective", "wrong_value"),
            ({"horizon": {"start": "2027-05-01", "end": "2027-04-01"}}, "/horizon", "ends_before_start"),
            ({"in_a_row": 7}, "/in_a_row", "out_of_range"),
            ({"lending_caps": [{"home": HUSBANKEN, "most": 1}]}, "/lending_caps", "brokers_only"),
            ({"fixed": [{"need_id": OTHERS_NEED, "expert_id": an_id(1)}]}, "/fixed/0", "not_planned_for"),
            ({"fixed": [{"need_id": an_id(1002), "expert_id": an_id(3)}]}, "/fixed/0", "does_not_fit"),
            ({"fixed": [{"need_id": an_id(1002), "expert_id": str(uuid4())}]}, "/fixed/0", "does_not_fit"),
        ],
    )
    def test_points_at_what_is_wrong(self, market: Api, order: dict[str, Any], pointer: str, code: str) -> None:
        problem = assert_problem(market.post("/v1/plans", COORDINATOR, json=order), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]

    def test_tells_of_the_first_fault_of_a_long_list(self, market: Api) -> None:
        order = {"need_ids": ["x"] * 6_000, "fixed": [{}] * 1_000, "excluded": [{}] * 2_000}
        problem = assert_problem(market.post("/v1/plans", COORDINATOR, json=order), 422, "invalid")
        pointers = [error["pointer"] for error in problem["errors"]]
        assert pointers[0] == "/need_ids/0"
        assert len(pointers) < 10

    def test_refuses_a_pair_both_fixed_and_excluded_and_a_person_fixed_twice(self, market: Api) -> None:
        pair = {"need_id": an_id(1001), "expert_id": an_id(1)}
        both = {"fixed": [pair], "excluded": [{**pair, "reason": "workload"}]}
        twice = {"fixed": [pair, {**pair, "need_id": an_id(1002)}]}
        for order, code in ((both, "fixed_and_excluded"), (twice, "does_not_fit")):
            problem = assert_problem(market.post("/v1/plans", COORDINATOR, json=order), 422, "invalid")
            assert problem["errors"][0]["code"] == code

    def test_is_503_while_the_index_is_built(self, api: Api) -> None:
        assert_problem(api.post("/v1/plans", COORDINATOR, json={}), 503, "index-empty")


class TestMadePlan:
    def test_fills_the_places_and_says_what_it_is_worth(self, market: Api) -> None:
        plan = made(market, objective="most_placements")
        assert (plan["placements"], plan["places"], plan["progress"]) == (2, 2, 100)
        assert plan["loss"]["at_most"] == 0
        assert plan["loss"]["method"] == "duality"
        assert [one["objective"] for one in plan["compared"]] == ["most_placements", "stable"]
        assert plan["summary"][0]["text"] == "The plan fills 2 of 2 places."
        assert plan["summary"][-1]["code"] == "best"

    def test_gives_reasons_and_the_call_that_invites(self, market: Api) -> None:
        one, *_ = lines(market, made(market), "assignments")
        assert one["score"] == added_up(one["factors"])
        asked = {factor["factor"] for factor in one["factors"] if factor["asked"]}
        assert asked >= {"field", "slack", "learning"}
        assert "perspective" not in asked
        assert one["reasons"]
        body = {"kind": "invitation", "expert_id": one["expert_id"], "need_id": one["need_id"]}
        assert one["call"] == {"method": "POST", "path": "/placements/v1/candidacies", "body": body}
        assert (one["start"], one["end"]) == ("2027-03-01", "2027-04-30")

    def test_gives_no_call_where_something_has_come_in_the_way(self, market: Api) -> None:
        plan = made(market, need_ids=[an_id(1002)])
        market.app.state.index.experts.apply([(an_id(1), None)], position="a.4", head=4)
        [one] = lines(market, plan, "assignments")
        assert (one["call"], one["against"][0]["code"]) == (None, "gone")

    def test_keeps_to_fixed_and_excluded_pairs(self, market: Api) -> None:
        fixed = {"need_id": an_id(1001), "expert_id": an_id(2)}
        assert (an_id(1001), an_id(2)) in pairs(market, made(market, fixed=[fixed]))
        excluded = [{"need_id": an_id(1002), "expert_id": an_id(n), "reason": "workload"} for n in (1, 2)]
        plan = made(market, excluded=excluded)
        assert {need for need, _ in pairs(market, plan)} == {an_id(1001)}
        [gap] = lines(market, plan, "gaps")
        assert (gap["need_id"], gap["because"]) == (an_id(1002), "excluded_pairs")

    def test_keeps_to_a_home_agencys_lending_cap(self, market: Api) -> None:
        plan = made(market, BROKER, lending_caps=[{"home": HUSBANKEN, "most": 1}])
        assert plan["placements"] == 2
        assert len([1 for _, expert in pairs(market, plan, BROKER) if expert in {an_id(1), an_id(2)}]) == 1
        [gap] = lines(market, plan, "gaps", BROKER)
        assert gap["because"] == "lending_cap"

    def test_keeps_to_the_cap_in_a_home_agencys_policy_less_who_is_away(self, market: Api) -> None:
        states = [(an_id(n), expert_json(n, lending_cap=2)) for n in (1, 2)]
        away = expert_json(7, lending_cap=2, busy=[{"start": "2027-01-01", "end": "2027-12-31"}])
        market.app.state.index.experts.apply([*states, (an_id(7), away)], position="a.9", head=9)
        plan = made(market, BROKER)
        assert len([1 for _, expert in pairs(market, plan, BROKER) if expert in {an_id(1), an_id(2)}]) == 1
        assert "lending_cap" in {gap["because"] for gap in lines(market, plan, "gaps", BROKER)}

    @pytest.mark.parametrize("in_a_row", [1, 2])
    @pytest.mark.parametrize("second", [2, 3])
    def test_tells_a_host_by_no_policy_who_are_colleagues(self, market: Api, second: int, in_a_row: int) -> None:
        plan = made(market, fixed=with_full_body(market, second), in_a_row=in_a_row)
        assert (plan["placements"], plan["dropped"]) == (2, [])
        assert pairs(market, plan) == {(an_id(1001), an_id(1)), (an_id(1002), an_id(second))}

    def test_tells_a_host_of_no_body_that_it_is_full(self, market: Api) -> None:
        with_full_body(market, 2)
        market.app.state.index.experts.apply([(an_id(3), None)], position="a.8", head=8)
        assert lines(market, made(market), "gaps") == []

    @pytest.mark.parametrize(("second", "dropped"), [(2, 1), (3, 0)])
    def test_keeps_a_broker_to_the_policy_in_fixed_pairs_too(self, market: Api, second: int, dropped: int) -> None:
        fixed = with_full_body(market, second)
        plan = made(market, BROKER, need_ids=[one["need_id"] for one in fixed], fixed=fixed)
        assert len(plan["dropped"]) == dropped

    def test_tells_what_keeps_places_empty(self, market: Api) -> None:
        needs = [
            need_json(1001, state="on_hold"),
            need_json(1002, fields=[{"field": "gone-from-the-list", "level": 1}]),
            need_json(1003, latest_start="2027-12-31", earliest_start="2027-12-01"),
            need_json(1004, languages=["se"]),
            *(need_json(n) for n in (1005, 1006, 1007)),
        ]
        market.app.state.index.needs.reset()
        market.app.state.index.needs.apply([(one["id"], one) for one in needs], position="b.7", head=7)
        ids = [one["id"] for one in needs]
        plan = made(market, need_ids=ids, horizon={"start": "2027-01-01", "end": "2027-06-30"})
        because = {gap["need_id"]: (gap["because"], gap["condition"]) for gap in lines(market, plan, "gaps")}
        assert because.pop(an_id(1004)) == ("no_candidates", "language")
        assert sorted(because.values()) == [
            ("field_unknown", None),
            ("need_not_open", None),
            ("outside_horizon", None),
            ("people_taken", None),
        ]

    @pytest.mark.parametrize("objective", ["most_score", "most_placements", "stable"])
    def test_answers_the_same_again(self, market: Api, objective: str) -> None:
        first, second = (made(market, objective=objective) for _ in range(2))
        assert pairs(market, first) == pairs(market, second)
        assert first["compared"] == second["compared"]

    def test_is_stable_where_that_is_asked(self, market: Api) -> None:
        plan = made(market, BROKER, objective="stable")
        assert plan["compared"][0]["blocking_pairs"] == 0
        assert plan["loss"]["method"] == "stable"

    def test_places_one_person_several_times_in_a_row(self, market: Api) -> None:
        later = [need_json(1000 + n, earliest_start=f"2027-0{n}-01", latest_start=f"2027-0{n}-20") for n in (2, 5, 8)]
        market.app.state.index.experts.reset()
        filled(market, experts=[expert_json(1)], needs=later)
        market.app.state.index.needs.apply([(an_id(n), None) for n in (1001, 1003, 1009)], position="b.9", head=9)
        once, thrice = (made(market, in_a_row=times) for times in (1, 3))
        assert (once["placements"], thrice["placements"]) == (1, 3)
        assert (thrice["loss"]["method"], thrice["loss"]["at_most"]) == ("lp", 0)


class TestReading:
    def test_lists_the_bodys_own_the_newest_first(self, market: Api) -> None:
        first = asked(market)
        asked(market, BROKER)
        items = market.get("/v1/plans", COORDINATOR).json()["items"]
        assert [one["id"] for one in items] == [first["id"]]

    @pytest.mark.parametrize("path", ["", "/assignments", "/gaps"])
    def test_answers_a_foreign_plan_like_an_absent_one(self, market: Api, path: str) -> None:
        plan, across = asked(market), asked(market, person("broker", BAERUM))
        for plan_id, caller in (
            (plan["id"], person("coordinator", HUSBANKEN)),
            (across["id"], COORDINATOR),
            (uuid4(), BROKER),
        ):
            assert_problem(market.get(f"/v1/plans/{plan_id}{path}", caller), 404, "not-found")
        assert_problem(market.get(f"/v1/plans/{plan['id']}{path}"), 401, "unauthenticated")
        assert_problem(market.get(f"/v1/plans/{plan['id']}{path}", person("requester", BAERUM)), 403, "not-permitted")
        assert_problem(market.get(f"/v1/plans/17{path}", COORDINATOR), 422, "invalid")

    def test_list_refuses_a_cursor_of_another(self, market: Api) -> None:
        assert_problem(market.get("/v1/plans?cursor=x", COORDINATOR), 422, "invalid-cursor")
        assert_problem(market.get("/v1/plans"), 401, "unauthenticated")
        assert_problem(market.get("/v1/plans", person("employee", BAERUM)), 403, "not-permitted")

    def test_has_a_version_that_follows_its_state(self, market: Api) -> None:
        plan = asked(market)
        etag = market.get(f"/v1/plans/{plan['id']}", COORDINATOR).headers["ETag"]
        assert market.get(f"/v1/plans/{plan['id']}", {**COORDINATOR, "If-None-Match": etag}).status_code == 304
        Worker(index=market.app.state.index).make_due(market.app.state.database)
        assert market.get(f"/v1/plans/{plan['id']}", {**COORDINATOR, "If-None-Match": etag}).status_code == 200
