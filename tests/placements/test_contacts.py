"""Which of several experts a host has had to do with for a need."""

from typing import Any
from uuid import uuid4

from tests.placements.factories import Cast
from tests.support.api import Api, assert_problem
from tests.support.callers import LANEKASSEN, person


def contacts(api: Api, headers: dict[str, str], cast: Cast, *more: str) -> dict[str, dict[str, Any]]:
    experts = ",".join([str(cast.expert.expert_id), *more])
    answer = api.get(f"/v1/contacts?need_id={cast.need.need_id}&experts={experts}", headers)
    assert answer.status_code == 200, answer.text
    return {one["expert_id"]: one for one in answer.json()["contacts"]}


class TestContacts:
    def test_say_how_far_they_came_to_the_host(self, api: Api, cast: Cast) -> None:
        candidacy = cast.invited()
        shown = contacts(api, cast.host, cast, str(uuid4()))
        read = api.get(f"/v1/candidacies/{candidacy}", cast.host).json()
        names = ("reference", "kind", "state", "updated_at", "expert_id")
        expected = {"candidacy_id": candidacy} | {name: read[name] for name in names}
        assert shown == {str(cast.expert.expert_id): expected}

    def test_are_the_newest_of_several(self, api: Api, cast: Cast) -> None:
        declined = cast.do(cast.employee, cast.invited(), "decline", reason="workload")
        assert declined.status_code == 201, declined.text
        again = cast.applied()
        [shown] = contacts(api, cast.host, cast).values()
        assert (shown["candidacy_id"], shown["state"]) == (again, "applied")

    def test_are_told_to_the_needs_host_alone(self, api: Api, cast: Cast) -> None:
        cast.invited()
        assert contacts(api, cast.requester, cast), "the control"
        for other in (person("requester", LANEKASSEN), cast.home):
            assert contacts(api, other, cast) == {}
        path = f"/v1/contacts?need_id={cast.need.need_id}&experts={cast.expert.expert_id}"
        assert_problem(api.get(path, cast.employee), 403, "not-permitted")

    def test_are_asked_for_by_ids(self, api: Api, cast: Cast) -> None:
        assert_problem(api.get(f"/v1/contacts?need_id={uuid4()}&experts=nothing", cast.host), 422, "invalid")
