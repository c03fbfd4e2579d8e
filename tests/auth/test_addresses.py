"""One account has several proven addresses: by each its holder logs in, is invited and chooses a new password."""

from typing import Any

import pytest

from services.auth.people.repository import People
from services.kit.data.database import Database
from tests.auth.scenes.accounts import (
    ADDRESSES,
    add_address,
    addresses_of,
    ask_address,
    change_me,
    follow_address,
)
from tests.auth.scenes.invitations import ACCEPTANCE, an_acceptance, an_invitation, mail_invitation
from tests.auth.scenes.letters import letters, mailed_token, notify, ordered_letters
from tests.auth.scenes.logins import EMAIL, a_browser, answer_of
from tests.auth.scenes.members import a_coordinator, a_member
from tests.auth.scenes.page_checks import faults_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

SECOND = "fagperson@baerum.example"


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, str]:
    """The headers of Husbanken's coordinator, who has a password and one address."""
    return person("coordinator", HUSBANKEN, sub=a_coordinator(database, api)["id"])


class TestAddMyAddress:
    def test_adds_the_address_once_its_link_is_followed(self, api: Api, database: Database, me: dict[str, str]) -> None:
        asked = ask_address(api, me, f" {SECOND.upper()} ")
        assert asked.status_code == 202
        assert [one["email"] for one in addresses_of(api, me)] == [EMAIL], "nothing is proven yet"
        token, letter = mailed_token(api, database), letters(api, database)[-1]
        assert (letter["purpose"], letter["email"].casefold()) == ("address", SECOND)
        page = api.get(f"/oauth/links?token={token}")
        assert "HR i Husbanken" in page.text, "whoever has the mailbox sees whose account it is"
        assert faults_of(page.text, language="nb") == []
        assert follow_address(api, token).status_code == 200
        assert [(one["email"].casefold(), one["primary"]) for one in addresses_of(api, me)] == [
            (EMAIL, True),
            (SECOND, False),
        ]
        assert follow_address(api, token).status_code == 409, "the link works once"

    def test_answers_alike_whoever_has_the_address(self, api: Api, database: Database, me: dict[str, str]) -> None:
        a_member(database, orgnr=BAERUM, email=SECOND)
        shapes = {
            (answer.status_code, tuple(answer.json()))
            for answer in (ask_address(api, me, email) for email in (SECOND, "fri@baerum.example", EMAIL))
        }
        assert shapes == {(202, ("expires_at",))}

    def test_is_bounded_as_other_letters_are(self, api: Api, database: Database, me: dict[str, str]) -> None:
        for _ in range(8):
            assert ask_address(api, me, SECOND).status_code == 202
        assert len(ordered_letters(database)) < 8

    def test_leads_to_joining_where_another_account_has_proven_it(
        self, api: Api, database: Database, me: dict[str, str]
    ) -> None:
        token = mail_invitation(api, database, BAERUM, email=SECOND)
        assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == 201
        ask_address(api, me, SECOND)
        answer = follow_address(api, mailed_token(api, database), new_account="yes")
        assert answer.status_code == 409
        assert "slå de to kontoene sammen" in answer.text
        assert len(addresses_of(api, me)) == 1

    def test_sets_an_unproven_account_aside_where_its_owner_says_so(
        self, api: Api, database: Database, me: dict[str, str]
    ) -> None:
        squatter = a_member(database, orgnr=BAERUM, email=SECOND)
        ask_address(api, me, SECOND)
        token = mailed_token(api, database)
        assert follow_address(api, token).status_code == 409
        assert follow_address(api, token, new_account="yes").status_code == 200
        assert [one["email"] for one in addresses_of(api, me)] == [EMAIL, SECOND]
        with database.read() as session:
            assert People(session).list_memberships(squatter) == []

    def test_is_for_people_with_an_address(self, api: Api, me: dict[str, str]) -> None:
        assert_problem(api.post(ADDRESSES, machine("coordinator"), json={"email": SECOND}), 403, "person-required")
        assert_problem(ask_address(api, me, "ingen adresse"), 422, "invalid")


