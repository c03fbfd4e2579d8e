"""People sign up by an address in a mail domain that was verified as their body's."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.sign_ups import domain
from services.auth.sign_ups.domain import can_be_owned, refused_domains
from services.auth.sign_ups.errors import DomainTaken
from services.auth.sign_ups.models import MailDomain
from services.auth.sign_ups.repository import MailDomains
from services.auth.sign_ups.service import verify_domain
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from tests.auth.scenes.letters import OTHER_PASSWORD, follow, letters, mailed_token, ordered_letters
from tests.auth.scenes.members import a_coordinator, granted_memberships
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person
from tests.support.races import RACERS, race

DOMAIN = "husbanken.example"
EMAIL = f"ansatt@{DOMAIN}"
PATH = f"/v1/organisations/{HUSBANKEN}/mail-domains"


def add(api: Api, domain: str = DOMAIN, headers: dict[str, str] | None = None) -> Any:
    return api.post(PATH, headers or person("coordinator", HUSBANKEN), json={"domain": domain})


def verified(database: Database, domain: str = DOMAIN, orgnr: str = HUSBANKEN) -> None:
    with database.write() as session:
        session.add(MailDomain(orgnr=orgnr, domain=domain, verified_at=clock.now()))


def sign_up(api: Api, email: str = EMAIL) -> Any:
    return api.post("/v1/sign-ups", json={"email": email})


class TestAddMailDomain:
    def test_waits_until_the_operator_has_verified_it(self, api: Api, database: Database) -> None:
        added = add(api)
        assert (added.status_code, added.json()["state"]) == (201, "waiting")
        sign_up(api)
        assert ordered_letters(database) == []
        with database.write() as session:
            verify_domain(MailDomains(session), HUSBANKEN, DOMAIN)
        shown = api.get(added.headers["Location"].removeprefix("/auth"), person("coordinator", HUSBANKEN))
        assert shown.json()["state"] == "verified"
        listed = api.get(PATH, person("coordinator", HUSBANKEN)).json()["items"]
        assert [(one["domain"], one["state"]) for one in listed] == [(DOMAIN, "verified")]

    @pytest.mark.parametrize(
        "domain", ["gmail.com", "kommune.no", "GMail.com", "dep.no", "mail.gmail.com", "a.b.Online.no"]
    )
    def test_refuses_what_nobody_has_alone(self, api: Api, domain: str) -> None:
        assert_problem(add(api, domain), 422, "domain-refused")

    def test_keeps_an_international_domain_as_punycode(self, api: Api) -> None:
        assert add(api, " Blåfjell.kommune.no\u200b").json()["domain"] == "xn--blfjell-fxa.kommune.no"
        assert_problem(add(api, "xn--blfjell-fxa.kommune.no"), 409, "domain-taken")

    @pytest.mark.parametrize("domain", ["no", "husbanken", "a b.no", "@husbanken.no", ""])
    def test_wants_a_domain(self, api: Api, domain: str) -> None:
        assert_problem(add(api, domain), 422, "invalid")

    def test_refuses_another_bodys_and_ones_own_twice(self, api: Api, database: Database) -> None:
        verified(database, "baerum.example", BAERUM)
        assert_problem(add(api, "baerum.example"), 409, "domain-taken")
        add(api)
        assert_problem(add(api), 409, "domain-taken")

    def test_is_the_bodys_own_coordinators(self, api: Api) -> None:
        assert_problem(add(api, headers={"X-Nobody": "1"}), 401, "unauthenticated")
        assert_problem(add(api, headers=person("requester", HUSBANKEN)), 403, "not-permitted")
        assert_problem(add(api, headers=machine("coordinator", HUSBANKEN)), 403, "person-required")
        assert_problem(add(api, headers=person("coordinator", BAERUM)), 404, "not-found")

    def test_can_be_taken_back(self, api: Api, database: Database) -> None:
        place = add(api).headers["Location"].removeprefix("/auth")
        assert_problem(api.delete(place, person("coordinator", BAERUM)), 404, "not-found")
        assert api.delete(place, person("coordinator", HUSBANKEN)).status_code == 204
        assert_problem(api.get(place, person("coordinator", HUSBANKEN)), 404, "not-found")


class TestSignUp:
    @pytest.fixture(autouse=True)
    def domain(self, database: Database) -> None:
        verified(database)

    def test_makes_an_employee_of_who_follows_the_link(self, api: Api, database: Database) -> None:
        assert sign_up(api).status_code == 202
        (letter,) = letters(api, database)
        assert (letter["email"], letter["purpose"], letter["body"]) == (EMAIL, "sign_up", "Husbanken")
        token = mailed_token(api, database)
        assert granted_memberships(database) == []
        assert "som ansatt" in follow(api, token).text
        (event,) = granted_memberships(database)
        assert (event["data"]["orgs"], event["data"]["codes"]["role"]) == ([HUSBANKEN], "employee")
        assert follow(api, token).status_code == 409

    def test_knows_the_domain_however_the_address_is_written(self, api: Api, database: Database) -> None:
        verified(database, "xn--blfjell-fxa.kommune.no")
        sign_up(api, "\u200bAnsatt@BLÅFJELL.kommune.no ")
        assert [letter["email"] for letter in letters(api, database)] == ["ansatt@xn--blfjell-fxa.kommune.no"]

    def test_answers_the_same_with_and_without_domain_and_account(self, api: Api, database: Database) -> None:
        a_coordinator(database, api, email=f"hr@{DOMAIN}")
        with clock.stopped_at(clock.now()):
            answers = [sign_up(api, email) for email in (EMAIL, f"hr@{DOMAIN}", "noen@elsewhere.example")]
        assert len({(answer.status_code, answer.text) for answer in answers}) == 1
        assert len(ordered_letters(database)) == 2  # the account's too: only its mailbox shows the difference

    def test_asks_who_has_an_account_for_its_password(self, api: Api, database: Database) -> None:
        a_coordinator(database, api, BAERUM, email=EMAIL)
        sign_up(api)
        token = mailed_token(api, database)
        assert follow(api, token, password=OTHER_PASSWORD).status_code == 400
        assert follow(api, token).status_code == 200
        assert granted_memberships(database)[-1]["data"]["orgs"] == [HUSBANKEN]

    def test_floods_nobody(self, api: Api, database: Database) -> None:
        assert {sign_up(api).status_code for _ in range(8)} == {202}
        assert len(ordered_letters(database)) == 3

    def test_is_over_where_the_domain_was_lost(self, api: Api, database: Database) -> None:
        sign_up(api)
        token = mailed_token(api, database)
        with database.write() as session:
            session.execute(text("DELETE FROM mail_domains"))
        assert follow(api, token).status_code == 409

    def test_runs_out(self, api: Api, database: Database) -> None:
        with clock.stopped_at(clock.now()) as move:
            sign_up(api)
            token = mailed_token(api, database)
            move(timedelta(days=2))
            assert follow(api, token).status_code == 409

    @pytest.mark.parametrize("email", ["noen", "a@b", "x\u0000@husbanken.example"])
    def test_wants_an_address(self, api: Api, email: str) -> None:
        assert_problem(sign_up(api, email), 422, "invalid")

    def test_answers_the_same_to_one_unknown_name_and_to_thousands(self, api: Api) -> None:
        few, many = ({f"name-{n}": 0 for n in range(times)} for times in (1, 10_000))
        answers = [api.post("/v1/sign-ups", json=unknown) for unknown in (few, many)]
        faults = [(fault["pointer"], fault["code"]) for fault in assert_problem(answers[1], 422, "invalid")["errors"]]
        assert faults == [("/email", "missing"), ("", "unknown_field")]
        assert answers[0].json()["errors"] == answers[1].json()["errors"]


class TestOneDomainOfTwoBodies:
    """As many bodies as racers, each with the same domain verified at the same moment."""

    def bodies_after_race(self, database: Database) -> int:
        prepare(database, AuthSettings())
        with database.write() as session:
            bodies = list(session.scalars(text("SELECT orgnr FROM organisations ORDER BY orgnr LIMIT 5")))
            session.add_all([MailDomain(orgnr=orgnr, domain=DOMAIN) for orgnr in bodies])
        assert len(bodies) == RACERS

        def verify() -> bool:
            try:
                with database.write() as session:
                    verify_domain(MailDomains(session), bodies.pop(), DOMAIN)
            except (DomainTaken, Busy):
                return False
            return True

        return race(verify).count(True)

    def test_belongs_to_one(self, new_database: Database) -> None:
        assert self.bodies_after_race(new_database) == 1

    def test_without_the_index_belongs_to_all(self, new_database: Database) -> None:
        with new_database.write() as session:
            session.execute(text("DROP INDEX uq_mail_domains_verified"))
        assert self.bodies_after_race(new_database) == RACERS


def test_a_body_can_own_what_only_its_people_have() -> None:
    assert can_be_owned("baerum.kommune.no")
    assert can_be_owned("fd.dep.no")
    assert can_be_owned("notgmail.com")
    assert not can_be_owned("no")


def test_every_refused_domain_is_a_provider_or_a_suffix() -> None:
    refused = (Path(domain.__file__).parents[1] / "data" / "refused_domains.csv").read_text(encoding="utf-8")
    assert sum(len(domains) for domains in refused_domains().values()) == len(refused.splitlines()) - 1
