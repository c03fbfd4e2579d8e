"""A decision that can be read in two ways is no decision (I29)."""

import json

import pytest

from services.kit.web import bodies
from tests.placements.factories import Cast
from tests.support.api import assert_problem

TWO_WAYS = (
    b'{"decision": "reject", "reason": "workload", "terms_version": 1, "decision": "approve", "reason": null}',
    b'{"decision": "approve", "terms_version": 2, "terms_version": 1}',
    b'{"decision": "reject", "reason": "workload", "terms_version": 1, "\\u0064ecision": "approve"}',
)
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("body", TWO_WAYS)
def test_a_member_twice_is_refused_and_nothing_is_stored(cast: Cast, body: bytes) -> None:
    placement_id = cast.proposed(by=cast.host)
    before = cast.read(placement_id)
    answer = cast.api.post(f"/v1/placements/{placement_id}/decisions", cast.home | JSON, content=body)
    assert_problem(answer, 400, "invalid-json")
    assert cast.read(placement_id) == before
    assert (before["state"], before["waiting_for"]) == ("proposed", ["home"])


def test_a_true_version_is_none(cast: Cast) -> None:
    placement_id = cast.proposed(by=cast.host)
    problem = assert_problem(cast.decide(cast.home, placement_id, terms_version=True), 422, "invalid")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/terms_version", "wrong_form")]
    assert cast.read(placement_id)["state"] == "proposed"


def test_negative_control_a_lenient_reader_takes_the_last(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "read_json", json.loads)
    placement_id = cast.proposed(by=cast.host)
    answer = cast.api.post(f"/v1/placements/{placement_id}/decisions", cast.home | JSON, content=TWO_WAYS[0])
    assert (answer.status_code, answer.json()["state"]) == (201, "agreed")
