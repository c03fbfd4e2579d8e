"""A person is renamed, or two accounts turn out to be one person's: their profiles follow."""

from typing import Any
from uuid import uuid4

from services.kit.data.database import Database
from services.pool.jobs import read_names_job
from services.pool.peers import PersonName
from tests.pool.factories import endorsed, signed_up
from tests.pool.scenes import handle, profile
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person, service
from tests.support.events import received


class FakeAuth:
    """auth, as far as the pool asks it."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def find_name(self, person_id: str) -> PersonName | None:
        return PersonName(name=self.name) if self.name else None


def joined(database: Database, *, stays: str, ended: str, over: tuple[str, ...] = ()) -> None:
    for _ in range(2):  # an event may arrive twice
        handle(database, received("person.joined", stays, persons=[stays, ended], memberships=list(over)))


def read_names(database: Database, name: str | None) -> None:
    read_names_job(FakeAuth(name)).work(database)  # type: ignore[arg-type]  # a hand-made peer


def state_of(api: Api, expert_id: str, org: str = BAERUM) -> dict[str, Any]:
    shown: dict[str, Any] = api.get(f"/v1/experts/{expert_id}", person("coordinator", org)).json()
    return shown


def emitted(api: Api, kind: str) -> list[dict[str, Any]]:
    events = api.get("/v1/events", service("pool", of="notify")).json()
    return [event for event in events if event["type"] == kind]


class TestNames:
    def test_of_a_renamed_person_are_read_anew(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, _ = endorsed(api, sub=sub)
        handle(database, received("person.renamed", sub, persons=[sub]))
        read_names(database, "Prosjektleder ved flytting")
        assert state_of(api, expert_id)["name"] == "Prosjektleder ved flytting"
        (event,) = emitted(api, "expert.updated")
        assert "flytting" not in str(event)
        read_names(database, "Noe annet")
        assert state_of(api, expert_id)["name"] == "Prosjektleder ved flytting", "nobody was renamed since"

    def test_stay_where_auth_knows_nobody(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, _ = signed_up(api, sub=sub)
        handle(database, received("person.renamed", sub, persons=[sub]))
        read_names(database, None)
        assert state_of(api, expert_id)["name"] == "Tjenestedesigner, Bærum kommune"


class TestProfiles:
    def test_of_the_account_that_ended_are_the_persons(self, api: Api, database: Database) -> None:
        stays, ended = str(uuid4()), str(uuid4())
        expert_id, _ = endorsed(api, sub=ended)
        joined(database, stays=stays, ended=ended)
        mine = api.get("/v1/me/expert", person("employee", BAERUM, sub=stays)).json()
        assert (mine["id"], mine["state"]) == (expert_id, "available")
        assert profile(api, expert_id)["person"] == stays
        read_names(database, "Tjenestedesigner, nå med ett navn")
        assert state_of(api, expert_id)["name"] == "Tjenestedesigner, nå med ett navn"

    def test_that_are_live_in_both_leave_the_endorsed_one(self, api: Api, database: Database) -> None:
        stays, ended = str(uuid4()), str(uuid4())
        draft, _ = signed_up(api, org=HUSBANKEN, sub=stays)
        better, _ = endorsed(api, org=BAERUM, sub=ended)
        joined(database, stays=stays, ended=ended)
        extra = state_of(api, draft, HUSBANKEN)
        assert (extra["state"], extra["reason"]) == ("withdrawn", "no_longer_required")
        assert state_of(api, better)["state"] == "available"
        (event,) = emitted(api, "expert.withdrawn")
        assert event["subject"] == draft, "notify notifies the person"

    def test_that_are_alike_leave_that_of_the_account_that_stays(self, api: Api, database: Database) -> None:
        stays, ended = str(uuid4()), str(uuid4())
        mine, _ = endorsed(api, org=HUSBANKEN, sub=stays)
        theirs, _ = endorsed(api, org=BAERUM, sub=ended)
        joined(database, stays=stays, ended=ended)
        assert [state_of(api, mine, HUSBANKEN)["state"], state_of(api, theirs)["state"]] == ["available", "withdrawn"]
        exported = api.get("/v1/me/export", person("employee", HUSBANKEN, sub=stays)).json()
        assert {one["id"] for one in exported["experts"]} == {mine, theirs}

    def test_are_hidden_from_every_employer_of_the_person(self, api: Api, database: Database) -> None:
        stays, ended = str(uuid4()), str(uuid4())
        expert_id, _ = endorsed(api, org=BAERUM, sub=ended)
        granted = {"role": "employee", "roles": ["employee"]}
        handle(database, received("membership.granted", "m-2", orgs=[HUSBANKEN], persons=[stays], **granted))
        joined(database, stays=stays, ended=ended)
        assert profile(api, expert_id)["further_bodies"] == [HUSBANKEN]
