"""Unused invitations and links are withdrawn with their giver's role: nobody comes back by one of their own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.auth.accounts.disablement import disable_person
from services.auth.audit.models import AuditEntry
from services.auth.audit.service import OPERATOR
from services.auth.jobs import end_substitutes
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.service import remove_member, set_role
from services.kit import clock
from services.kit.data.database import Database
from services.scheme.roles import Role
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.members import headers_of, member
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN

Given = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture
def giver(database: Database) -> Membership:
    member(database, "coordinator")  # who stays
    return member(database, "coordinator")


def given_by(api: Api, giver: Membership, email: str = "tidligere@privat.example") -> Given:
    """An invitation and a decide-once link of that coordinator."""
    asked = {"email": email, "role": "employee", "hand_over": True}
    invitation = api.post("/v1/invitations", headers_of(giver), json=asked)
    placement = "5f0c3c1e-5d1c-4c53-9c1c-3f1a1b6f0a11"
    delegation = api.post("/v1/delegations", headers_of(giver), json={"placement_id": placement, "email": email})
    return invitation.json(), delegation.json()


def removed(database: Database, giver: Membership) -> None:
    with database.write() as session:
        remove_member(People(session), session.merge(giver), by=OPERATOR)


def lowered(database: Database, giver: Membership) -> None:
    with database.write() as session:
        set_role(People(session), session.merge(giver), Role.EMPLOYEE, by=OPERATOR)


def disabled(database: Database, giver: Membership) -> None:
    with database.write() as session:
        people = People(session)
        disable_person(people, people.get_locked(giver.person_id), by=OPERATOR)


def substitute_whose_days_are_over(database: Database, giver: Membership) -> None:
    with database.write() as session:
        session.merge(giver).until = clock.today() - timedelta(days=1)
    end_substitutes(database)


def accept(api: Api, invitation: dict[str, Any]) -> int:
    return api.post("/v1/invitations/acceptance", json=an_acceptance(invitation["token"])).status_code


@pytest.mark.parametrize("ceases", [removed, lowered, disabled, substitute_whose_days_are_over])
def test_what_was_given_goes_with_the_role(
    api: Api, database: Database, giver: Membership, ceases: Callable[[Database, Membership], None]
) -> None:
    other = member(database, "coordinator")
    invitation, delegation = given_by(api, giver)
    others, others_delegation = given_by(api, other, "venn@privat.example")
    ceases(database, giver)
    assert accept(api, invitation) == 409
    assert api.get(f"/v1/delegations/{delegation['id']}", headers_of(other)).json()["state"] == "withdrawn"
    assert [event["subject"] for event in emitted(database, "delegation.withdrawn")] == [delegation["id"]]
    assert api.get(f"/v1/delegations/{others_delegation['id']}", headers_of(other)).json()["state"] == "open"
    assert accept(api, others) == 201, "what others gave stands"


def test_without_the_withdrawal_they_come_back(
    api: Api, database: Database, giver: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.auth.roles.service.withdraw_unused", lambda *_, **__: None)
    invitation, _ = given_by(api, giver)
    removed(database, giver)
    assert accept(api, invitation) == 201


def test_what_was_used_stays_used_and_the_rest_is_in_the_audit(api: Api, database: Database, giver: Membership) -> None:
    used, _ = given_by(api, giver)
    assert accept(api, used) == 201
    waiting, _ = given_by(api, giver, "venn@privat.example")
    removed(database, giver)
    with database.read() as session:
        entries = session.query(AuditEntry).filter_by(action="invitation.withdrawn").all()
        assert [entry.subject_id for entry in entries] == [waiting["id"]]


def test_everything_given_goes_with_the_body(api: Api, database: Database, giver: Membership) -> None:
    invitation, delegation = given_by(api, giver)
    for leader in (giver, member(database, "coordinator")):
        left = api.post(f"/v1/organisations/{HUSBANKEN}/departure", headers_of(leader))
    assert left.json()["state"] == "left"
    assert accept(api, invitation) == 409
    assert [event["subject"] for event in emitted(database, "delegation.withdrawn")] == [delegation["id"]]


class TestListInvitations:
    def test_shows_the_body_its_own(self, api: Api, giver: Membership) -> None:
        used, _ = given_by(api, giver)
        assert accept(api, used) == 201
        waiting, _ = given_by(api, giver, "venn@privat.example")
        listed = api.get("/v1/invitations", headers_of(giver)).json()["items"]
        assert [(one["id"], one["state"]) for one in listed] == [(used["id"], "accepted"), (waiting["id"], "open")]
        assert "token" not in listed[0]
        (still_open,) = api.get("/v1/invitations?open=true", headers_of(giver)).json()["items"]
        assert still_open["id"] == waiting["id"]

    def test_is_for_coordinators(self, api: Api, database: Database) -> None:
        assert_problem(api.get("/v1/invitations", headers_of(member(database, "requester"))), 403, "not-permitted")
