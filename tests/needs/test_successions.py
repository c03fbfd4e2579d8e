"""Another body takes a host's place."""

from services.kit.data.database import Database
from services.needs.domain import key_with_host
from services.needs.followers import FOLLOWERS
from services.needs.jobs import PASS_ON_LATE
from tests.needs.factories import posted
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, LANEKASSEN, person, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in FOLLOWERS for kind, handler in follower.handlers.items()}
OLD, NEW = HUSBANKEN, LANEKASSEN


def succeeded(database: Database) -> None:
    with database.write() as session:
        event = received("organisation.succeeded", OLD, orgs=[OLD, NEW], successor=NEW)
        HANDLERS[event.type](session, event)


def published(api: Api, need_id: str) -> dict[str, object]:
    items = api.get("/v1/match-needs?limit=100", service("needs", of="matching")).json()["items"]
    found: dict[str, object] = next(item["state"] for item in items if item["id"] == need_id)
    return found


class TestSucceeded:
    def test_its_needs_are_the_successors(self, api: Api, database: Database) -> None:
        need_id, old_host = posted(api)
        etag = api.get(f"/v1/needs/{need_id}", old_host).headers["ETag"]
        succeeded(database)
        shown = api.get(f"/v1/needs/{need_id}", person("requester", NEW))
        assert (shown.json()["state"], shown.json()["host_org"]) == ("open", NEW)
        assert shown.headers["ETag"] != etag
        assert published(api, need_id)["host"] == NEW
        closing = f"/v1/needs/{need_id}/closure"
        assert_problem(api.post(closing, old_host, json={"outcome": "workload"}), 403, "not-permitted")

    def test_of_a_key_that_both_used_one_begins_with_the_number(self, api: Api, database: Database) -> None:
        moved, _ = posted(api, external_id="SAK-1")
        kept, new_host = posted(api, org=NEW, external_id="SAK-1")
        other, _ = posted(api, external_id="SAK-2")
        succeeded(database)
        keys = {one: api.get(f"/v1/needs/{one}", new_host).json()["external_id"] for one in (moved, kept, other)}
        assert keys == {moved: f"{OLD}:SAK-1", kept: "SAK-1", other: "SAK-2"}

    def test_a_key_that_gets_too_long_is_left_out(self) -> None:
        assert key_with_host("k" * 90, host_org=OLD) == f"{OLD}:{'k' * 90}"
        assert key_with_host("k" * 91, host_org=OLD) is None

    def test_a_need_that_is_posted_late_is_passed_on_by_the_clock(self, api: Api, database: Database) -> None:
        succeeded(database)
        late, _ = posted(api)
        PASS_ON_LATE.work(database)
        assert published(api, late)["host"] == NEW
