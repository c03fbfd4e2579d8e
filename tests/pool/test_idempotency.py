"""An Idempotency-Key at the pool: one effect, the first answer again."""

from tests.pool.factories import a_profile, an_endorsement, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import person


class TestIdempotencyKey:
    def test_the_same_request_has_one_effect_and_the_first_answer(self, api: Api) -> None:
        me = person("employee") | {"Idempotency-Key": "a-key-of-mine"}
        first = api.post("/v1/experts", me, json=a_profile())
        again = api.post("/v1/experts", me, json=a_profile())
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
        assert again.headers["Location"] == first.headers["Location"]

    def test_another_payload_is_refused(self, api: Api) -> None:
        me = person("employee") | {"Idempotency-Key": "a-key-of-mine"}
        api.post("/v1/experts", me, json=a_profile())
        assert_problem(api.post("/v1/experts", me, json=a_profile(percentage=50)), 422, "key-reused")

    def test_a_refusal_is_not_kept(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        keyed = me | {"Idempotency-Key": "pause-key"}
        assert_problem(
            api.post(f"/v1/experts/{expert_id}/pause", keyed, json={"reason": "workload"}), 409, "wrong-state"
        )
        api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator"), json=an_endorsement())
        assert api.post(f"/v1/experts/{expert_id}/pause", keyed, json={"reason": "workload"}).status_code == 201
