"""What the pool does about other services' events."""

from typing import Any
from uuid import uuid4

from services.kit.database import Database
from services.kit.events.follower import ReceivedEvent
from services.pool.followers import followers
from services.pool.settings import PoolSettings
from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in followers(PoolSettings()) for kind, handler in follower.handlers.items()}


def hear(database: Database, event: ReceivedEvent) -> None:
    with database.write() as session:
        HANDLERS[event.type](session, event)


def profile(api: Api, expert_id: str) -> dict[str, Any]:
    items = api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
    found: dict[str, Any] = next(item["state"] for item in items if item["id"] == expert_id)
    return found


class TestBodies:
    def test_a_coordinator_is_waited_for_once_there_is_one(self, api: Api, database: Database) -> None:
        granted = received("membership.granted", orgs=[BAERUM], role="coordinator", roles=["coordinator", "employee"])
        hear(database, granted)
        _, me = signed_up(api)
        assert api.get("/v1/me/expert", me).json()["waiting_for"]["code"] == "home_coordinator"
        hear(database, received("membership.ended", granted.subject, orgs=[BAERUM], persons=["x"], role="coordinator"))
        waiting = api.get("/v1/me/expert", me).json()["waiting_for"]
        assert waiting["code"] == "home_agency_without_coordinator"

    def test_a_member_is_no_coordinator(self, api: Api, database: Database) -> None:
        hear(database, received("membership.granted", orgs=[BAERUM], role="employee", roles=["employee"]))
        _, me = signed_up(api)
        assert api.get("/v1/me/expert", me).json()["waiting_for"]["code"] == "home_agency_without_coordinator"

    def test_a_bodys_sector_reaches_profiles_that_came_before_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        assert profile(api, expert_id)["sector"] is None
        hear(database, received("organisation.joined", BAERUM, level="municipal", sector="municipality"))
        assert profile(api, expert_id)["sector"] == "municipality"


class TestPeople:
    def test_who_leaves_the_home_agency_leaves_the_pool(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, me = signed_up(api, sub=sub)
        hear(database, received("membership.ended", orgs=[HUSBANKEN], persons=[sub], role="employee"))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "submitted"
        hear(database, received("membership.ended", orgs=[BAERUM], persons=[sub], role="employee"))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "withdrawn"

    def test_a_disabled_person_leaves_the_pool(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, me = signed_up(api, sub=sub)
        hear(database, received("person.disabled", sub, persons=[sub]))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "withdrawn"


class TestPlacements:
    def test_an_application_discloses_and_a_refusal_ends_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        codes = {"expert_id": expert_id, "need_id": str(uuid4()), "host_org": HUSBANKEN, "home_org": BAERUM}
        applied = received("candidacy.applied", **codes)
        hear(database, applied)
        reader = person("requester", HUSBANKEN)
        assert api.get(f"/v1/experts/{expert_id}", reader).json()["shown_as"] == "named"
        hear(database, received("candidacy.not_selected", applied.subject, **codes))
        assert api.get(f"/v1/experts/{expert_id}", reader).json()["shown_as"] == "pseudonymous"

    def test_an_agreed_placement_blocks_its_days_and_a_cancelled_one_frees_them(
        self, api: Api, database: Database
    ) -> None:
        expert_id, me = endorsed(api)
        codes = {"expert_id": expert_id, "start": "2027-02-01", "end": "2027-03-31", "candidacy_id": str(uuid4())}
        agreed = received("placement.agreed", **codes)
        hear(database, agreed)
        hear(database, agreed)
        days = [{"start": "2027-02-01", "end": "2027-03-31"}]
        assert profile(api, expert_id)["busy"] == days
        assert api.get("/v1/me/expert", me).json()["busy"] == days
        hear(database, received("placement.cancelled", agreed.subject, **codes))
        assert profile(api, expert_id)["busy"] == []

    def test_news_of_an_unknown_expert_is_harmless(self, api: Api, database: Database) -> None:
        codes = {
            "expert_id": str(uuid4()),
            "need_id": "n",
            "host_org": HUSBANKEN,
            "start": "2027-02-01",
            "end": "2027-03-31",
        }
        for kind in ("candidacy.applied", "placement.agreed", "placement.cancelled"):
            hear(database, received(kind, **codes))
