"""An expert who belongs to a further body is nobody that body could borrow: it does not see them at all."""

from typing import Any
from uuid import uuid4

import pytest

from services.kit.data.database import Database
from services.pool.followers import followers
from services.pool.settings import PoolSettings
from tests.pool.factories import a_profile, an_endorsement, endorsed
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person, service
from tests.support.events import received

HANDLERS = next(one.handlers for one in followers(PoolSettings()) if one.name == "auth-memberships")


def happen(database: Database, kind: str, sub: str, orgnr: str, *, version: int, membership: str = "") -> None:
    event = received(f"membership.{kind}", membership or f"{sub}-{orgnr}", orgs=[orgnr], persons=[sub])
    event.data.version = version
    with database.write() as session:
        HANDLERS[event.type](session, event)


def joins(database: Database, sub: str, orgnr: str = HUSBANKEN, *, version: int = 1) -> None:
    happen(database, "granted", sub, orgnr, version=version)


def leaves(database: Database, sub: str, orgnr: str = HUSBANKEN, *, version: int = 2) -> None:
    happen(database, "ended", sub, orgnr, version=version)


def listed(api: Api, orgnr: str = HUSBANKEN) -> list[str]:
    return [found["id"] for found in api.get("/v1/experts", person("requester", orgnr)).json()["items"]]


def published(api: Api) -> dict[str, Any]:
    """The states on matching's feed by id, and the feed's head."""
    page = api.get("/v1/match-profiles", service("pool", of="matching")).json()
    return {"head": page["head"], **{item["id"]: item["state"] for item in page["items"]}}


class TestFurtherEmployer:
    def test_does_not_see_them(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, _ = endorsed(api, sub=sub)
        joins(database, sub)
        assert (listed(api), listed(api, LANEKASSEN)) == ([], [expert_id])
        for headers in (person("requester", HUSBANKEN), person("coordinator", HUSBANKEN)):
            assert_problem(api.get(f"/v1/experts/{expert_id}", headers), 404, "not-found")
        assert api.get(f"/v1/experts/{expert_id}", person("coordinator", BAERUM)).status_code == 200

    @pytest.mark.parametrize("first", ["membership", "profile"])
    def test_is_on_matchings_feed(self, api: Api, database: Database, first: str) -> None:
        sub = str(uuid4())
        joins(database, sub, BAERUM)
        if first == "membership":
            joins(database, sub)
        expert_id, _ = endorsed(api, sub=sub)
        if first == "profile":
            joins(database, sub)
        assert published(api)[expert_id]["further_bodies"] == [HUSBANKEN]
        leaves(database, sub)
        assert published(api)[expert_id]["further_bodies"] == []
        assert listed(api) == [expert_id]

    def test_met_again_or_late_publishes_nothing(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, _ = endorsed(api, sub=sub)
        joins(database, sub)
        leaves(database, sub)
        before = published(api)
        joins(database, sub)
        leaves(database, sub)
        assert published(api) == before
        assert listed(api) == [expert_id]

    def test_of_a_membership_that_moved_is_the_new_body(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, _ = endorsed(api, sub=sub)
        happen(database, "granted", sub, HUSBANKEN, version=1, membership="m")
        happen(database, "granted", sub, LANEKASSEN, version=2, membership="m")
        assert published(api)[expert_id]["further_bodies"] == [LANEKASSEN]
        assert (listed(api), listed(api, LANEKASSEN)) == ([expert_id], [])

    def test_cannot_make_up_people_at_others(self, api: Api, database: Database) -> None:
        """Four of five who share county and field belong to the asker's body too: the fifth is not recognised by it."""
        someone = str(uuid4())
        for place, orgnr in enumerate((BAERUM, BAERUM, LANEKASSEN, LANEKASSEN, "111111111")):
            sub = someone if place == 4 else str(uuid4())
            endorsed(api, org=orgnr, sub=sub, county="troms")
            if place < 4:
                joins(database, sub)
        others = person("requester", "222222222")
        assert {one["county"] for one in api.get("/v1/experts", others).json()["items"]} == {"troms"}
        assert [one["county"] for one in api.get("/v1/experts", person("requester", HUSBANKEN)).json()["items"]] == [
            None
        ]

    def test_known_before_the_endorsement_is_known_after_it(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        me = person("employee", BAERUM, sub=sub)
        expert_id = api.post("/v1/experts", me, json=a_profile()).json()["id"]
        joins(database, sub)
        api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator", BAERUM), json=an_endorsement())
        assert (published(api)[expert_id]["further_bodies"], listed(api)) == ([HUSBANKEN], [])
