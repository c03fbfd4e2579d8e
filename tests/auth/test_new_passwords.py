"""Which passwords are accepted, and how somebody gets a new one."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, event, select
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.audit.service import OPERATOR
from services.auth.credentials.domain import is_guessable, words_of
from services.auth.credentials.new_passwords import mail_password_link
from services.auth.credentials.passwords import COMMON_WORDS
from services.auth.letters.domain import Purpose, link_token
from services.auth.letters.models import Letter
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.invitations import an_acceptance, invited
from tests.auth.scenes.logins import EMAIL, PASSWORD, a_browser
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.page_checks import faults_of
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, machine, person, service

UNKNOWN = "nobody@husbanken.example"
NEW = "noko heilt anna no"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
COMMON = frozenset(COMMON_WORDS.read_text(encoding="utf-8").split())


class TestIsGuessable:
    @pytest.mark.parametrize(
        "password",
        [
            "passordpassord1",
            "Passord123456789",
            "P@55w0rd-P@55w0rd",
            "sommeren-sommer-2026!",
            "aaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "123456789012345",
            "qwertyuiopåqwert",
            "9876543210987654",
            "1q2w3e4r5t6y7u8i",
            "ressurspoolen2026",
            "husbanken-koordinator",
            "jegelskerdegforever",
            "correct horse battery staple",
            "               ",
        ],
    )
    def test_of_what_anybody_would_try(self, password: str) -> None:
        assert is_guessable(password, common=COMMON, words=words_of("hr@husbanken.example"))

    @pytest.mark.parametrize("password", [PASSWORD, NEW, "mjuk grøn tastatur under skapet", "xK9-vq2LmZ_w7TbR"])
    def test_is_not_what_is_ones_own(self, password: str) -> None:
        assert not is_guessable(password, common=COMMON, words=words_of("hr@husbanken.example"))

    def test_depends_on_the_list(self) -> None:
        assert not is_guessable("koordinatorkommune", common=frozenset())


class TestChoosing:
    @pytest.mark.parametrize(
        ("password", "code"),
        [("fourteen signs", "too_short"), ("x" * 201, "too_long"), ("husbanken2026hr", "guessable_password")],
    )
    def test_refuses_what_is_short_or_common(self, api: Api, database: Database, password: str, code: str) -> None:
        answer = api.post("/v1/invitations/acceptance", json=an_acceptance(invited(database), password=password))
        assert answer.status_code == 422
        assert answer.json()["errors"][0] | {"detail": ""} == {"pointer": "/password", "code": code, "detail": ""}

    def test_asks_for_no_kinds_of_signs(self, api: Api, database: Database) -> None:
        answer = api.post(
            "/v1/invitations/acceptance", json=an_acceptance(invited(database), password="æ ø å" * 2 + NEW)
        )
        assert answer.status_code == 201


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, Any]:
    return a_coordinator(database, api)


def letters(database: Database) -> list[Letter]:
    with database.read() as session:
        return list(session.scalars(select(Letter).order_by(col(Letter.ordered_at))))


def link_of(letter: Letter) -> str:
    token = link_token(AuthSettings().key_passphrase.get_secret_value(), letter.id)
    return f"/oauth/links?token={token}"


def statements_of(act: Callable[[], object]) -> list[str]:
    """The SQL statements that run during the act, in order."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(re.sub(r"sa_savepoint_\d+", "a savepoint", statement))

    event.listen(Engine, "before_cursor_execute", note)
    act()
    event.remove(Engine, "before_cursor_execute", note)
    return asked


def ask(api: Api, email: str = EMAIL) -> httpx.Response:
    return api.post("/oauth/password", data={"email": email})


def asked_link(api: Api, database: Database) -> str:
    ask(api)
    return link_of(letters(database)[-1])


