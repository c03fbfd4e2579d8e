"""Letters with a single-use link: what auth returns to notify, and the pages that the links lead to."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from services.auth.letters.domain import link_token
from services.auth.letters.models import Letter
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.invitations import ACCEPTANCE, COLLEAGUE, an_acceptance, an_invitation, mail_invitation
from tests.auth.scenes.letters import OTHER_PASSWORD, follow, letters, notify, ordered_letters
from tests.auth.scenes.logins import a_browser, answer_of, logged_in
from tests.auth.scenes.members import granted_memberships
from tests.auth.scenes.page_checks import faults_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person


class TestMailedInvitation:
    def test_shows_the_coordinator_no_token(self, api: Api) -> None:
        answer = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=an_invitation(hand_over=False))
        assert (answer.status_code, answer.json()["token"], answer.json()["mailed"]) == (201, None, True)

    def test_is_emitted_without_address_body_or_token(self, api: Api, database: Database) -> None:
        mail_invitation(api, database)
        (event,) = ordered_letters(database)
        assert event["data"] == {"version": 1, "orgs": [], "codes": {"purpose": "invitation"}, "persons": []}

    def test_proves_the_address_of_who_accepts(self, api: Api, database: Database) -> None:
        assert api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database))).status_code == 201
        assert proven(database)

    def test_handed_over_proves_nothing(self, api: Api, database: Database) -> None:
        token = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=an_invitation()).json()["token"]
        assert api.post(ACCEPTANCE, json=an_acceptance(token)).status_code == 201
        assert not proven(database)
        assert ordered_letters(database) == []

    def test_proves_an_old_account_that_gives_its_password(self, api: Api, database: Database) -> None:
        squat(api)
        answer = api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database), password=OTHER_PASSWORD))
        assert answer.status_code == 201
        assert proven(database)


def proven(database: Database) -> bool:
    with database.read() as session:
        return People(session).is_proven(COLLEAGUE)


def squat(api: Api) -> dict[str, Any]:
    """Somebody else's coordinator makes an account for the colleague's address, with a password of their own."""
    token = api.post("/v1/invitations", person("coordinator", BAERUM), json=an_invitation()).json()["token"]
    account: dict[str, Any] = api.post(ACCEPTANCE, json=an_acceptance(token, password=OTHER_PASSWORD)).json()
    return account


class TestSquattedAddress:
    def test_is_its_owners_again_by_a_mailed_link(self, api: Api, database: Database) -> None:
        squatter = squat(api)
        asked = an_acceptance(mail_invitation(api, database)) | {"new_account": True}
        owner = api.post(ACCEPTANCE, json=asked).json()
        assert (owner["email"], owner["orgnr"]) == (COLLEAGUE, HUSBANKEN)
        assert owner["id"] != squatter["id"]

    def test_leaves_the_squatter_with_nothing(self, real_api: Api, api: Api, database: Database) -> None:
        squatter = squat(api)
        api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database)) | {"new_account": True})
        assert [event["data"]["persons"] for event in emitted(database, "membership.ended")] == [[squatter["id"]]]
        assert logged_in(real_api, COLLEAGUE)  # with the owner's password
        with pytest.raises(AssertionError):
            logged_in_with(real_api, OTHER_PASSWORD)

    def test_that_led_a_body_leaves_it_without_coordinator_and_the_operator_warned(
        self, api: Api, database: Database
    ) -> None:
        invited = an_invitation(role="coordinator")
        token = api.post("/v1/invitations", person("coordinator", BAERUM), json=invited).json()["token"]
        api.post(ACCEPTANCE, json=an_acceptance(token, password=OTHER_PASSWORD))
        api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database)) | {"new_account": True})
        assert [event["subject"] for event in emitted(database, "organisation.uncoordinated")] == [BAERUM]

    def test_stays_without_asking_for_it(self, api: Api, database: Database) -> None:
        squat(api)
        answer = api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database)))
        assert_problem(answer, 403, "wrong-password")

    def test_is_not_taken_by_a_token_that_was_handed_over(self, api: Api, database: Database) -> None:
        """The negative control: without the proof by mail, anybody's coordinator could take an account."""
        squat(api)
        token = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=an_invitation()).json()["token"]
        answer = api.post(ACCEPTANCE, json=an_acceptance(token) | {"new_account": True})
        assert_problem(answer, 403, "wrong-password")

    def test_that_was_proven_is_taken_by_nobody(self, api: Api, database: Database) -> None:
        api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database, BAERUM), password=OTHER_PASSWORD))
        answer = api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database)) | {"new_account": True})
        assert_problem(answer, 403, "wrong-password")


def logged_in_with(api: Api, password: str) -> dict[str, str]:
    return answer_of(a_browser(api).log_in(COLLEAGUE, password))


