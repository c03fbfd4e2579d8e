"""A request names no day after a foreseeable year. A stored day is returned whatever its year."""

from datetime import date
from typing import Any
from uuid import UUID

from services.kit.data.database import Database
from services.pool.models import Expert
from tests.pool.factories import an_endorsement, endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import person

TOO_LATE, LAST = "2101-01-01", "2100-12-31"


def pause(until: str) -> dict[str, Any]:
    return {"reason": "workload", "until": until}


class TestDaysInRequests:
    def test_bound_an_endorsement(self, api: Api) -> None:
        path, hr = f"/v1/experts/{signed_up(api)[0]}/endorsement", person("coordinator")
        problem = assert_problem(api.post(path, hr, json=an_endorsement(valid_until=TOO_LATE)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/valid_until", "out_of_range")]
        assert api.post(path, hr, json=an_endorsement(valid_until=LAST)).status_code == 201

    def test_bound_a_pause(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        path = f"/v1/experts/{expert_id}/pause"
        problem = assert_problem(api.post(path, me, json=pause(TOO_LATE)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/until", "out_of_range")]
        assert api.post(path, me, json=pause(LAST)).status_code == 201


class TestStoredDays:
    def test_of_any_year_are_read(self, api: Api, database: Database) -> None:
        expert_id, me = endorsed(api)
        far = [{"start": "2027-01-01", "end": "9999-12-31"}]
        with database.write() as session:
            expert = session.get_one(Expert, UUID(expert_id))
            expert.windows, expert.endorsed_until, expert.paused_until = far, date.max, date.max
        read = api.get(f"/v1/experts/{expert_id}", me)
        assert (read.status_code, read.json()["windows"], read.json()["paused_until"]) == (200, far, "9999-12-31")
