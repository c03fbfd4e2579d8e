"""What a substitute may not do, how their role ends, and how it becomes permanent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.auth.accounts.disablement import disable_person, enable_person
from services.auth.audit.service import OPERATOR
from services.auth.jobs import end_substitutes
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.service import set_role
from services.kit import clock
from services.kit.data.database import Database
from services.scheme.roles import Role
from tests.auth.scenes.absences import absences_of, announced
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.letters import mailed_token
from tests.auth.scenes.members import change, headers_of, member
from tests.auth.scenes.signers import a_client_with_keys, public
from tests.auth.scenes.substitutes import appoint
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN

ACCEPTANCE, LEAVING = "/v1/invitations/acceptance", f"/v1/organisations/{HUSBANKEN}/departure"
LATE = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # half past eleven in Norway


@pytest.fixture
def leader(database: Database) -> Membership:
    return member(database, "coordinator")


@pytest.fixture
def substitute(database: Database) -> Membership:
    """A substitute whose last day is today, and who was an employee before."""
    substitute = member(database, "coordinator")
    with database.write() as session:
        merged = session.merge(substitute)
        merged.until, merged.reverts_to = clock.today(), "employee"
    return substitute


class TestAnInvitation:
    @pytest.mark.parametrize(("minutes", "status"), [(29, 201), (30, 409)])
    def test_is_over_with_the_last_day_whether_or_not_the_job_has_run(
        self, api: Api, database: Database, leader: Membership, minutes: int, status: int
    ) -> None:
        with clock.stopped_at(LATE) as move:
            made = appoint(api, headers_of(leader), days=0).json()
            token = mailed_token(api, database)
            move(timedelta(minutes=minutes))
            assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == status
        assert made["expires_at"] == "2026-03-02T23:00:00Z"

    def test_of_a_long_time_is_over_as_others_are(self, api: Api, leader: Membership) -> None:
        with clock.stopped_at(LATE):
            made = appoint(api, headers_of(leader), days=300).json()
        assert made["expires_at"] == "2026-03-16T22:30:00Z"


class TestTheLastCoordinator:
    def test_does_not_leave_the_body_to_a_substitute(
        self, api: Api, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        assert_problem(api.delete("/v1/me/membership", headers_of(leader)), 409, "last-coordinator")
        member(database, "coordinator")
        assert api.delete("/v1/me/membership", headers_of(leader)).status_code == 200, "the control"

    def test_lets_a_substitute_go(self, api: Api, leader: Membership, substitute: Membership) -> None:
        assert api.delete("/v1/me/membership", headers_of(substitute)).status_code == 200

    def test_may_be_a_substitute_who_then_stays(self, api: Api, substitute: Membership) -> None:
        assert_problem(api.delete("/v1/me/membership", headers_of(substitute)), 409, "last-coordinator")


class TestLeavingTheScheme:
    def test_takes_no_substitute_as_one_of_two(
        self, api: Api, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        assert_problem(api.post(LEAVING, headers_of(substitute)), 403, "not-permitted")
        assert api.post(LEAVING, headers_of(leader)).json()["state"] == "asked"
        assert_problem(api.post(LEAVING, headers_of(substitute)), 403, "not-permitted")
        assert api.get(LEAVING, headers_of(leader)).json()["state"] == "asked"
        assert api.post(LEAVING, headers_of(member(database, "coordinator"))).json()["state"] == "left", "the control"


class TestWhatWouldOutlastTheirDays:
    @pytest.mark.parametrize(
        ("path", "asked"),
        [
            ("/v1/clients", {"name": "HR-systemet", "scopes": ["organisation:read"]}),
            ("/v1/clients/{client}/secret", {"overlap_hours": 24}),
            ("/v1/clients/{client}/keys", public("2026-2")),
        ],
    )
    def test_is_no_system_access(
        self, api: Api, leader: Membership, substitute: Membership, path: str, asked: dict[str, Any]
    ) -> None:
        client = a_client_with_keys() if path.endswith("keys") else a_client()
        made = api.post("/v1/clients", headers_of(leader), json=client).json()
        path = path.format(client=made["id"])
        assert_problem(api.post(path, headers_of(substitute), json=asked), 403, "not-permitted")
        assert api.post(path, headers_of(leader), json=asked).status_code == 201, "the control"

    def test_is_no_role_of_their_own(self, api: Api, leader: Membership, substitute: Membership) -> None:
        assert_problem(change(api, substitute, substitute, role="requester"), 403, "not-permitted")
        assert change(api, substitute, leader, role="requester").status_code == 200, "the control"

    def test_is_no_other_coordinators_end(
        self, api: Api, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        other = member(database, "coordinator")
        assert_problem(change(api, other, substitute, role="employee"), 403, "not-permitted")
        path = f"/v1/memberships/{other.id}"
        assert_problem(api.delete(path, headers_of(substitute)), 403, "not-permitted")
        assert api.delete(path, headers_of(leader)).status_code == 200, "the control"

    def test_others_are_theirs_to_change(
        self, api: Api, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        assert change(api, member(database, "employee"), substitute, role="requester").status_code == 200
        path = f"/v1/memberships/{member(database, 'requester').id}"
        assert api.delete(path, headers_of(substitute)).status_code == 200


class TestTheOperator:
    def test_makes_a_substitute_permanent_by_the_same_role(
        self, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        with clock.stopped_at(clock.now()) as move:
            with database.write() as session:
                set_role(People(session), session.merge(substitute), Role.COORDINATOR, by=OPERATOR)
            move(timedelta(days=1))
            end_substitutes(database)
        with database.read() as session:
            kept = People(session).get_membership(substitute.id)
        assert (kept.role, kept.until, kept.reverts_to) == ("coordinator", None, None)

    def test_having_said_nothing_lets_the_calendar_decide(
        self, database: Database, leader: Membership, substitute: Membership
    ) -> None:
        """The negative control."""
        with clock.stopped_at(clock.now()) as move:
            move(timedelta(days=1))
            end_substitutes(database)
        with database.read() as session:
            assert People(session).get_membership(substitute.id).role == "employee"


class TestWhoIsDisabled:
    def test_is_not_away_when_they_are_let_in_again(self, api: Api, database: Database, leader: Membership) -> None:
        other = member(database, "coordinator")
        mine, theirs = announced(api, leader), announced(api, other)
        with database.write() as session:
            people = People(session)
            disable_person(people, people.get_locked(leader.person_id), by=OPERATOR)
        with database.write() as session:
            people = People(session)
            enable_person(people, people.get_locked(leader.person_id), by=OPERATOR)
        assert [event["subject"] for event in emitted(database, "absence.withdrawn")] == [mine["id"]]
        assert (absences_of(api, leader), absences_of(api, other)) == ([], [(theirs["start"], theirs["end"])])
