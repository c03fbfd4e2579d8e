"""What a public body has in auth passes to the one that takes its place: members, invitations, clients and more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.clients.models import Client, Consent
from services.auth.delegations.models import Delegation
from services.auth.invitations.models import Invitation
from services.auth.people.models import Membership
from services.auth.sessions.models import LoginSession
from services.auth.sign_ups.models import MailDomain
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.absences import absences_of, announced
from tests.auth.scenes.apps import register_app, step, wanted_by
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.delegations import MANAGER, accept, delegate, link_of
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import ACCEPTANCE, an_acceptance, invite
from tests.auth.scenes.logins import EMAIL
from tests.auth.scenes.members import a_member, disable, headers_of, member
from tests.auth.scenes.policies import a_policy
from tests.auth.scenes.successions import NEW, OLD, body, now, succeeded
from tests.auth.scenes.tokens import a_code
from tests.support.api import Api, assert_problem
from tests.support.callers import person

UNKNOWN = "987654309"  # a right check digit, and nobody's number


class TestMembers:
    def test_pass_with_their_ids_after_the_bodies(self, api: Api, database: Database) -> None:
        """Followers read that a membership is of another body, and never that it ended."""
        coordinator, employee = member(database, "coordinator", OLD), member(database, "employee", OLD)
        succeeded(database)
        assert [now(database, one).orgnr for one in (coordinator, employee)] == [NEW, NEW]
        kinds = ("organisation.succeeded", "membership.granted", "membership.ended")
        first, *granted = emitted(database, *kinds)
        assert (first["subject"], first["data"]["orgs"]) == (OLD, sorted([OLD, NEW]))
        assert first["data"]["codes"] == {"successor": NEW}
        assert {(event["type"], event["subject"], event["data"]["orgs"][0]) for event in granted} == {
            ("membership.granted", str(one.id), NEW) for one in (coordinator, employee)
        }
        listed = api.get(f"/v1/organisations/{NEW}/members", person("coordinator", NEW)).json()["items"]
        assert {one["id"] for one in listed} == {str(coordinator.id), str(employee.id)}

    @pytest.mark.parametrize(
        ("here", "role", "after"),
        [("coordinator", "coordinator", None), ("requester", "coordinator", "requester")],
    )
    def test_of_both_keep_what_a_substitute_there_has_for_good(
        self, database: Database, here: str, role: str, after: str | None
    ) -> None:
        kept, until = member(database, "coordinator", NEW), clock.today() + timedelta(days=3)
        with database.write() as session:
            substitute = session.merge(kept)
            substitute.until, substitute.reverts_to = until, "employee"
            session.add(Membership(person_id=kept.person_id, orgnr=OLD, role=here))
        succeeded(database)
        held = now(database, kept)
        assert (held.role, held.until, held.reverts_to) == (role, until if after else None, after)

    @pytest.mark.parametrize(
        ("there", "here", "role"), [("employee", "coordinator", "coordinator"), ("requester", "employee", "requester")]
    )
    def test_of_both_keep_the_higher_role_once(self, database: Database, there: str, here: str, role: str) -> None:
        kept = member(database, there, NEW)
        other = Membership(person_id=kept.person_id, orgnr=OLD, role=here)
        with database.write() as session:
            session.add(other)
        assert succeeded(database)["members_of_both"] == 1
        assert (now(database, kept).role, now(database, kept).ended_at) == (role, None)
        assert now(database, other).ended_at is not None
        assert [event["subject"] for event in emitted(database, "membership.ended")] == [str(other.id)]

    def test_of_both_who_are_disabled_pass_too(self, database: Database) -> None:
        kept = member(database, "employee", NEW)
        with database.write() as session:
            session.add(Membership(person_id=kept.person_id, orgnr=OLD, role="requester"))
        disable(database, kept)
        succeeded(database)
        assert now(database, kept).role == "requester"

    def test_who_are_disabled_are_granted_nothing(self, database: Database) -> None:
        """Or followers would count on a coordinator who can't act."""
        coordinator = member(database, "coordinator", OLD)
        disable(database, coordinator)
        succeeded(database)
        assert now(database, coordinator).orgnr == NEW
        assert emitted(database, "membership.granted") == []

    def test_keep_a_department_that_the_successor_has(self, api: Api, database: Database) -> None:
        known, strange = member(database, "employee", OLD), member(database, "employee", OLD)
        with database.write() as session:
            session.merge(known).department = "it"
            session.merge(strange).department = "arkiv"
        api.put(f"/v1/organisations/{NEW}/policy", person("coordinator", NEW) | {"If-Match": '"0"'}, json=a_policy())
        succeeded(database)
        assert [now(database, one).department for one in (known, strange)] == ["it", None]


