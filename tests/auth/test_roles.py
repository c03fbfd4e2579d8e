"""Roles change, people leave, and a body does not lose its last coordinator unnoticed."""

from uuid import UUID

import pytest

from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.errors import LastCoordinator
from services.auth.roles.service import remove_member, set_role
from services.kit.data.database import Database
from services.scheme.roles import Role
from tests.auth.scenes.events import emitted
from tests.auth.scenes.members import change, headers_of, member
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person


@pytest.fixture
def leader(database: Database) -> Membership:
    return member(database, "coordinator")


class TestUpdateMembership:
    def test_raises_and_lowers_a_role_and_emits_what_is_left(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        other = member(database, "employee")
        assert change(api, other, leader, role="coordinator").json()["role"] == "coordinator"
        assert change(api, other, leader, version=2, role="requester").json()["roles"] == ["employee", "requester"]
        roles = [event["data"]["codes"]["roles"] for event in emitted(database, "membership.granted")]
        assert roles == [["coordinator", "employee", "requester"], ["employee", "requester"]]

    def test_wants_the_version_one_has_read(self, api: Api, database: Database, leader: Membership) -> None:
        other = member(database, "employee")
        assert_problem(change(api, other, leader, version=7, role="requester"), 412, "stale")
        without = api.put(f"/v1/memberships/{other.id}", headers_of(leader), json={"role": "requester"})
        assert_problem(without, 428, "precondition-required")

    def test_gives_nobody_broker_or_admin(self, api: Api, database: Database, leader: Membership) -> None:
        other = member(database, "employee")
        for role in ("broker", "admin"):
            assert_problem(change(api, other, leader, role=role), 422, "invalid")

    def test_takes_broker_and_admin_from_nobody(self, api: Api, database: Database, leader: Membership) -> None:
        admin = member(database, "admin")
        assert_problem(change(api, admin, leader, role="employee"), 409, "operators-role")

    def test_places_somebody_in_a_department_of_the_policy(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        other = member(database, "employee")
        problem = assert_problem(change(api, other, leader, department="it"), 422, "invalid")
        assert problem["errors"][0]["code"] == "unknown_department"
        policy = {"min_months": 2, "max_months": 3, "departments": [{"code": "it", "name": "IT"}]}
        path = f"/v1/organisations/{HUSBANKEN}/policy"
        assert api.put(path, headers_of(leader) | {"If-Match": '"0"'}, json=policy).status_code == 200
        assert change(api, other, leader, department="it").json()["department"] == "it"
        assert emitted(database, "membership.granted") == []

    def test_keeps_the_last_coordinator(self, api: Api, leader: Membership) -> None:
        assert_problem(change(api, leader, leader, role="employee"), 409, "last-coordinator")

    def test_is_for_the_bodys_own_coordinators(self, api: Api, database: Database, leader: Membership) -> None:
        other, path = member(database, "employee"), f"/v1/memberships/{leader.id}"
        asked = {"json": {"role": "employee"}}
        etag = {"If-Match": '"1"'}
        assert_problem(api.put(path, headers_of(other) | etag, **asked), 403, "not-permitted")
        assert_problem(api.put(path, person("coordinator", BAERUM) | etag, **asked), 404, "not-found")
        assert_problem(api.put(path, machine("coordinator", HUSBANKEN) | etag, **asked), 403, "person-required")
        assert_problem(api.put(path, etag, **asked), 401, "unauthenticated")


class TestReadMembership:
    def test_shows_one_member_of_the_body(self, api: Api, leader: Membership) -> None:
        answer = api.get(f"/v1/memberships/{leader.id}", headers_of(leader))
        assert (answer.json()["role"], answer.headers["ETag"][:3]) == ("coordinator", '"1-')
        assert_problem(api.get(f"/v1/memberships/{leader.id}", person("coordinator", BAERUM)), 404, "not-found")


class TestLeaveOrganisation:
    def test_ends_ones_own_membership(self, api: Api, database: Database) -> None:
        me = member(database, "employee")
        assert api.delete("/v1/me/membership", headers_of(me)).json()["id"] == str(me.id)
        assert_problem(api.delete("/v1/me/membership", headers_of(me)), 404, "not-found")
        (event,) = emitted(database, "membership.ended")
        assert event["data"]["persons"] == [str(me.person_id)]

    def test_is_refused_to_the_last_coordinator_until_another_has_the_role(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        assert_problem(api.delete("/v1/me/membership", headers_of(leader)), 409, "last-coordinator")
        heir = member(database, "employee")
        assert change(api, heir, leader, role="coordinator").status_code == 200
        assert emitted(database, "organisation.one_coordinator") == []
        assert api.delete("/v1/me/membership", headers_of(leader)).status_code == 200
        assert emitted(database, "organisation.uncoordinated") == []
        (event,) = emitted(database, "organisation.one_coordinator")
        assert (event["subject"], event["data"]["orgs"]) == (HUSBANKEN, [HUSBANKEN])


class TestEndMembership:
    def test_keeps_the_last_coordinator(self, api: Api, database: Database, leader: Membership) -> None:
        path = f"/v1/memberships/{leader.id}"
        assert_problem(api.delete(path, headers_of(leader)), 409, "last-coordinator")
        other = member(database, "coordinator")
        assert api.delete(path, headers_of(other)).status_code == 200


class TestTheOperator:
    def test_may_take_the_last_coordinator_and_is_warned(
        self, api: Api, database: Database, leader: Membership
    ) -> None:
        self.end(database, leader, forced=True)
        (event,) = emitted(database, "organisation.uncoordinated")
        assert (event["subject"], event["data"]["orgs"]) == (HUSBANKEN, [HUSBANKEN])
        assert api.get(f"/v1/organisations/{HUSBANKEN}").json()["has_coordinator"] is False
        member(database, "employee")
        with database.read() as session:
            assert [body.orgnr for body in Organisations(session).list_uncoordinated()] == [HUSBANKEN]

    def test_is_refused_it_unless_forced(self, database: Database, leader: Membership) -> None:
        with pytest.raises(LastCoordinator):
            self.end(database, leader, forced=False)

    def test_gives_and_takes_any_role(self, database: Database) -> None:
        somebody = member(database, "employee")
        for role in (Role.BROKER, Role.ADMIN, Role.EMPLOYEE):
            with database.write() as session:
                people = People(session)
                set_role(people, people.get_membership_locked(somebody.id), role, by=OPERATOR)
        given = [event["data"]["codes"]["role"] for event in emitted(database, "membership.granted")]
        assert given == ["broker", "admin", "employee"]

    @staticmethod
    def end(database: Database, membership: Membership, *, forced: bool) -> None:
        with database.write() as session:
            people = People(session)
            held = people.get_membership_locked(membership.id)
            remove_member(people, held, by=OPERATOR, forced=forced)


@pytest.mark.parametrize("role", ["broker", "admin"])
class TestNoPathOfTheApiGives:
    def test_by_invitation(self, api: Api, leader: Membership, role: str) -> None:
        asked = {"email": "noen@husbanken.example", "role": role}
        assert_problem(api.post("/v1/invitations", headers_of(leader), json=asked), 422, "invalid")

    def test_by_a_client(self, api: Api, leader: Membership, role: str) -> None:
        asked = {"name": "HR-systemet", "scopes": ["pool:read"], "role": role}
        assert_problem(api.post("/v1/clients", headers_of(leader), json=asked), 422, "invalid")

    def test_in_what_the_api_describes(self, api: Api, role: str) -> None:
        """No field of any request may name the role, whatever is sent."""
        described = api.app.openapi()["components"]["schemas"]
        asked = [name for name, schema in described.items() if schema.get("additionalProperties") is False]
        assert len(asked) > 5
        assert [name for name in asked if f"'{role}'" in str(described[name])] == []


class TestWithdrawInvitation:
    def test_can_no_longer_be_accepted(self, api: Api, leader: Membership) -> None:
        asked = {"email": "noen@husbanken.example", "role": "employee", "hand_over": True}
        invitation = api.post("/v1/invitations", headers_of(leader), json=asked).json()
        path = f"/v1/invitations/{invitation['id']}"
        assert_problem(api.delete(path, person("coordinator", BAERUM)), 404, "not-found")
        assert api.delete(path, headers_of(leader)).json()["state"] == "expired"
        acceptance = {"token": invitation["token"], "name": "Noen", "password": "et langt og godt passord"}
        assert_problem(api.post("/v1/invitations/acceptance", json=acceptance), 409, "invitation-not-open")

    def test_does_not_know_others(self, api: Api, leader: Membership) -> None:
        assert_problem(api.delete(f"/v1/invitations/{UUID(int=1)}", headers_of(leader)), 404, "not-found")