@pytest.mark.usefixtures("me")
class TestForgetting:
    def test_mails_a_link_that_gives_a_new_password(self, api: Api, database: Database) -> None:
        link = asked_link(api, database)
        page = api.post(link, data={"password": NEW})
        assert (page.status_code, "Passordet er endret" in page.text) == (200, True)
        assert a_browser(api).log_in().status_code == 400
        assert a_browser(api).log_in(password=NEW).status_code == 303

    def test_asks_again_where_no_address_was_written(self, api: Api, database: Database) -> None:
        page = ask(api, "")
        assert (page.status_code, "Skriv e-postadressen din." in page.text) == (400, True)
        assert letters(database) == []

    def test_ends_sessions_and_notifies_the_owner(self, api: Api, database: Database) -> None:
        a_browser(api).log_in()
        api.post(asked_link(api, database), data={"password": NEW})
        with database.read() as session:
            ended = session.scalars(select(LoginSession)).one()
            actions = {entry.action for entry in session.scalars(select(AuditEntry))}
        assert ended.end_reason == "password_changed"
        assert {"password.reset_asked", "password.reset"} <= actions
        notice = letters(database)[-1]
        assert (notice.purpose, notice.email) == (Purpose.PASSWORD_CHANGED, EMAIL)

    def test_works_once(self, api: Api, database: Database) -> None:
        link = asked_link(api, database)
        api.post(link, data={"password": NEW})
        assert api.post(link, data={"password": "enda noko heilt anna"}).status_code == 409

    def test_works_for_an_hour(self, api: Api, database: Database) -> None:
        with clock.stopped_at(NOON) as move:
            link = asked_link(api, database)
            move(timedelta(minutes=61))
            assert api.get(link).status_code == 409

    def test_voids_the_links_that_wait(self, api: Api, database: Database) -> None:
        first, second = asked_link(api, database), asked_link(api, database)
        api.post(second, data={"password": NEW})
        assert api.post(first, data={"password": "enda noko heilt anna"}).status_code == 409

    def test_of_a_notice_works_too_for_whoever_did_not_do_it(self, api: Api, database: Database) -> None:
        api.post(asked_link(api, database), data={"password": "tjuven sitt eige val"})
        page = api.post(link_of(letters(database)[-1]), data={"password": NEW})
        assert page.status_code == 200
        assert a_browser(api).log_in(password=NEW).status_code == 303

    @pytest.mark.parametrize(("password", "words"), [("short", "minst 15 tegn"), ("passordpassord1", "lett å gjette")])
    def test_says_what_is_wrong_with_a_password(self, api: Api, database: Database, password: str, words: str) -> None:
        link = asked_link(api, database)
        page = api.post(link, data={"password": password})
        assert (page.status_code, words in page.text) == (400, True)
        assert faults_of(page.text, language="nb") == []
        assert api.post(link, data={"password": NEW}).status_code == 200

    def test_answers_the_same_for_an_unknown_address(self, api: Api, database: Database) -> None:
        known, unknown = ask(api), ask(api, UNKNOWN)
        assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
        assert [letter.email for letter in letters(database)] == [EMAIL, ""]

    def test_does_the_same_for_an_unknown_address(self, api: Api) -> None:
        known, unknown = statements_of(lambda: ask(api)), statements_of(lambda: ask(api, UNKNOWN))
        assert known == unknown
        assert len(known) > 10

    def test_sends_nothing_to_an_unknown_address(self, api: Api, database: Database) -> None:
        ask(api), ask(api, UNKNOWN)
        read = [
            api.get(f"/v1/letters/{letter.id}", service("auth", of="notify")).status_code
            for letter in letters(database)
        ]
        assert read == [200, 404]

    def test_floods_nobody(self, api: Api, database: Database) -> None:
        with clock.stopped_at(NOON):
            pages = [ask(api) for _ in range(8)]
        assert {page.status_code for page in pages} == {200}
        assert len(letters(database)) == 3

    def test_has_pages_without_barriers(self, api: Api, database: Database) -> None:
        for page in (api.get("/oauth/password"), ask(api), api.get(asked_link(api, database))):
            assert faults_of(page.text, language="nb") == []

    def test_can_be_begun_by_the_operator(self, api: Api, database: Database) -> None:
        with database.write() as session:
            somebody = People(session).find_by_email(EMAIL)
            assert somebody is not None
            mail_password_link(session, AuthSettings(), somebody, by=OPERATOR)
        assert api.post(link_of(letters(database)[-1]), data={"password": NEW}).status_code == 200


class TestChangeMyPassword:
    def change(self, api: Api, me: dict[str, Any], **changes: str) -> httpx.Response:
        asked = {"old_password": PASSWORD, "password": NEW, **changes}
        return api.put("/v1/me/password", person("coordinator", HUSBANKEN, sub=me["id"]), json=asked)

    def test_takes_the_new_one_from_now_on(self, api: Api, database: Database, me: dict[str, Any]) -> None:
        a_browser(api).log_in()
        assert self.change(api, me).status_code == 200
        assert a_browser(api).log_in(password=NEW).status_code == 303
        with database.read() as session:
            reasons = [login.end_reason for login in session.scalars(select(LoginSession))]
        assert sorted(map(str, reasons)) == ["None", "password_changed"]
        assert [letter.purpose for letter in letters(database)] == [Purpose.PASSWORD_CHANGED]

    def test_wants_the_old_one(self, api: Api, me: dict[str, Any]) -> None:
        assert_problem(self.change(api, me, old_password="not the one"), 403, "wrong-password")
        assert a_browser(api).log_in().status_code == 303

    def test_is_guessed_no_faster_than_at_login(self, api: Api, me: dict[str, Any]) -> None:
        with clock.stopped_at(NOON):
            token = person("coordinator", HUSBANKEN, sub=me["id"])
            asked = {"old_password": "not the one", "password": NEW}
            answers = [api.put("/v1/me/password", token, json=asked) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [403, 403, 429]

    def test_refuses_one_that_is_easy_to_guess(self, api: Api, me: dict[str, Any]) -> None:
        assert_problem(self.change(api, me, password="passordpassord1"), 422, "guessable-password")

    def test_is_for_people(self, api: Api) -> None:
        asked = {"old_password": PASSWORD, "password": NEW}
        assert_problem(api.put("/v1/me/password", json=asked), 401, "unauthenticated")
        assert_problem(api.put("/v1/me/password", machine("coordinator"), json=asked), 403, "person-required")