class TestReadLetter:
    def test_returns_to_notify_what_to_send(self, api: Api, database: Database) -> None:
        mail_invitation(api, database)
        (letter,) = letters(api, database)
        assert (letter["email"], letter["purpose"], letter["language"]) == (COLLEAGUE, "invitation", "nn")
        assert letter["body"] == "Husbanken"
        assert letter["link"].startswith("http://localhost:8000/oauth/links?token=")

    def test_returns_the_same_link_however_often_it_is_sent(self, api: Api, database: Database) -> None:
        mail_invitation(api, database)
        assert letters(api, database) == letters(api, database)

    def test_stores_neither_token_nor_link(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        with database.read() as session:
            kept = session.scalars(select(Letter)).one().model_dump_json()
        assert token not in kept

    def test_is_nothing_without_the_passphrase(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        letter_id = ordered_letters(database)[0]["subject"]
        with database.read() as session:
            letter = session.scalars(select(Letter)).one()
        assert str(letter.id) == letter_id
        assert token == link_token(AuthSettings().key_passphrase.get_secret_value(), letter.id)
        assert token != link_token("another passphrase", letter.id)

    def test_is_over_with_another_passphrase(self, api: Api, database: Database) -> None:
        mail_invitation(api, database)
        with database.write() as session:
            session.execute(update(Letter).values(token_hash="made with another"))
        (event,) = ordered_letters(database)
        assert_problem(api.get(f"/v1/letters/{event['subject']}", notify()), 404, "not-found")

    def test_is_over_once_the_link_was_used(self, api: Api, database: Database) -> None:
        api.post(ACCEPTANCE, json=an_acceptance(mail_invitation(api, database)))
        (event,) = ordered_letters(database)
        assert_problem(api.get(f"/v1/letters/{event['subject']}", notify()), 404, "not-found")

    def test_is_over_with_its_time(self, api: Api, database: Database) -> None:
        with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
            mail_invitation(api, database)
            move(timedelta(days=15))
            (event,) = ordered_letters(database)
            answer = api.get(f"/v1/letters/{event['subject']}", notify())
        assert_problem(answer, 404, "not-found")

    @pytest.mark.parametrize("role", ["coordinator", "admin"])
    def test_is_for_services_only(self, api: Api, database: Database, role: str) -> None:
        mail_invitation(api, database)
        (event,) = ordered_letters(database)
        assert_problem(api.get(f"/v1/letters/{event['subject']}", person(role, HUSBANKEN)), 403, "not-permitted")

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/letters/{uuid4()}"), 401, "unauthenticated")

    def test_does_not_know_others(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/letters/{uuid4()}", notify()), 404, "not-found")


class TestLinkPage:
    def test_asks_for_name_and_password(self, api: Api, database: Database) -> None:
        page = api.get(f"/oauth/links?token={mail_invitation(api, database)}")
        assert page.status_code == 200
        assert "Husbanken" in page.text
        assert re.findall(r'<input [^>]*id="[a-z_]+" name="([a-z_]+)"', page.text) == ["name", "password"]
        assert faults_of(page.text, language="nb") == []
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"

    def test_uses_nothing_up_by_being_looked_at(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        for _ in range(3):
            assert api.get(f"/oauth/links?token={token}").status_code == 200
        assert follow(api, token).status_code == 200

    def test_makes_a_member_once(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        assert "Du er med" in follow(api, token).text
        assert len(granted_memberships(database)) == 1
        assert follow(api, token).status_code == 409
        assert len(granted_memberships(database)) == 1

    def test_asks_again_where_the_password_is_short(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        page = follow(api, token, password="kort")
        assert page.status_code == 400
        assert 'role="alert"' in page.text
        assert follow(api, token).status_code == 200

    def test_asks_who_has_an_account_for_its_password(self, api: Api, database: Database) -> None:
        squat(api)
        token = mail_invitation(api, database)
        page = api.get(f"/oauth/links?token={token}")
        assert "new_account" in page.text
        assert faults_of(page.text, language="nb") == []
        assert follow(api, token).status_code == 400
        assert follow(api, token, new_account="yes").status_code == 200

    @pytest.mark.parametrize("look", [lambda api, token: api.get(f"/oauth/links?token={token}"), follow])
    def test_says_that_a_link_is_unknown(self, api: Api, look: Callable[[Api, str], httpx.Response]) -> None:
        page = look(api, "nothing-like-it")
        assert page.status_code == 409
        assert "Lenken virker ikke lenger" in page.text
        assert "nothing-like-it" not in page.text

    def test_is_written_in_the_readers_language(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        page = api.get(f"/oauth/links?token={token}", {"Accept-Language": "en"})
        assert "Choose a password" in page.text
        assert '<html lang="en"' in page.text

    def test_is_shown_again_in_the_language_one_chooses(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        page = api.post(f"/oauth/links?token={token}", data={"form_token": token, "language": "nn"})
        assert "Vel eit passord" in page.text
        assert granted_memberships(database) == []

    def test_escapes_what_it_shows(self, api: Api, database: Database) -> None:
        token = mail_invitation(api, database)
        with database.write() as session:
            session.execute(update(Letter).values(email="<b>@husbanken.example"))
        assert "<b>@" not in api.get(f"/oauth/links?token={token}").text
