"""Two accounts of one person become one, by proof of both."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.absences.models import Absence
from services.auth.audit.models import AuditEntry
from services.auth.clients.models import Consent
from services.auth.clients.repository import Consents
from services.auth.identities.models import Identity
from services.auth.joins.repository import JoinCodes
from services.auth.people.models import Address, Membership
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.people import roles_of
from tests.auth.scenes.accounts import JOINS, addresses_of, change_me, join
from tests.auth.scenes.apps import register_app
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import ACCEPTANCE, an_acceptance, an_invitation, mail_invitation
from tests.auth.scenes.letters import letters, notify
from tests.auth.scenes.logins import PASSWORD, a_browser, answer_of
from tests.auth.scenes.members import a_member
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, machine, person

HERE, THERE = "hr@husbanken.example", "fag@baerum.example"
OTHER_PASSWORD = "et ganske annet passord"


@pytest.fixture
def stays(api: Api, database: Database) -> UUID:
    """An employee of Husbanken, who has proven their address."""
    return an_account(api, database, HUSBANKEN, HERE, PASSWORD)


@pytest.fixture
def ends(api: Api, database: Database) -> UUID:
    """The same human as an employee of Bærum, by another address and password."""
    return an_account(api, database, BAERUM, THERE, OTHER_PASSWORD)


def an_account(api: Api, database: Database, orgnr: str, email: str, password: str) -> UUID:
    token = mail_invitation(api, database, orgnr, email=email)
    accepted = api.post(ACCEPTANCE, json={**an_acceptance(token), "password": password})
    return UUID(accepted.json()["id"])


def as_(person_id: UUID, orgnr: str = HUSBANKEN, role: str = "employee") -> dict[str, str]:
    return person(role, orgnr, sub=str(person_id))


def add(database: Database, *rows: object) -> None:
    with database.write() as session:
        session.add_all(rows)


class TestAcceptJoin:
    def test_makes_one_account_of_two(self, api: Api, database: Database, stays: UUID, ends: UUID) -> None:
        answer = join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        assert (answer.status_code, answer.json()["id"], answer.json()["email"]) == (200, str(stays), HERE)
        assert roles_of(database, stays) == {HUSBANKEN: "employee", BAERUM: "employee"}
        assert roles_of(database, ends) == {}
        assert [one["email"] for one in addresses_of(api, as_(stays))] == [HERE, THERE]
        assert a_browser(api).log_in(THERE, OTHER_PASSWORD).status_code == 400, "the one that stays has its own"
        assert a_browser(api).log_in(THERE, PASSWORD).status_code == 200, "asked for which body: of two"

    def test_emits_it_without_names_before_the_memberships(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        before = len(emitted(database, "membership.granted"))
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        (joined,) = emitted(database, "person.joined")
        granted = emitted(database, "membership.granted")[before:]
        assert (joined["subject"], joined["data"]["persons"]) == (str(stays), [str(stays), str(ends)])
        assert joined["data"]["orgs"] == sorted([HUSBANKEN, BAERUM])
        assert joined["data"]["codes"] == {"memberships": []}
        assert [event["data"]["persons"] for event in granted] == [[str(stays)]]
        assert emitted(database, "membership.ended") == []
        assert "@" not in str(joined)

    @pytest.mark.parametrize("substitute", ["stays", "ends"])
    def test_keeps_what_a_substitute_has_after_the_last_day(
        self, api: Api, database: Database, stays: UUID, ends: UUID, substitute: str
    ) -> None:
        """The other account is a requester there for good."""
        until = clock.today() + timedelta(days=3)
        here, there = (stays, ends) if substitute == "stays" else (ends, stays)
        with database.write() as session:
            for one in (*People(session).list_memberships(stays), *People(session).list_memberships(ends)):
                one.ended_at = clock.now()
        add(
            database,
            Membership(person_id=here, orgnr=HUSBANKEN, role="coordinator", until=until, reverts_to="employee"),
            Membership(person_id=there, orgnr=HUSBANKEN, role="requester"),
        )
        join(api, stays=as_(stays), ends=as_(ends))
        with database.read() as session:
            (held,) = People(session).list_memberships(stays)
        assert (held.role, held.until, held.reverts_to) == ("coordinator", until, "requester")

    def test_keeps_the_higher_role_where_both_have_a_body(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        double = Membership(person_id=ends, orgnr=HUSBANKEN, role="requester")
        add(database, double)
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        assert roles_of(database, stays) == {HUSBANKEN: "requester", BAERUM: "employee"}
        (joined,) = emitted(database, "person.joined")
        assert joined["data"]["codes"] == {"memberships": [str(double.id)]}

    def test_leaves_what_a_coordinator_gave_and_says_where_one_is_left(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        """Both accounts coordinated Husbanken: as one person they are its only coordinator."""
        with database.write() as session:
            People(session).list_memberships(stays)[0].role = "coordinator"
            session.add(Membership(person_id=ends, orgnr=HUSBANKEN, role="coordinator"))
        given = api.post("/v1/invitations", as_(ends, role="coordinator"), json=an_invitation()).json()
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        shown = api.get(f"/v1/invitations/{given['id']}", as_(stays, role="coordinator")).json()
        assert shown["state"] == "open"
        assert [event["subject"] for event in emitted(database, "organisation.one_coordinator")] == [HUSBANKEN]

    def test_moves_identities_consents_and_absences(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        app, today = register_app(api), clock.today()
        with database.write() as session:
            for person_id, scope in ((stays, "pool:read"), (ends, "needs:read")):
                Consents(session).give(person_id, app["client_id"], HUSBANKEN, [scope])
        add(
            database,
            Identity(issuer="https://issuer.example", subject="me", person_id=ends),
            an_absence(stays, today, today + timedelta(days=3)),
            an_absence(ends, today + timedelta(days=2), today + timedelta(days=9)),
        )
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        with database.read() as session:
            assert session.scalars(select(col(Identity.person_id))).one() == stays
            (consent,) = session.scalars(select(Consent)).all()
            assert (consent.person_id, consent.scopes) == (stays, ["pool:read", "needs:read"])
            (absence,) = session.scalars(select(Absence).where(col(Absence.withdrawn_at).is_(None))).all()
            assert (absence.person_id, absence.start, absence.end) == (stays, today, today + timedelta(days=9))

    def test_takes_the_password_of_the_other_where_it_has_none(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        with database.write() as session:
            People(session).get(stays).password_hash = None
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        assert a_browser(api).log_in(HERE, OTHER_PASSWORD).status_code == 200

    def test_ends_the_other_for_good(self, api: Api, database: Database, stays: UUID, ends: UUID) -> None:
        assert "code" in answer_of(a_browser(api).log_in(THERE, OTHER_PASSWORD))
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        with database.read() as session:
            logins = session.scalars(select(LoginSession).where(col(LoginSession.person_id) == ends)).all()
        assert [login.end_reason for login in logins] == ["account_joined"]
        contact = api.get(f"/v1/contacts?people={ends}", notify())
        assert contact.json()["people"][str(ends)]["email"] == HERE, (
            "mail that is under way goes to the person who stays"
        )
        enabling = api.delete(f"/v1/people/{ends}/disablement", person("admin", HUSBANKEN))
        assert_problem(enabling, 404, "not-found")

    def test_is_audited_and_mailed_to_all_addresses(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        answer = join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        with database.read() as session:
            mine = select(AuditEntry).where(col(AuditEntry.request_id) == answer.headers["x-request-id"])
            entered = {(one.action, one.subject_id, one.actor) for one in session.scalars(mine)}
        assert entered == {("account.joined", str(stays), str(ends)), ("account.ended", str(ends), str(ends))}
        mailed = [one for one in letters(api, database) if one.get("purpose") == "accounts_joined"]
        assert [one["email"] for one in mailed] == [HERE, THERE]
        page = api.get(mailed[0]["link"].removeprefix("http://localhost:8000"))
        assert "slått sammen" in page.text

    def test_frees_an_address_that_the_other_never_proved(self, api: Api, database: Database, stays: UUID) -> None:
        unproven = a_member(database, role="employee", orgnr=LANEKASSEN, email="ukjent@lanekassen.example")
        join(api, stays=as_(stays), ends=as_(unproven, LANEKASSEN))
        with database.read() as session:
            assert [one.email for one in session.scalars(select(Address))] == [HERE]

    def test_can_be_done_again_with_a_third(self, api: Api, database: Database, stays: UUID, ends: UUID) -> None:
        third = an_account(api, database, LANEKASSEN, "fag@lanekassen.example", PASSWORD)
        join(api, stays=as_(ends, BAERUM), ends=as_(third, LANEKASSEN))
        join(api, stays=as_(stays), ends=as_(ends, BAERUM))
        with database.read() as session:
            assert {People(session).get(one).joined_into for one in (ends, third)} == {stays}


class TestACode:
    def test_works_once_for_another_account_for_ten_minutes(
        self, api: Api, database: Database, stays: UUID, ends: UUID
    ) -> None:
        with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
            late = api.post(JOINS, as_(stays)).json()["code"]
            assert_problem(accept(api, stays, late), 409, "join-not-open")  # its own account
            move(timedelta(minutes=10))
            assert_problem(accept(api, ends, late), 409, "join-not-open")
        good = api.post(JOINS, as_(stays)).json()["code"]
        assert_problem(accept(api, ends, "nothing like it"), 409, "join-not-open")
        assert accept(api, ends, good).status_code == 200
        third = a_member(database, role="employee", orgnr=BAERUM, email="tredje@baerum.example")
        assert_problem(accept(api, third, good), 409, "join-not-open")

    def test_is_stored_as_a_hash_and_for_people(self, api: Api, database: Database, stays: UUID) -> None:
        code = api.post(JOINS, as_(stays)).json()["code"]
        with database.read() as session:
            assert JoinCodes(session).find_open(code, at=clock.now()) is None
        assert_problem(api.post(JOINS, machine("coordinator")), 403, "person-required")


class TestAName:
    def test_is_mended_by_oneself_and_emitted_without_it(self, api: Api, database: Database, stays: UUID) -> None:
        answer = change_me(api, as_(stays), name="Prosjektleder  ved flytting ", language="nn")
        assert (answer.status_code, answer.json()["name"].strip()) == (200, answer.json()["name"])
        assert answer.json()["language"] == "nn"
        (event,) = emitted(database, "person.renamed")
        assert (event["subject"], event["data"]["orgs"], event["data"]["codes"]) == (str(stays), [HUSBANKEN], {})
        assert "flytting" not in str(event)
        assert change_me(api, as_(stays), name=answer.json()["name"]).status_code == 200
        assert len(emitted(database, "person.renamed")) == 1, "the same name is no change"

    def test_is_a_text_and_needs_the_version(self, api: Api, stays: UUID) -> None:
        assert_problem(change_me(api, as_(stays), name="\u200b"), 422, "invalid")
        stale = api.patch("/v1/me", as_(stays) | {"If-Match": '"0"'}, json={"name": "Et annet"})
        assert_problem(stale, 412, "stale")

    def test_is_shown_at_once_among_members(self, api: Api, stays: UUID) -> None:
        change_me(api, as_(stays), name="Prosjektleder ved flytting")
        members = api.get(f"/v1/organisations/{HUSBANKEN}/members", person("coordinator", HUSBANKEN)).json()["items"]
        assert [one["name"] for one in members if one["person_id"] == str(stays)] == ["Prosjektleder ved flytting"]


def accept(api: Api, person_id: UUID, code: str) -> httpx.Response:
    return api.post(f"{JOINS}/acceptance", as_(person_id, BAERUM), json={"code": code})


def an_absence(person_id: UUID, start: date, end: date) -> Absence:
    return Absence(person_id=person_id, orgnr=HUSBANKEN, start=start, end=end)
