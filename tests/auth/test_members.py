"""Invitations and people's own accounts over HTTP."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.auth.invitations.errors import HasCoordinator
from services.auth.invitations.service import bootstrap_coordinator
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Invalid, NotFound
from tests.auth.scenes.acts import admin
from tests.auth.scenes.invitations import ACCEPTANCE, COLLEAGUE, an_acceptance, an_invitation, invite, invited
from tests.auth.scenes.logins import EMAIL, PASSWORD, logged_in
from tests.auth.scenes.members import a_coordinator, granted_memberships
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person, service


class TestBootstrapCoordinator:
    def test_invites_the_first_coordinator(self, api: Api, database: Database) -> None:
        me = a_coordinator(database, api)
        assert (me["orgnr"], me["role"], me["email"]) == (HUSBANKEN, "coordinator", EMAIL)

    def test_is_refused_where_the_body_has_one(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        with pytest.raises(HasCoordinator), database.write() as session:
            bootstrap_coordinator(session, HUSBANKEN, "another@husbanken.example", settings=AuthSettings())

    def test_knows_the_bodies_of_the_scheme_only(self, database: Database) -> None:
        with pytest.raises(NotFound), database.write() as session:
            bootstrap_coordinator(session, "999999999", EMAIL, settings=AuthSettings())

    def test_wants_an_address(self, database: Database) -> None:
        with pytest.raises(Invalid), database.write() as session:
            bootstrap_coordinator(session, HUSBANKEN, "not an address", settings=AuthSettings())


class TestCreateInvitation:
    def test_shows_its_token_once(self, api: Api) -> None:
        headers = person("coordinator", HUSBANKEN)
        answer = api.post("/v1/invitations", headers, json=an_invitation())
        assert len(answer.json()["token"]) >= 43
        shown = api.get(answer.headers["Location"], headers).json()
        assert "token" not in shown
        assert (shown["state"], shown["email"], shown["orgnr"]) == ("open", COLLEAGUE, HUSBANKEN)

    def test_repeated_with_its_key_makes_no_second_one_and_shows_no_token(self, api: Api) -> None:
        headers = person("coordinator", HUSBANKEN) | {"Idempotency-Key": "one-invitation"}
        first = api.post("/v1/invitations", headers, json=an_invitation())
        again = api.post("/v1/invitations", headers, json=an_invitation())
        assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
        assert "token" not in again.json()

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("hr.o'post@baerum.kommune.no", "hr.o'post@baerum.kommune.no"),
            ("post@blåfjell.kommune.no", "post@xn--blfjell-fxa.kommune.no"),
            (" post@x.no ", "post@x.no"),
            ("\tpost@x.no\n", "post@x.no"),
            ("\u200bpost@x.no\u200b", "post@x.no"),
            ("Post@X.no", "post@x.no"),
            ("post@avd.sub.etat.dep.stat.no", "post@avd.sub.etat.dep.stat.no"),
        ],
    )
    def test_keeps_an_address_in_one_form(self, api: Api, written: str, kept: str) -> None:
        assert invite(api, person("coordinator", HUSBANKEN), email=written)["email"] == kept

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.post("/v1/invitations", json=an_invitation()), 401, "unauthenticated")

    def test_is_for_coordinators(self, api: Api) -> None:
        answer = api.post("/v1/invitations", person("requester", HUSBANKEN), json=an_invitation())
        assert_problem(answer, 403, "not-permitted")

    def test_wants_a_person(self, api: Api) -> None:
        answer = api.post("/v1/invitations", machine("coordinator", HUSBANKEN), json=an_invitation())
        assert_problem(answer, 403, "person-required")

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"role": "admin"}, "/role", "wrong_value"),
            ({"email": "somebody"}, "/email", "wrong_form"),
            ({"email": "post@xn---blfjell.no"}, "/email", "wrong_form"),
            ({"email": "to..prikker@husbanken.example"}, "/email", "wrong_form"),
            ({"email": "a\x00@b.example"}, "/email", "wrong_form"),
            ({"language": "se"}, "/language", "wrong_value"),
            ({"orgnr": BAERUM}, "", "unknown_field"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, str], pointer: str, code: str) -> None:
        answer = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=an_invitation(**changes))
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


class TestReadInvitation:
    def test_says_that_it_was_accepted(self, api: Api) -> None:
        headers = person("coordinator", HUSBANKEN)
        invitation = invite(api, headers)
        api.post(ACCEPTANCE, json=an_acceptance(invitation["token"]))
        assert api.get(f"/v1/invitations/{invitation['id']}", headers).json()["state"] == "accepted"

    def test_says_that_it_ran_out(self, api: Api) -> None:
        with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
            invitation = invite(api, person("coordinator", HUSBANKEN))
            move(timedelta(days=15))
            shown = api.get(f"/v1/invitations/{invitation['id']}", person("coordinator", HUSBANKEN))
        assert shown.json()["state"] == "expired"

    def test_answers_the_same_for_a_foreign_one_and_an_absent_one(self, api: Api) -> None:
        invitation = invite(api, person("coordinator", HUSBANKEN))
        foreign = api.get(f"/v1/invitations/{invitation['id']}", person("coordinator", BAERUM))
        absent = api.get(f"/v1/invitations/{uuid4()}", person("coordinator", BAERUM))
        first, second = assert_problem(foreign, 404, "not-found"), assert_problem(absent, 404, "not-found")
        assert first | {"request_id": ""} == second | {"request_id": ""}

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/invitations/{uuid4()}"), 401, "unauthenticated")


class TestAcceptInvitation:
    def test_makes_an_account_and_a_membership(self, api: Api, database: Database) -> None:
        invitation = invite(api, person("coordinator", HUSBANKEN), role="requester")
        answer = api.post(ACCEPTANCE, json=an_acceptance(invitation["token"], language="nn"))
        me = answer.json()
        assert answer.status_code == 201
        assert answer.headers["Location"] == "/auth/v1/me"
        assert (me["orgnr"], me["role"], me["roles"]) == (HUSBANKEN, "requester", ["employee", "requester"])
        (event,) = granted_memberships(database)
        codes = {"role": "requester", "roles": ["employee", "requester"]}
        assert event["data"] == {"version": 1, "orgs": [HUSBANKEN], "codes": codes, "persons": [me["id"]]}

    def test_works_once(self, api: Api, database: Database) -> None:
        token = invited(database)
        assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == 201
        assert_problem(api.post(ACCEPTANCE, json=an_acceptance(token)), 409, "invitation-not-open")

    def test_answers_the_same_for_a_used_one_and_one_that_never_was(self, api: Api, database: Database) -> None:
        token = invited(database)
        api.post(ACCEPTANCE, json=an_acceptance(token))
        used = api.post(ACCEPTANCE, json=an_acceptance(token)).json()
        unknown = api.post(ACCEPTANCE, json=an_acceptance("nothing like it")).json()
        assert used | {"request_id": ""} == unknown | {"request_id": ""}

    def test_runs_out(self, api: Api, database: Database) -> None:
        with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
            token = invited(database)
            move(timedelta(days=14))
            assert_problem(api.post(ACCEPTANCE, json=an_acceptance(token)), 409, "invitation-not-open")

    def test_adds_a_second_body_to_an_account_that_proves_itself(self, api: Api, database: Database) -> None:
        first = a_coordinator(database, api)
        second = api.post(ACCEPTANCE, json=an_acceptance(invited(database, BAERUM), name="Somebody else"))
        assert second.status_code == 201
        assert (second.json()["id"], second.json()["orgnr"]) == (first["id"], BAERUM)
        assert second.json()["name"] == first["name"]

    def test_wants_the_password_of_an_account_that_is_there(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        token = invited(database, BAERUM)
        answer = api.post(ACCEPTANCE, json=an_acceptance(token, password="another password"))
        assert_problem(answer, 403, "wrong-password")
        assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == 201, "the invitation is still open"

    def test_bounds_guessing_that_password(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        token = invited(database, BAERUM)
        with clock.stopped_at(clock.now()):
            for _ in range(10):
                api.post(ACCEPTANCE, json=an_acceptance(token, password="another password"))
            answer = api.post(ACCEPTANCE, json=an_acceptance(token))
        assert_problem(answer, 429, "too-many-guesses")
        assert answer.headers["Retry-After"] == "15"

    def test_raises_a_role_and_never_lowers_it(self, api: Api, database: Database) -> None:
        headers = person("coordinator", HUSBANKEN)
        for role in ("requester", "coordinator", "employee"):
            accepted = api.post(ACCEPTANCE, json=an_acceptance(invite(api, headers, role=role)["token"]))
        assert accepted.json()["role"] == "coordinator"
        assert [event["data"]["codes"]["role"] for event in granted_memberships(database)] == [
            "requester",
            "coordinator",
        ]

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"password": "too short"}, "/password", "too_short"),
            ({"password": "x" * 201}, "/password", "too_long"),
            ({"password": "x" + "\u0316\u0301" * 60_000}, "/password", "too_long"),
            ({"password": "with a bell \a inside"}, "/password", "forbidden_character"),
            ({"password": "a noncharacter \ufdd0 inside"}, "/password", "forbidden_character"),
            ({"name": " "}, "/name", "blank"),
            ({"role": "coordinator"}, "", "unknown_field"),
        ],
    )
    def test_points_at_what_is_wrong_and_echoes_nothing(
        self, api: Api, database: Database, changes: dict[str, str], pointer: str, code: str
    ) -> None:
        answer = api.post(ACCEPTANCE, json=an_acceptance(invited(database), **changes))
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]
        assert "password" not in changes or changes["password"] not in answer.text

    def test_takes_a_password_however_a_keyboard_composes_it(self, real_api: Api, database: Database) -> None:
        composed, apart = "blåbærsyltetøy og ost", "bla\u030abærsyltetøy og ost"
        assert composed != apart
        real_api.post(ACCEPTANCE, json=an_acceptance(invited(database), password=apart))
        answer = real_api.post(ACCEPTANCE, json=an_acceptance(invited(database, BAERUM), password=composed))
        assert answer.status_code == 201


class TestReadMe:
    def test_says_who_one_is_and_acts_for(self, real_api: Api, database: Database) -> None:
        a_coordinator(database, real_api)
        me = real_api.get("/v1/me", logged_in(real_api))
        assert me.headers["ETag"].startswith('"1-')
        body = me.json()
        assert (body["email"], body["org"]) == (EMAIL, HUSBANKEN)
        assert body["roles"] == ["coordinator", "employee", "requester"]

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get("/v1/me"), 401, "unauthenticated")

    def test_is_about_people(self, api: Api) -> None:
        assert_problem(api.get("/v1/me", machine("coordinator")), 403, "person-required")

    def test_does_not_know_a_person_without_account(self, api: Api) -> None:
        assert_problem(api.get("/v1/me", person("employee")), 404, "not-found")
        assert_problem(api.get("/v1/me", person("employee", sub="not-an-id")), 404, "not-found")


class TestUpdateMe:
    def test_changes_the_language(self, api: Api, database: Database) -> None:
        headers = person("coordinator", HUSBANKEN, sub=a_coordinator(database, api)["id"])
        changed = api.patch("/v1/me", headers | {"If-Match": '"1"'}, json={"language": "nn"})
        assert (changed.status_code, changed.json()["language"], changed.headers["ETag"][:3]) == (200, "nn", '"2-')

    def test_wants_to_know_which_version(self, api: Api, database: Database) -> None:
        headers = person("coordinator", HUSBANKEN, sub=a_coordinator(database, api)["id"])
        assert_problem(api.patch("/v1/me", headers, json={"language": "nn"}), 428, "precondition-required")
        stale = api.patch("/v1/me", headers | {"If-Match": '"7"'}, json={"language": "nn"})
        assert_problem(stale, 412, "stale")

    def test_refuses_what_is_not_ones_to_change(self, api: Api, database: Database) -> None:
        headers = person("coordinator", HUSBANKEN, sub=a_coordinator(database, api)["id"])
        answer = api.patch("/v1/me", headers | {"If-Match": '"1"'}, json={"language": "nn", "email": "x@y.example"})
        assert_problem(answer, 422, "invalid")

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.patch("/v1/me", json={"language": "nn"}), 401, "unauthenticated")


class TestListContacts:
    def test_returns_to_a_service_how_to_reach_somebody(self, api: Api, database: Database) -> None:
        me = a_coordinator(database, api)
        contact = api.get(f"/v1/contacts?people={me['id']}", service("auth", of="notify")).json()
        assert contact == {"people": {me["id"]: {"name": me["name"], "email": EMAIL, "language": "nb"}}}

    def test_is_not_for_people(self, api: Api, database: Database) -> None:
        me = a_coordinator(database, api)
        answer = api.get(f"/v1/contacts?people={me['id']}", person("coordinator", HUSBANKEN))
        assert_problem(answer, 403, "not-permitted")

    def test_is_not_for_a_token_of_another_service(self, api: Api) -> None:
        answer = api.get(f"/v1/contacts?people={uuid4()}", service("pool", of="notify"))
        assert_problem(answer, 401, "unauthenticated")

    def test_knows_nobody_else(self, api: Api) -> None:
        answer = api.get(f"/v1/contacts?people={uuid4()}", service("auth", of="notify"))
        assert answer.json() == {"people": {}}

    def test_leaves_out_who_is_disabled(self, api: Api, database: Database) -> None:
        me = a_coordinator(database, api)
        assert api.post(f"/v1/people/{me['id']}/disablement", admin()).status_code == 201
        answer = api.get(f"/v1/contacts?people={me['id']}", service("auth", of="notify"))
        assert answer.json() == {"people": {}}

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/contacts?people={uuid4()}"), 401, "unauthenticated")


def test_nobody_reads_a_password_in_the_database(api: Api, database: Database) -> None:
    a_coordinator(database, api)
    with database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT password_hash FROM people").all()
    assert rows[0][0].startswith("$argon2id$")
    assert PASSWORD not in rows[0][0]
