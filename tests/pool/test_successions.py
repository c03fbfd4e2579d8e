"""Another body takes a home agency's or a host's place."""

from datetime import timedelta
from uuid import uuid4

from services.kit import clock
from services.kit.data.database import Database
from services.pool.followers import followers
from services.pool.jobs import PASS_ON_LATE
from services.pool.models import Disclosure
from services.pool.settings import PoolSettings
from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in followers(PoolSettings()) for kind, handler in follower.handlers.items()}
OLD, NEW = BAERUM, LANEKASSEN


def succeeded(database: Database, old: str = OLD, new: str = NEW) -> None:
    handle(database, "organisation.succeeded", old, orgs=[new, old], successor=new)


def handle(database: Database, kind: str, subject: str | None = None, **content: object) -> None:
    event = received(kind, subject, **content)  # type: ignore[arg-type]  # orgs and persons, and codes
    with database.write() as session:
        HANDLERS[kind](session, event)


def published(api: Api) -> dict[str, dict[str, object]]:
    """The states that matching reads, by expert."""
    items = api.get("/v1/match-profiles?limit=100", service("pool", of="matching")).json()["items"]
    return {item["id"]: item["state"] for item in items}


class TestHomeAgency:
    def test_its_experts_stay_endorsed_at_the_successor(self, api: Api, database: Database) -> None:
        expert_id, me = endorsed(api)
        etag = api.get("/v1/me/expert", me).headers["ETag"]
        succeeded(database)
        shown = api.get(f"/v1/experts/{expert_id}", person("coordinator", NEW))
        assert (shown.json()["state"], shown.json()["home_org"]) == ("available", NEW)
        assert shown.headers["ETag"] != etag
        assert published(api)[expert_id]["home"] == NEW
        mine = api.get("/v1/me/expert", person("employee", NEW, sub=str(published(api)[expert_id]["person"])))
        assert mine.json()["id"] == expert_id

    def test_its_memberships_may_end_afterwards(self, api: Api, database: Database) -> None:
        """auth ends one of two memberships of a person who belonged to both, by the old number."""
        sub = str(uuid4())
        expert_id, _ = endorsed(api, sub=sub)
        succeeded(database)
        handle(database, "membership.ended", orgs=[OLD], persons=[sub], role="employee")
        assert published(api)[expert_id]["state"] == "available"

    def test_its_coordinators_are_waited_for_at_the_successor(self, api: Api, database: Database) -> None:
        roles = ["coordinator", "employee", "requester"]
        handle(database, "membership.granted", orgs=[OLD], persons=[str(uuid4())], role="coordinator", roles=roles)
        succeeded(database)
        _, me = signed_up(api, org=NEW)
        assert api.get("/v1/me/expert", me).json()["waiting_for"]["code"] == "home_coordinator"

    def test_counts_no_more_among_the_bodies_of_its_kind(self, api: Api, database: Database) -> None:
        orgs = (OLD, *(f"{number}" * 9 for number in range(1, 6)), NEW)
        for orgnr in orgs[:-1]:
            handle(database, "organisation.joined", orgnr, level="municipal", sector="municipality")
        handle(database, "organisation.joined", NEW, level="state", sector="education")
        other, _ = endorsed(api, org="1" * 9)
        assert published(api)[other]["level"] == "municipal"
        succeeded(database)
        assert published(api)[other]["level"] is None

    def test_in_a_row_leads_to_the_last(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        succeeded(database)
        succeeded(database, NEW, HUSBANKEN)
        succeeded(database)  # again, as after a restored feed
        late, _ = signed_up(api)
        PASS_ON_LATE.work(database)
        for one in (expert_id, late):
            assert api.get(f"/v1/experts/{one}", person("coordinator", HUSBANKEN)).status_code == 200


class TestHost:
    def test_what_it_may_read_the_successor_may_read(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        disclosed(database, expert_id, host=HUSBANKEN)
        succeeded(database, HUSBANKEN)
        shown = api.get(f"/v1/experts/{expert_id}", person("requester", NEW)).json()
        assert shown["name"] == "Tjenestedesigner, Bærum kommune"


class TestWhatComesLate:
    def test_is_passed_on_by_the_clock_and_published(self, api: Api, database: Database) -> None:
        """A token of the old body outlives it for seconds, and placements' events come when they come."""
        reader, _ = endorsed(api, org="1" * 9)
        succeeded(database)
        expert_id, _ = endorsed(api)
        disclosed(database, reader, host=OLD)
        PASS_ON_LATE.work(database)
        assert published(api)[expert_id]["home"] == NEW
        assert "name" in api.get(f"/v1/experts/{reader}", person("requester", NEW)).json()
        before = api.get("/v1/match-profiles?limit=100", service("pool", of="matching")).json()
        PASS_ON_LATE.work(database)
        after = api.get("/v1/match-profiles?limit=100", service("pool", of="matching")).json()
        assert before == after, "with nothing to pass on nothing is published"


def disclosed(database: Database, expert_id: str, *, host: str) -> None:
    candidacy = str(uuid4())
    ids = {"expert_id": expert_id, "need_id": str(uuid4())}
    handle(database, "candidacy.applied", candidacy, home_org=OLD, host_org=host, **ids)
    with database.read() as session:
        held = session.get(Disclosure, candidacy)
    assert held is not None
    assert held.ends_at > clock.now() + timedelta(days=1)


def test_the_predecessors_coordinator_reads_nothing_any_more(api: Api, database: Database) -> None:
    expert_id, _ = signed_up(api)
    succeeded(database)
    assert_problem(api.get(f"/v1/experts/{expert_id}", person("coordinator", OLD)), 404, "not-found")
