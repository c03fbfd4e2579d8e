"""One public body takes another's place: once, whatever was there before, and its old number leads on."""

import pytest
from sqlalchemy import select

from services.auth.audit.service import OPERATOR
from services.auth.bodies.errors import BodySucceeded
from services.auth.bodies.repository import Organisations
from services.auth.bodies.schemas import NewBody
from services.auth.departures.service import leave_scheme
from services.auth.invitations.models import Invitation
from services.auth.invitations.service import bootstrap_coordinator
from services.auth.jobs import pass_on
from services.auth.pages.errors import BrowserRedirect
from services.auth.proposals.service import register_body
from services.auth.settings import AuthSettings
from services.auth.successions.errors import CannotSucceed
from services.auth.successions.service import count_what_passes
from services.kit.data.database import Database
from services.kit.errors import NotFound
from tests.auth.scenes.apps import register_app, wanted_by
from tests.auth.scenes.bodies import a_proposal
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import invite
from tests.auth.scenes.logins import EMAIL
from tests.auth.scenes.members import headers_of, member
from tests.auth.scenes.successions import NEW, OLD, body, now, succeeded
from tests.support.api import Api, assert_problem
from tests.support.callers import LANEKASSEN, person

UNKNOWN = "987654309"  # a right check digit, and nobody's number


class TestAddressingThePredecessor:
    def test_leads_to_the_successor(self, api: Api, database: Database) -> None:
        succeeded(database)
        shown = api.get(f"/v1/organisations/{OLD}").json()
        assert (shown["state"], shown["succeeded_by"]) == ("left", NEW)
        listed = {one["orgnr"]: one for one in api.get("/v1/organisations?limit=100").json()["items"]}
        assert OLD not in listed
        assert listed[NEW]["succeeded_by"] is None

    def test_a_proposal_of_it_is_answered_with_the_successors_number(self, api: Api, database: Database) -> None:
        succeeded(database)
        problem = assert_problem(api.post("/v1/proposals", json=a_proposal(orgnr=OLD)), 409, "body-succeeded")
        assert (problem["successor"], NEW in problem["detail"]) == (NEW, True)

    def test_to_invite_or_register_there_is_refused(self, database: Database) -> None:
        succeeded(database)
        again = NewBody(orgnr=OLD, level="state", sector="housing", name_nb="H", name_nn="H", name_en="H")
        with pytest.raises(BodySucceeded), database.write() as session:
            bootstrap_coordinator(session, OLD, EMAIL, settings=AuthSettings())
        with pytest.raises(BodySucceeded), database.write() as session:
            register_body(session, again)

    def test_to_log_in_for_it_is_to_log_in_for_the_successor(self, api: Api, database: Database) -> None:
        succeeded(database)
        assert wanted_by(database, register_app(api, NEW), org=OLD).org == NEW

    def test_to_log_in_for_no_number_at_all_is_refused_as_ever(self, api: Api, database: Database) -> None:
        with pytest.raises(BrowserRedirect):
            wanted_by(database, register_app(api, NEW), org="9\x00")

    def test_an_issuer_that_names_it_names_the_successor(self, database: Database) -> None:
        succeeded(database)
        with database.read() as session:
            assert Organisations(session).list_known([OLD, LANEKASSEN, NEW, UNKNOWN]) == (NEW, LANEKASSEN)


class TestAudit:
    def test_has_both_numbers_and_the_successor_reads_both(self, api: Api, database: Database) -> None:
        invite(api, headers_of(member(database, "coordinator", OLD)))
        succeeded(database)
        entries = api.get("/v1/audit?limit=100", person("coordinator", NEW)).json()["items"]
        about = {(one["orgnr"], one["subject_id"]) for one in entries if one["action"] == "organisation.succeeded"}
        assert about == {(OLD, NEW), (NEW, OLD)}
        assert (OLD, "invitation.created") in {(one["orgnr"], one["action"]) for one in entries}
        others = api.get("/v1/audit", person("coordinator", LANEKASSEN)).json()["items"]
        assert others == []


class TestRepeating:
    def test_changes_nothing_more(self, database: Database) -> None:
        member(database, "coordinator", OLD)
        succeeded(database)
        kinds = ("organisation.succeeded", "membership.granted", "session.ended", "organisation.policy_changed")
        once = emitted(database, *kinds)
        assert set(succeeded(database).values()) == {0}
        assert emitted(database, *kinds) == once

    def test_a_dry_run_counts_and_changes_nothing(self, database: Database) -> None:
        coordinator = member(database, "coordinator", OLD)
        with database.read() as session:
            counted = count_what_passes(session, OLD, NEW)
        assert now(database, coordinator).orgnr == OLD
        assert counted == succeeded(database)

    def test_by_the_clock_takes_along_what_came_late(self, api: Api, database: Database) -> None:
        succeeded(database)
        late = member(database, "employee", OLD)
        invite(api, person("coordinator", OLD))
        pass_on(database)
        assert now(database, late).orgnr == NEW
        with database.read() as session:
            assert session.scalars(select(Invitation)).one().orgnr == NEW


class TestRefusals:
    @pytest.mark.parametrize(("old", "new"), [(OLD, UNKNOWN), (UNKNOWN, NEW)])
    def test_of_a_number_that_is_not_known(self, database: Database, old: str, new: str) -> None:
        with pytest.raises(NotFound):
            succeeded(database, old, new)

    def test_of_the_same_body(self, database: Database) -> None:
        assert because(database, OLD, OLD) == "same_body"

    def test_of_a_successor_that_has_left(self, database: Database) -> None:
        leave(database, NEW)
        assert because(database, OLD, NEW) == "successor_has_left"

    def test_of_a_second_successor(self, database: Database) -> None:
        succeeded(database)
        assert because(database, OLD, LANEKASSEN) == "succeeded_already"

    def test_of_a_circle(self, database: Database) -> None:
        succeeded(database, OLD, LANEKASSEN)
        succeeded(database, LANEKASSEN, NEW)
        assert because(database, NEW, OLD) == "successor_has_left"


class TestSeveral:
    def test_in_a_row_lead_to_the_last(self, api: Api, database: Database) -> None:
        somebody = member(database, "coordinator", OLD)
        succeeded(database, OLD, LANEKASSEN)
        succeeded(database, LANEKASSEN, NEW)
        assert [body(database, orgnr).succeeded_by for orgnr in (OLD, LANEKASSEN)] == [NEW, NEW]
        assert now(database, somebody).orgnr == NEW

    def test_a_body_that_has_left_is_succeeded_too(self, database: Database) -> None:
        former = member(database, "coordinator", OLD)
        leave(database, OLD)
        left_at = body(database, OLD).left_at
        succeeded(database)
        assert (body(database, OLD).succeeded_by, body(database, OLD).left_at) == (NEW, left_at)
        assert now(database, former).orgnr == OLD, "what had ended is history"


def because(database: Database, old: str, new: str) -> str:
    with pytest.raises(CannotSucceed) as refused:
        succeeded(database, old, new)
    return str(refused.value.facts["because"])


def leave(database: Database, orgnr: str) -> None:
    with database.write() as session:
        leave_scheme(session, Organisations(session).get_locked(orgnr), by=OPERATOR)