class TestHoldings:
    def test_an_open_invitation_is_the_successors(self, api: Api, database: Database) -> None:
        invitation = invite(api, headers_of(member(database, "coordinator", OLD)))
        succeeded(database)
        assert api.post(ACCEPTANCE, json=an_acceptance(invitation["token"])).status_code == 201
        with database.read() as session:
            assert session.scalars(select(Invitation)).one().orgnr == NEW
            joined = session.scalars(select(Membership).where(col(Membership.role) == "employee")).one()
        assert joined.orgnr == NEW

    def test_a_used_invitation_is_history(self, api: Api, database: Database) -> None:
        invitation = invite(api, headers_of(member(database, "coordinator", OLD)))
        api.post(ACCEPTANCE, json=an_acceptance(invitation["token"]))
        succeeded(database)
        with database.read() as session:
            assert session.scalars(select(Invitation)).one().orgnr == OLD

    def test_a_delegation_and_its_link_are_the_successors(self, api: Api, database: Database) -> None:
        manager = a_member(database, role="employee", email=MANAGER)
        token = link_of(api, database, str(uuid4()))
        succeeded(database)
        with database.read() as session:
            assert session.scalars(select(Delegation)).one().orgnr == NEW
        stranger = person("employee", OLD, sub=str(manager))
        assert_problem(accept(api, stranger, token), 404, "not-found")

    def test_a_delegates_login_passes_and_all_others_end(self, api: Api, database: Database) -> None:
        delegates, others = (a_member(database, email=email) for email in (MANAGER, EMAIL))
        assert delegate(api, str(uuid4())).status_code == 201
        for somebody in (delegates, others):
            a_code(database, somebody)
        with database.write() as session:
            given = session.scalars(select(LoginSession).where(col(LoginSession.person_id) == delegates)).one()
            delegation = session.scalars(select(Delegation)).one()
            delegation.session_id, delegation.state = given.id, "accepted"
        succeeded(database)
        with database.read() as session:
            logins = {one.person_id: (one.orgnr, one.end_reason) for one in session.scalars(select(LoginSession))}
        assert logins == {delegates: (NEW, None), others: (OLD, "body_succeeded")}

    def test_clients_pass_and_consents_are_asked_for_anew(self, api: Api, database: Database) -> None:
        api.post("/v1/clients", headers_of(member(database, "coordinator", OLD)), json=a_client())
        me = a_member(database, role="employee")
        step(database, wanted_by(database, register_app(api)), me, answer="yes")
        succeeded(database)
        with database.read() as session:
            owned = session.scalars(select(Client).where(col(Client.orgnr).is_not(None))).all()
            assert [client.orgnr for client in owned] == [NEW, NEW]
            assert session.scalars(select(Consent)).all() == []

    def test_absences_that_are_not_over_pass(self, api: Api, database: Database) -> None:
        coordinator = member(database, "coordinator", OLD)
        announced(api, coordinator)
        succeeded(database)
        assert len(absences_of(api, now(database, coordinator))) == 1

    def test_a_mail_domain_is_named_once_and_stays_verified(self, database: Database) -> None:
        verified = MailDomain(orgnr=OLD, domain="husbanken.example", verified_at=body(database, OLD).joined_at)
        with database.write() as session:
            session.add_all([verified, MailDomain(orgnr=NEW, domain="husbanken.example")])
            session.add(MailDomain(orgnr=OLD, domain="bolig.example"))
        assert succeeded(database)["mail_domains"] == 2
        with database.read() as session:
            found = {
                (one.orgnr, one.domain, one.verified_at is not None) for one in session.scalars(select(MailDomain))
            }
        assert found == {(NEW, "husbanken.example", True), (NEW, "bolig.example", False)}

    @pytest.mark.parametrize(("own", "cap"), [(True, 7), (False, 3)])
    def test_the_policy_passes_unless_the_successor_has_one(
        self, api: Api, database: Database, *, own: bool, cap: int
    ) -> None:
        first = {"If-Match": '"0"'}
        api.put(f"/v1/organisations/{OLD}/policy", person("coordinator", OLD) | first, json=a_policy())
        if own:
            mine = a_policy(lending_cap=7)
            api.put(f"/v1/organisations/{NEW}/policy", person("coordinator", NEW) | first, json=mine)
        assert succeeded(database)["policies"] == int(not own)
        shown = api.get(f"/v1/organisations/{NEW}/policy", person("coordinator", NEW)).json()
        assert shown["lending_cap"] == cap
        assert emitted(database, "organisation.policy_changed")[-1]["subject"] == NEW
