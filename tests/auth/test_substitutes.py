"""Substitutes act as coordinator until a day, in place of one who is away."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from services.auth.audit.service import OPERATOR
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.jobs import end_substitutes
from services.auth.members.service import grant_membership
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.service import remove_member
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.letters import mailed_token
from tests.auth.scenes.logins import logged_in
from tests.auth.scenes.members import headers_of, member
from tests.auth.scenes.substitutes import SUBSTITUTE, appoint
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person


@pytest.fixture
def leader(database: Database) -> Membership:
    return member(database, "coordinator")


def accepted(api: Api, database: Database, leader: Membership) -> dict[str, Any]:
    """A substitute who was appointed and has accepted."""
    assert appoint(api, headers_of(leader)).status_code == 201
    answer = api.post("/v1/invitations/acceptance", json=an_acceptance(mailed_token(api, database)))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def granted_roles(database: Database) -> list[list[str]]:
    return [event["data"]["codes"]["roles"] for event in emitted(database, "membership.granted")]


class TestAppointSubstitute:
    def test_mails_an_invitation_that_makes_a_coordinator_until_the_day(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        assert accepted(api, database, leader)["role"] == "coordinator"
        members = api.get(f"/v1/organisations/{HUSBANKEN}/members", headers_of(leader)).json()["items"]
        days = [one["until"] for one in members if one["email"] == SUBSTITUTE]
        assert days == [str(clock.today() + timedelta(days=14))]

    def test_acts_for_the_body_chosen_at_login(
        self, api: Api, real_api: Api, database: Database, leader: Membership
    ) -> None:
        accepted(api, database, leader)
        me = real_api.get("/v1/me", logged_in(real_api, SUBSTITUTE)).json()
        assert (me["org"], "coordinator" in me["roles"]) == (HUSBANKEN, True)

    @pytest.mark.parametrize(
        ("after", "given", "then"),
        [
            (None, "employee", "employee"),
            ("employee", "requester", "requester"),
            ("requester", "employee", "requester"),
        ],
    )
    def test_has_afterwards_what_they_were_given_meanwhile(
        self, api: Api, database: Database, leader: Membership, after: str | None, given: str, then: str
    ) -> None:
        accepted(api, database, leader)
        last = clock.today() - timedelta(days=1)
        with database.write() as session:
            people = People(session)
            person = people.find_by_email(SUBSTITUTE)
            assert person is not None
            (held,) = people.list_memberships(person.id)
            held.reverts_to = after
            grant_membership(people, held.person_id, orgnr=HUSBANKEN, role=given)
            session.execute(update(Membership).where(col(Membership.id) == held.id).values(until=last))
        end_substitutes(database)
        with database.read() as session:
            (kept,) = People(session).list_memberships(held.person_id)
        assert (kept.role, kept.until) == (then, None)

    @pytest.mark.parametrize("days", [-1, 400])
    def test_wants_a_day_within_a_year(self, api: Api, leader: Membership, days: int) -> None:
        problem = assert_problem(appoint(api, headers_of(leader), days=days), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/until"

    def test_is_the_bodys_own_coordinators(self, api: Api) -> None:
        assert_problem(appoint(api, {"X-Nobody": "1"}), 401, "unauthenticated")
        assert_problem(appoint(api, person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(appoint(api, machine("coordinator", HUSBANKEN)), 403, "person-required")
        assert_problem(appoint(api, person("coordinator", BAERUM)), 404, "not-found")


class TestWhatASubstituteMayNot:
    """Otherwise the role would not end on its day."""

    @pytest.fixture
    def substitute(self, database: Database) -> Membership:
        substitute = member(database, "coordinator")
        with database.write() as session:
            session.merge(substitute).until = clock.today()
        return substitute

    def test_make_coordinators_or_substitutes(self, api: Api, database: Database, substitute: Membership) -> None:
        mine = headers_of(substitute)
        asked = {"email": SUBSTITUTE, "role": "coordinator", "hand_over": True}
        assert_problem(api.post("/v1/invitations", mine, json=asked), 403, "not-permitted")
        assert_problem(appoint(api, mine), 403, "not-permitted")
        employee = member(database, "employee")
        path, etag = f"/v1/memberships/{employee.id}", {"If-Match": '"1"'}
        assert_problem(api.put(path, mine | etag, json={"role": "coordinator"}), 403, "not-permitted")
        assert api.put(path, mine | etag, json={"role": "requester"}).status_code == 200
        assert api.post("/v1/invitations", mine, json=asked | {"role": "employee"}).status_code == 201

    def test_without_the_guard_they_would_stay_for_good(
        self, api: Api, substitute: Membership, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("services.auth.invitations.service.refuse_substitute", lambda *_, **__: None)
        asked = {"email": SUBSTITUTE, "role": "coordinator", "hand_over": True}
        assert api.post("/v1/invitations", headers_of(substitute), json=asked).status_code == 201


class TestEndSubstitutes:
    def test_leaves_alone_what_another_process_ended_while_this_one_waited(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept, lock = member(database, "coordinator"), Organisations.get_locked
        with database.write() as session:
            found = session.merge(kept)
            found.until, found.reverts_to = clock.today() - timedelta(days=1), "employee"

        def after_another(organisations: Organisations, orgnr: str) -> Organisation:
            ended = update(Membership).values(role="employee", until=None, reverts_to=None)
            organisations.session.execute(ended, execution_options={"synchronize_session": False})
            return lock(organisations, orgnr)

        monkeypatch.setattr(Organisations, "get_locked", after_another)
        end_substitutes(database)
        with database.read() as session:
            assert People(session).get_membership(kept.id).role == "employee"

    def test_ends_what_is_over_and_nothing_else(self, api: Api, database: Database, leader: Membership) -> None:
        with clock.stopped_at(clock.now()) as move:
            substitute = accepted(api, database, leader)
            move(timedelta(days=14))
            end_substitutes(database)
            assert emitted(database, "membership.ended") == []
            move(timedelta(days=1))
            end_substitutes(database)
            end_substitutes(database)
        (event,) = emitted(database, "membership.ended")
        assert event["data"]["persons"] == [substitute["id"]]

    def test_leaves_a_member_of_the_body_as_before(self, api: Api, database: Database, leader: Membership) -> None:
        with clock.stopped_at(clock.now()) as move:
            invited = {"email": SUBSTITUTE, "role": "employee", "hand_over": True}
            token = api.post("/v1/invitations", headers_of(leader), json=invited).json()["token"]
            api.post("/v1/invitations/acceptance", json=an_acceptance(token))
            accepted(api, database, leader)
            move(timedelta(days=15))
            end_substitutes(database)
        assert granted_roles(database) == [["employee"], ["coordinator", "employee", "requester"], ["employee"]]
        assert emitted(database, "membership.ended") == []

    def test_warns_who_is_alone_again(self, api: Api, database: Database, leader: Membership) -> None:
        with clock.stopped_at(clock.now()) as move:
            accepted(api, database, leader)
            assert emitted(database, "organisation.one_coordinator") == []
            move(timedelta(days=15))
            end_substitutes(database)
        assert [event["subject"] for event in emitted(database, "organisation.one_coordinator")] == [HUSBANKEN]

    def test_warns_where_nobody_is_left(self, api: Api, database: Database, leader: Membership) -> None:
        with clock.stopped_at(clock.now()) as move:
            accepted(api, database, leader)
            with database.write() as session:
                remove_member(People(session), session.merge(leader), by=OPERATOR, forced=True)
            move(timedelta(days=15))
            end_substitutes(database)
        assert [event["subject"] for event in emitted(database, "organisation.uncoordinated")] == [HUSBANKEN]

    def test_does_not_end_who_was_given_the_role_for_good(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        with clock.stopped_at(clock.now()) as move:
            accepted(api, database, leader)
            members = api.get(f"/v1/organisations/{HUSBANKEN}/members", headers_of(leader)).json()["items"]
            (one,) = (one for one in members if one["email"] == SUBSTITUTE)
            path = f"/v1/memberships/{one['id']}"
            lowered = api.put(path, headers_of(leader) | {"If-Match": '"1"'}, json={"role": "employee"})
            api.put(path, headers_of(leader) | {"If-Match": lowered.headers["ETag"]}, json={"role": "coordinator"})
            move(timedelta(days=15))
            end_substitutes(database)
        assert emitted(database, "membership.ended") == []


class TestThinlyCoordinated:
    def test_is_a_body_with_one_coordinator_and_no_substitute(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        assert self.thin(database) == [HUSBANKEN]
        accepted(api, database, leader)
        assert self.thin(database) == []

    @staticmethod
    def thin(database: Database) -> list[str]:
        with database.read() as session:
            return [body.orgnr for body in Organisations(session).list_with_one_coordinator()]
