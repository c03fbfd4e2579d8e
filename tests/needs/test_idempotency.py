"""An Idempotency-Key at needs: one effect, in quotes or without."""

from uuid import uuid4

import pytest

from tests.needs.factories import a_need
from tests.support.api import Api, assert_problem
from tests.support.callers import person


class TestIdempotencyKey:
    @pytest.mark.parametrize(
        ("first", "second"), [("k-1", '"k-1"'), ('"k-1"', "k-1"), (r'"a\"b"', 'a"b'), ("k", " k ")]
    )
    def test_is_one_key_in_quotes_and_without(self, api: Api, first: str, second: str) -> None:
        host = person("requester", sub=str(uuid4()))
        one = api.post("/v1/needs", host | {"Idempotency-Key": first}, json=a_need())
        same = api.post("/v1/needs", host | {"Idempotency-Key": second}, json=a_need())
        assert (one.status_code, same.headers["Idempotency-Replayed"]) == (201, "true")
        assert one.json()["id"] == same.json()["id"]

    @pytest.mark.parametrize(
        "sent", ['""', '"', '"x', '"x"; a=1', '"a"b"', r'"a\b"', "", "x" * 129, '"' + "x" * 129 + '"']
    )
    def test_is_one_to_128_signs_in_whole_quotes(self, api: Api, sent: str) -> None:
        answer = api.post("/v1/needs", person("requester") | {"Idempotency-Key": sent}, json=a_need())
        assert assert_problem(answer, 422, "invalid")["errors"][0]["code"] == "idempotency_key"

    def test_may_have_128_signs_within_its_quotes(self, api: Api) -> None:
        key = {"Idempotency-Key": '"' + "x" * 128 + '"'}
        assert api.post("/v1/needs", person("requester") | key, json=a_need()).status_code == 201

    def test_the_same_request_has_one_effect_and_the_first_answer(self, api: Api) -> None:
        host = person("requester") | {"Idempotency-Key": "a-key-of-mine"}
        first, again = (api.post("/v1/needs", host, json=a_need()) for _ in range(2))
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
        assert len(api.get("/v1/needs?mine=true", host).json()["items"]) == 1
