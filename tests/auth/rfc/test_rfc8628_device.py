"""The device grant (RFC 8628): a program gets tokens once a person has confirmed its code in a browser elsewhere."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.auth.access import IDENTITY_SCOPES, USER_SCOPES
from services.auth.audit.models import AuditEntry
from services.auth.devices.models import DeviceCode
from services.auth.devices.request import BEGUN_AT_ONCE
from services.auth.devices.user_code import ALPHABET, new_user_code, normalised
from services.auth.people.models import Membership
from services.auth.sessions.models import LoginSession
from services.auth.texts import PAGES
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.devices import Person, begin, poll
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.tokens import assert_refused, claims_in
from tests.support.api import Api
from tests.support.callers import HUSBANKEN

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def me(api: Api, database: Database) -> dict[str, Any]:
    return a_coordinator(database, api)


@pytest.fixture
def person(api: Api, me: dict[str, Any]) -> Person:
    return Person(api)


class TestDeviceAuthorization:
    def test_gives_two_codes_and_where_to_type_one(self, api: Api) -> None:
        answer = api.post("/oauth/device_authorization", data={"client_id": "cli"})
        given = answer.json()
        assert answer.headers["Cache-Control"] == "no-store"
        assert (given["expires_in"], given["interval"]) == (600, 5)
        assert given["verification_uri"] == "http://localhost:8000/oauth/device"
        assert given["verification_uri_complete"].endswith(f"/oauth/device?user_code={given['user_code']}")
        assert normalised(given["user_code"]) == given["user_code"]

    def test_keeps_neither_as_it_is(self, api: Api, database: Database) -> None:
        given = begin(api)
        with database.read() as session:
            kept = str(session.query(DeviceCode).one().model_dump())
        assert given["device_code"] not in kept
        assert given["user_code"] not in kept

    def test_is_for_programs_on_a_persons_machine(self, api: Api) -> None:
        for client_id in ("docs", "device"):
            answer = api.post("/oauth/device_authorization", data={"client_id": client_id})
            assert_refused(answer, "unauthorized_client")
        service = api.post(
            "/oauth/device_authorization", data={"scope": "feed:read"}, auth=("pool", "development-only")
        )
        assert_refused(service, "unauthorized_client")
        assert_refused(api.post("/oauth/device_authorization", data={"client_id": "x"}), "invalid_client", 401)
        assert_refused(api.post("/oauth/device_authorization", data={"scope": "pool:read"}), "invalid_request")
        assert_refused(api.post("/oauth/device_authorization", json={"client_id": "cli"}), "invalid_request")
        scope = {"client_id": "cli", "scope": "feed:read"}
        assert_refused(api.post("/oauth/device_authorization", data=scope), "invalid_scope")

    def test_lets_nobody_fill_the_database(self, api: Api) -> None:
        with clock.stopped_at(NOON) as move:
            form = {"client_id": "cli"}
            answers = [api.post("/oauth/device_authorization", data=form) for _ in range(BEGUN_AT_ONCE + 1)]
            assert [answer.status_code for answer in answers] == [200] * BEGUN_AT_ONCE + [400]
            assert_refused(answers[-1], "slow_down")
            move(timedelta(seconds=3))
            assert api.post("/oauth/device_authorization", data=form).status_code == 200

    def test_stands_in_the_metadata(self, api: Api) -> None:
        metadata = api.get("/.well-known/oauth-authorization-server").json()
        assert metadata["device_authorization_endpoint"] == "http://localhost:8000/oauth/device_authorization"
        assert "urn:ietf:params:oauth:grant-type:device_code" in metadata["grant_types_supported"]


class TestTheWholeWay:
    def test_gives_the_persons_token_to_the_program(self, api: Api, person: Person, me: dict[str, Any]) -> None:
        given = begin(api, scope="pool:read needs:read offline_access")
        assert_refused(poll(api, given), "authorization_pending")
        page = person.reach_confirmation(given["user_code"])
        assert (page.status_code, given["user_code"] in page.text) == (200, True)
        assert all(words in page.text for words in ("kommandolinjen", "Husbanken", "lese behov"))
        assert "<script" not in page.text
        assert "er logget inn" in person.post(answer="yes").text
        granted = poll(api, given).json()
        claims = claims_in(api, granted)
        assert (claims["sub"], claims["org"], claims["client_id"]) == (me["id"], HUSBANKEN, "cli")
        assert (claims["person"], set(granted["scope"].split())) == (
            True,
            {"pool:read", "needs:read", "offline_access"},
        )
        again = {"grant_type": "refresh_token", "refresh_token": granted["refresh_token"], "client_id": "cli"}
        assert api.post("/oauth/token", data=again).status_code == 200

    def test_is_audited_as_what_it_is(self, api: Api, database: Database, person: Person, me: dict[str, Any]) -> None:
        person.confirm(begin(api)["user_code"])
        with database.read() as session:
            entered = session.query(AuditEntry).filter_by(action="login.device").one()
            login = session.query(LoginSession).one()
        assert (entered.actor, entered.client_id, entered.orgnr, entered.result) == (me["id"], "cli", HUSBANKEN, "done")
        assert (entered.session_id, login.client_id) == (login.id, "cli")

    def test_can_begin_with_the_complete_address(self, api: Api, person: Person) -> None:
        given = begin(api)
        page = person.open(given["verification_uri_complete"].removeprefix("http://localhost:8000"))
        assert f'value="{given["user_code"]}"' in page.text
        assert_refused(poll(api, given), "authorization_pending")
        person.post(user_code=given["user_code"])
        person.log_in()
        person.post(answer="yes")
        assert poll(api, given).status_code == 200

    @pytest.mark.parametrize("typed", ["lower", "spaces"])
    def test_takes_the_code_as_people_type_it(self, api: Api, person: Person, typed: str) -> None:
        given = begin(api)
        code = given["user_code"].lower() if typed == "lower" else f" {given['user_code'].replace('-', ' ')} "
        person.confirm(code)
        assert poll(api, given).status_code == 200

    def test_changes_language_without_losing_the_step(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.open("/oauth/device")
        assert "Log a program in" in person.post(language="en").text
        person.post(user_code=given["user_code"])
        person.log_in()
        assert "Gje programmet tilgang?" in person.post(language="nn").text
        person.open(person.address)
        person.post(answer="yes")
        assert poll(api, given).status_code == 200


class TestPolling:
    def test_slows_down_for_good_who_asks_too_soon(self, api: Api, database: Database) -> None:
        with clock.stopped_at(NOON) as move:
            given = begin(api)
            assert_refused(poll(api, given), "authorization_pending")
            move(timedelta(seconds=4))
            assert_refused(poll(api, given), "slow_down")
            move(timedelta(seconds=9))
            assert_refused(poll(api, given), "slow_down")
            move(timedelta(seconds=15))
            assert_refused(poll(api, given), "authorization_pending")
            with database.read() as session:
                assert session.query(DeviceCode).one().interval_seconds == 15

    def test_answers_who_was_slowed_down_once_it_is_decided(self, api: Api, person: Person) -> None:
        given = begin(api)
        poll(api, given)
        assert_refused(poll(api, given), "slow_down")
        person.confirm(given["user_code"])
        assert poll(api, given).status_code == 200

    def test_ends_after_ten_minutes(self, api: Api, person: Person) -> None:
        with clock.stopped_at(NOON) as move:
            given, late = begin(api), begin(api)
            person.confirm(late["user_code"])
            move(timedelta(seconds=600))
            assert_refused(poll(api, given), "expired_token")
            assert_refused(poll(api, late), "expired_token")
            assert "Ingen program venter" in person.type(given["user_code"]).text

    def test_says_that_the_person_said_no(self, api: Api, database: Database, person: Person) -> None:
        given = begin(api)
        assert "fikk ikke tilgang" in person.confirm(given["user_code"], "no").text
        assert_refused(poll(api, given), "access_denied")
        with database.read() as session:
            assert session.query(LoginSession).one().end_reason == "by_person"
            assert session.query(AuditEntry).filter_by(action="login.device").one().result == "access_denied"

    def test_gives_a_token_once(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.confirm(given["user_code"])
        assert poll(api, given).status_code == 200
        assert_refused(poll(api, given), "invalid_grant")

    def test_is_for_the_program_that_began(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.confirm(given["user_code"])
        assert_refused(poll(api, given, client_id="docs"), "invalid_grant")
        assert_refused(poll(api, given, device_code="another"), "invalid_grant")
        assert_refused(poll(api, given, device_code=given["user_code"]), "invalid_grant")
        assert_refused(poll(api, given, device_code=""), "invalid_request")
        assert poll(api, given).status_code == 200

    def test_gives_nothing_once_the_membership_has_ended(self, api: Api, database: Database, person: Person) -> None:
        given = begin(api)
        person.confirm(given["user_code"])
        with database.write() as session:
            session.query(Membership).update({"ended_at": clock.now()})
        assert_refused(poll(api, given), "invalid_grant")


class TestVerification:
    def test_refuses_a_code_that_nobody_waits_with(self, api: Api, person: Person) -> None:
        begin(api)
        for typed in ("BCDF-GHJK", "", "<b>", "bcdf-ghj", "ÅØÆÅØÆÅØ", "1234-5678"):
            page = person.type(typed)
            assert (page.status_code, 'role="alert"' in page.text) == (400, True), typed
            assert "<b>" not in page.text

    def test_bounds_guesses_and_counts_no_right_ones(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.open("/oauth/device")
        for _ in range(10):
            person.post(user_code="BCDF-GHJK")
        assert person.post(user_code=given["user_code"]).status_code == 429
        assert int(person.page.headers["Retry-After"]) > 0

    def test_wants_the_form_of_this_browser(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.open("/oauth/device")
        person.cookies.clear()
        assert "for gammelt" in person.post(user_code=given["user_code"]).text

    def test_wants_the_login_of_this_browser(self, api: Api, person: Person, me: dict[str, Any]) -> None:
        """Nobody can be led to confirm with somebody else's login, nor to bring home a stranger's."""
        given, stranger = begin(api), Person(api)
        stranger.type(given["user_code"])
        person.type(given["user_code"])
        page = stranger.post(email="hr@husbanken.example", password="et langt og godt passord")
        taken = stranger.address
        assert page.status_code == 200
        assert "Koden er brukt" in person.open(taken).text
        assert_refused(poll(api, given), "authorization_pending")

    @pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied&state=x", "?pending=x"])
    def test_starts_over_where_an_answer_is_none(self, api: Api, person: Person, query: str) -> None:
        for path in ("callback", "confirmation"):
            page = person.open(f"/oauth/device/{path}{query}")
            assert (page.status_code, 'name="user_code"' in page.text) == (400, True)

    def test_decides_once(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.reach_confirmation(given["user_code"])
        form, address = person.page, person.address
        person.post(answer="yes")
        person.page, person.address = form, address
        assert "Koden er brukt" in person.post(answer="no").text
        assert poll(api, given).status_code == 200

    def test_shows_the_page_again_without_an_answer(self, api: Api, person: Person) -> None:
        given = begin(api)
        person.reach_confirmation(given["user_code"])
        assert "Gi programmet tilgang?" in person.post(answer="perhaps").text
        assert_refused(poll(api, given), "authorization_pending")

    def test_page_lets_nothing_in_and_nobody_frame_it(self, api: Api, person: Person) -> None:
        person.reach_confirmation(begin(api)["user_code"])
        policy = person.page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert person.page.headers["Cache-Control"] == "no-store"


class TestScopes:
    def test_all_have_words_for_the_person_who_gives_them(self) -> None:
        assert {f"scope-{scope}" for scope in (*USER_SCOPES, *IDENTITY_SCOPES)} <= set(PAGES)


class TestUserCode:
    def test_has_eight_letters_nobody_mistakes(self) -> None:
        codes = {new_user_code() for _ in range(200)}
        assert len(codes) == 200
        assert set("".join(codes)) <= {*ALPHABET, "-"}
        assert not set(ALPHABET) & set("AEIOUYÆØÅ0123456789")