class TestASecondAddress:
    @pytest.fixture(autouse=True)
    def second(self, api: Api, database: Database, me: dict[str, str]) -> None:
        add_address(api, database, me, SECOND)

    def test_logs_in_to_the_same_account(self, api: Api) -> None:
        assert "code" in answer_of(a_browser(api).log_in(SECOND))

    def test_shares_the_guesses_of_the_account(self, api: Api) -> None:
        """Guesses by several addresses are guesses at one account (I14)."""
        statuses = [a_browser(api).log_in(email, password="feil passord her").status_code for email in [EMAIL] * 2]
        statuses += [a_browser(api).log_in(SECOND, password="feil passord her").status_code]
        assert statuses == [400, 400, 429]

    def test_gets_the_link_to_a_new_password(self, api: Api, database: Database) -> None:
        api.post("/oauth/password", data={"email": SECOND})
        assert (letters(api, database)[-1]["purpose"], letters(api, database)[-1]["email"]) == ("password", SECOND)
        token = mailed_token(api, database)
        chosen = {"form_token": token, "password": "noko heilt anna no"}
        assert api.post(f"/oauth/links?token={token}", data=chosen).status_code == 200
        assert "code" in answer_of(a_browser(api).log_in(EMAIL, password="noko heilt anna no"))
        mailed = [letter["email"] for letter in letters(api, database) if letter.get("purpose") == "password_changed"]
        assert mailed == [EMAIL, SECOND]

    def test_makes_a_second_employer_of_the_same_person(self, api: Api, database: Database, me: dict[str, str]) -> None:
        invitation = api.post("/v1/invitations", person("coordinator", BAERUM), json=an_invitation(email=SECOND))
        joined = api.post("/v1/me/memberships", me, json={"token": invitation.json()["token"]})
        assert (joined.status_code, joined.json()["orgnr"]) == (201, BAERUM), (
            "handed over, to an address that is proven"
        )
        assert joined.json()["id"] == api.get("/v1/me", me).json()["id"]

    def test_becomes_the_primary_one(self, api: Api, me: dict[str, str]) -> None:
        assert change_me(api, me, email=SECOND).json()["email"] == SECOND
        sub = api.get("/v1/me", me).json()["id"]
        contact = api.get(f"/v1/contacts?people={sub}", notify()).json()
        assert contact["people"][sub]["email"] == SECOND
        assert_problem(change_me(api, me, email=EMAIL), 422, "invalid")  # nobody has proven the first one

    def test_is_removed_and_free_for_others(self, api: Api, database: Database, me: dict[str, str]) -> None:
        first, second = addresses_of(api, me)
        assert_problem(api.delete(f"{ADDRESSES}/{first['id']}", me), 409, "primary-address")
        stranger = person("coordinator", HUSBANKEN, sub=str(a_member(database, email="annen@husbanken.example")))
        assert_problem(api.delete(f"{ADDRESSES}/{second['id']}", stranger), 404, "not-found")
        assert api.delete(f"{ADDRESSES}/{second['id']}", me).status_code == 204
        assert a_browser(api).log_in(SECOND).status_code == 400
        add_address(api, database, stranger, SECOND)

    def test_stays_with_its_account_where_the_first_is_claimed_by_its_owner(
        self, api: Api, database: Database, me: dict[str, str]
    ) -> None:
        """The account has a proven address, so only the unproven one is taken from it."""
        token = mail_invitation(api, database, BAERUM, email=EMAIL)
        claimed = api.post(ACCEPTANCE, json={**an_acceptance(token), "new_account": True})
        assert claimed.status_code == 201
        assert [(one["email"], one["primary"]) for one in addresses_of(api, me)] == [(SECOND, True)]
        assert "code" in answer_of(a_browser(api).log_in(SECOND))


class TestTheAddresses:
    def test_are_ten_at_most(self, api: Api, database: Database, me: dict[str, str]) -> None:
        for number in range(9):
            add_address(api, database, me, f"nr{number}@baerum.example")
        ask_address(api, me, SECOND)
        answer = follow_address(api, mailed_token(api, database))
        assert answer.status_code == 409
        assert "så mange adresser" in answer.text

    def test_have_the_persons_own_as_primary(self, api: Api, database: Database, me: dict[str, str]) -> None:
        """What `email` says is one of the addresses, whatever was done."""
        add_address(api, database, me, SECOND)
        change_me(api, me, email=SECOND)
        shown: dict[str, Any] = api.get("/v1/me", me).json()
        assert [one["email"] for one in addresses_of(api, me) if one["primary"]] == [shown["email"]]
