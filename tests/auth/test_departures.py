"""A public body leaves the scheme: one coordinator asks, another or the operator confirms."""

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.clients.models import Client
from services.auth.departures.service import leave_scheme
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.invitations.models import Invitation
from services.auth.people.models import Membership
from services.kit.data.database import Database
from services.kit.errors import WrongState
from tests.auth.scenes.events import emitted
from tests.auth.scenes.members import headers_of, member
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person

PATH = f"/v1/organisations/{HUSBANKEN}/departure"


@pytest.fixture
def first(database: Database) -> Membership:
    return member(database, "coordinator")


@pytest.fixture
def second(database: Database) -> Membership:
    return member(database, "coordinator")


class TestAskDeparture:
    def test_is_remembered_and_shown_to_the_coordinators(self, api: Api, database: Database, first: Membership) -> None:
        for _ in range(2):
            answer = api.post(PATH, headers_of(first)).json()
            assert (answer["state"], answer["asked_by"]) == ("asked", str(first.person_id))
        (event,) = emitted(database, "organisation.leaving_asked")
        assert event["data"]["persons"] == [str(first.person_id)]

    def test_of_a_second_coordinator_makes_the_body_leave(
        self, api: Api, database: Database, first: Membership, second: Membership
    ) -> None:
        api.post(PATH, headers_of(first))
        assert api.post(PATH, headers_of(second)).json()["state"] == "left"
        assert len(emitted(database, "membership.ended")) == 2
        assert [event["subject"] for event in emitted(database, "organisation.left")] == [HUSBANKEN]
        assert emitted(database, "organisation.uncoordinated") == []
        assert api.get(f"/v1/organisations/{HUSBANKEN}").json()["state"] == "left"

    def test_can_be_taken_back(self, api: Api, first: Membership, second: Membership) -> None:
        api.post(PATH, headers_of(first))
        assert api.delete(PATH, headers_of(second)).json()["state"] == "none"
        assert api.post(PATH, headers_of(second)).json()["state"] == "asked"
        assert api.get(PATH, headers_of(first)).json()["asked_by"] == str(second.person_id)

    def test_is_the_coordinators(self, api: Api) -> None:
        assert_problem(api.post(PATH), 401, "unauthenticated")
        assert_problem(api.post(PATH, person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(api.post(PATH, person("coordinator", BAERUM)), 404, "not-found")


class TestLeave:
    def test_takes_clients_and_invitations_along(self, api: Api, database: Database, first: Membership) -> None:
        api.post("/v1/clients", headers_of(first), json={"name": "HR-systemet", "scopes": ["pool:read"]})
        asked = {"email": "noen@husbanken.example", "role": "employee", "hand_over": True}
        token = api.post("/v1/invitations", headers_of(first), json=asked).json()["token"]
        self.leave(database)
        with database.read() as session:
            assert session.scalars(select(Client).where(col(Client.orgnr) == HUSBANKEN)).all() == []
            assert session.scalars(select(Invitation)).one().used_at is None
        assert len(emitted(database, "client.removed")) == 1
        acceptance = {"token": token, "name": "Noen", "password": "et langt og godt passord"}
        assert_problem(api.post("/v1/invitations/acceptance", json=acceptance), 409, InvitationNotOpen.code)

    def test_happens_once(self, database: Database) -> None:
        self.leave(database)
        with pytest.raises(WrongState):
            self.leave(database)

    @staticmethod
    def leave(database: Database) -> None:
        with database.write() as session:
            leave_scheme(session, Organisations(session).get_locked(HUSBANKEN), by=OPERATOR)
