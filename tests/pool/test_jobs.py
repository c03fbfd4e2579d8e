"""What the pool does on a schedule."""

from datetime import timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.pool.jobs import expire_endorsements
from tests.pool.factories import endorsed
from tests.support.api import Api
from tests.support.callers import service


def kinds(api: Api) -> list[str]:
    return [event["type"] for event in api.get("/v1/events", service("pool", of="notify")).json()]


class TestExpireEndorsements:
    def test_ends_what_ran_out_and_only_once(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        expire_endorsements(database)
        assert "expert.expired" not in kinds(api)
        with clock.stopped_at(clock.now() + timedelta(days=401)):
            expire_endorsements(database)
            expire_endorsements(database)
        assert kinds(api).count("expert.expired") == 1
        items = api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
        assert items == [{"id": expert_id, "state": None}]

    def test_ends_pauses(self, api: Api, database: Database) -> None:
        expert_id, me = endorsed(api)
        until = str(clock.today() + timedelta(days=3))
        api.post(f"/v1/experts/{expert_id}/pause", me, json={"reason": "workload", "until": until})
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            expire_endorsements(database)
        assert kinds(api)[-1] == "expert.resumed"


class TestRenewal:
    def test_an_expired_expert_asks_anew(self, api: Api, database: Database) -> None:
        expert_id, me = endorsed(api)
        with clock.stopped_at(clock.now() + timedelta(days=401)):
            expire_endorsements(database)
        assert api.post(f"/v1/experts/{expert_id}/renewal", me).json()["state"] == "submitted"
