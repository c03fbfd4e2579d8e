"""A password that proves whose an account is: it may be older than the rule for new ones."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlmodel import col

from services.auth.accounts.schemas import AcceptanceCreate
from services.auth.credentials.passwords import hash_password
from services.auth.credentials.schemas import Password
from services.auth.people.models import Person
from services.kit.data.database import Database
from tests.auth.scenes.invitations import ACCEPTANCE, an_acceptance, invited, mail_invitation
from tests.auth.scenes.letters import follow
from tests.auth.scenes.logins import EMAIL
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM

OLD = "gammelt"  # shorter than a new one may be
APART = "bla\u030abærsyltetøy"  # fifteen characters, two of which compose one letter


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, Any]:
    """Somebody with an account whose password is older than the rule."""
    person = a_coordinator(database, api)
    with database.write() as session:
        session.scalars(select(Person).where(col(Person.email) == EMAIL)).one().password_hash = hash_password(OLD)
    return person


class TestOfAnAccount:
    def test_accepts_an_invitation_however_short(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        answer = api.post(ACCEPTANCE, json=an_acceptance(invited(database, BAERUM), password=OLD))
        assert (answer.status_code, answer.json()["id"]) == (201, me["id"])

    def test_would_not_under_the_rule_for_new_ones(self) -> None:
        """The negative control."""

        class Strict(AcceptanceCreate):
            password: Password

        with pytest.raises(ValidationError):
            Strict(token="t", name="HR", password=OLD)

    def test_accepts_on_the_links_page(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        token = mail_invitation(api, database, BAERUM, email=EMAIL)
        assert "Du er med" in follow(api, token, password=OLD).text

    def test_is_wrong_on_the_links_page_where_it_is_empty(
        self, api: Api, database: Database, me: dict[str, Any]
    ) -> None:
        page = follow(api, mail_invitation(api, database, BAERUM, email=EMAIL), password="")
        assert page.status_code == 400
        assert "Passordet stemmer ikke" in page.text

    def test_is_guessed_no_faster_where_it_is_short(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        token = invited(database, BAERUM)
        answers = [api.post(ACCEPTANCE, json=an_acceptance(token, password="feil")) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [403, 403, 429]

    def test_reveals_nothing_without_an_invitation(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        for password in (OLD, "feil", "et langt og godt passord"):
            answer = api.post(ACCEPTANCE, json=an_acceptance("nothing like it", password=password))
            assert_problem(answer, 409, "invitation-not-open")


class TestOfANewAccount:
    def test_has_to_be_as_long_as_new_ones_are(self, api: Api, database: Database) -> None:
        token = invited(database)
        problem = assert_problem(api.post(ACCEPTANCE, json=an_acceptance(token, password=OLD)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/password", "too_short")]
        assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == 201, "the invitation is still open"

    def test_is_said_to_be_too_short_on_the_links_page(self, api: Api, database: Database) -> None:
        page = follow(api, mail_invitation(api, database), password=OLD)
        assert (page.status_code, "minst 15 tegn" in page.text) == (400, True)


class TestLength:
    def test_is_that_of_the_composed_form(self) -> None:
        assert len(APART) == 15
        with pytest.raises(ValidationError):
            TypeAdapter(Password).validate_python(APART)

    def test_takes_what_is_long_in_parts_only(self) -> None:
        assert len(TypeAdapter(Password).validate_python("a\u030a" * 150)) == 150

    def test_at_an_invitation_is_that_of_the_composed_form(self, api: Api, database: Database) -> None:
        answer = api.post(ACCEPTANCE, json=an_acceptance(invited(database), password=APART))
        assert_problem(answer, 422, "invalid")
