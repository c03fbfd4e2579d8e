"""Whoever is disabled cannot log in, refresh or act, until they are let in again."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.auth.accounts.disablement import disable_person, enable_person
from services.auth.audit.models import Action, AuditEntry
from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.members.service import grant_membership
from services.auth.operator.people import find_person
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit.data.database import Database
from services.kit.errors import NotFound
from services.kit.events.feed import events_page
from services.scheme.roles import Role
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.logins import EMAIL, a_browser, answer_of, redeem
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, Any]:
    return a_coordinator(database, api)


def read_by(database: Database, orgnr: str | None) -> list[dict[str, Any]]:
    """The data of the events that a body's own reader gets, or a sibling service."""
    page = events_page(database, after="", limit=1000, source="/auth", orgnr=orgnr)
    return [event["data"] for event in page.items if event["type"] in ("person.disabled", "person.enabled")]


def disabled(database: Database, named: str = EMAIL) -> None:
    with database.write() as session:
        disable_person(People(session), find_person(People(session), named), by=OPERATOR)


def enabled(database: Database, named: str = EMAIL) -> None:
    with database.write() as session:
        enable_person(People(session), find_person(People(session), named), by=OPERATOR)


class TestDisablePerson:
    def test_ends_sessions_emits_an_event_and_is_written_down(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        a_browser(api).log_in()
        disabled(database)
        (event,) = emitted(database, "person.disabled")
        data = event["data"]
        assert (event["subject"], data["persons"], data["orgs"]) == (me["id"], [me["id"]], [HUSBANKEN])
        assert len(data["codes"]["memberships"]) == 1
        assert [ended["data"]["codes"]["reason"] for ended in emitted(database, "session.ended")] == ["person_disabled"]
        with database.read() as session:
            assert session.query(LoginSession).one().ended_at is not None
            entries = session.query(AuditEntry).filter_by(action=Action.ACCOUNT_DISABLED)
            assert [(entry.client_id, entry.subject_id) for entry in entries] == [("ressurspool-ops", me["id"])]

    def test_emits_to_a_body_no_membership_at_another(self, database: Database, me: dict[str, Any]) -> None:
        with database.write() as session:
            grant_membership(People(session), UUID(me["id"]), orgnr=BAERUM, role=Role.EMPLOYEE)
        disabled(database)
        enabled(database)
        for orgnr in (HUSBANKEN, BAERUM):
            assert [(data["orgs"], data["codes"]) for data in read_by(database, orgnr)] == [([orgnr], {})] * 2
        siblings = [len(data["codes"]["memberships"]) for data in read_by(database, None)]
        assert siblings == [2, 2], "the control: whoever keeps memberships reads of both"

    def test_twice_is_once(self, database: Database, me: dict[str, Any]) -> None:
        disabled(database)
        disabled(database, named=me["id"])
        assert len(emitted(database, "person.disabled")) == 1

    def test_keeps_them_from_logging_in_as_if_the_password_were_wrong(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        disabled(database)
        right, wrong = a_browser(api).log_in(), a_browser(api).log_in(password="not the right one")
        assert (right.status_code, right.text.count("<p")) == (wrong.status_code, wrong.text.count("<p"))

    def test_voids_a_code_that_was_not_redeemed(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        code = answer_of(a_browser(api).log_in())["code"]
        disabled(database)
        assert redeem(api, code).json()["error"] == "invalid_grant"

    def test_keeps_whoever_has_proven_to_be_them_from_choosing_a_body(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        disabled(database)
        with database.read() as session:
            people = People(session)
            acting = people.find_by_email(EMAIL)
            assert acting is not None
            assert Organisations(people.session).list_of_member(acting.id) == []
            assert people.find_membership(acting.id, HUSBANKEN) is None


class TestEnablePerson:
    def test_lets_them_in_again_and_emits_their_memberships_anew(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        disabled(database)
        enabled(database)
        assert "code" in answer_of(a_browser(api).log_in())
        kinds = [
            event["type"] for event in emitted(database, "person.enabled", "membership.granted", "person.disabled")
        ]
        assert kinds == ["membership.granted", "person.disabled", "person.enabled", "membership.granted"]


class TestFindPerson:
    @pytest.mark.parametrize("named", ["nobody@husbanken.example", str(UUID(int=7)), "nobody"])
    def test_raises_where_there_is_nobody(self, database: Database, named: str) -> None:
        with database.read() as session, pytest.raises(NotFound):
            find_person(People(session), named)


class TestRoutes:
    def test_an_administrator_disables_and_enables(self, api: Api, me: dict[str, Any]) -> None:
        admin, path = person("admin"), f"/v1/people/{me['id']}/disablement"
        made = api.post(path, admin)
        assert (made.status_code, made.headers["Location"]) == (201, f"/auth{path}")
        assert api.get(path, admin).json()["disabled_at"] == made.json()["disabled_at"] is not None
        assert api.delete(path, admin).json()["disabled_at"] is None

    @pytest.mark.parametrize("role", ["employee", "coordinator", "broker"])
    def test_nobody_else_may(self, api: Api, me: dict[str, Any], role: str) -> None:
        assert_problem(api.post(f"/v1/people/{me['id']}/disablement", person(role)), 403, "not-permitted")

    def test_knows_nobody_of_another_id(self, api: Api) -> None:
        assert_problem(api.post(f"/v1/people/{uuid4()}/disablement", person("admin")), 404, "not-found")


class TestInvitations:
    def test_an_account_that_is_disabled_does_not_come_back_by_one(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        disabled(database)
        asked = {"email": EMAIL, "role": "employee", "hand_over": True}
        made = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=asked)
        answer = api.post("/v1/invitations/acceptance", json=an_acceptance(made.json()["token"]))
        assert_problem(answer, 403, "wrong-password")
