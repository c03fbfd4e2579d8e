"""The login by password, as a browser sees it."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from services.auth.main import create_app
from services.auth.people.models import Membership
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.language import Language
from services.kit.web.application import Overrides
from tests.auth.scenes.invitations import an_acceptance, invited
from tests.auth.scenes.logins import CALLBACK, EMAIL, PASSWORD, a_browser, answer_of, logged_in, redeem
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MISMATCH = "E-postadressen og passordet passer ikke sammen"


@pytest.fixture(autouse=True)
def coordinator(api: Api, database: Database) -> None:
    a_coordinator(database, api)


class OutOfReach(Database):
    """A database that could not be had in time."""

    @contextmanager
    def read(self) -> Iterator[Session]:
        raise Busy()
        yield  # it is a context all the same


def test_a_page_says_when_to_come_again(database: Database) -> None:
    away = OutOfReach(str(database.engine.url), Table.metadata)
    page = a_browser(Api(create_app(overrides=Overrides(keys=StaticKeys(), database=away)))).open()
    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert page.headers["Content-Type"].startswith("text/html")


class TestShowLogin:
    def test_is_plain_html_without_script_or_anything_from_elsewhere(self, api: Api) -> None:
        page = a_browser(api).open()
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "<script" not in page.text
        assert "http" not in re.sub(r'http-equiv|name="[^"]*"', "", page.text)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self' http://127.0.0.1:54321" in policy
        assert page.headers["Cache-Control"] == "no-store"

    def test_its_style_is_our_own_file(self, api: Api) -> None:
        page = a_browser(api).open()
        assert "<style" not in page.text
        assert "style=" not in page.text
        assert "style-src 'self';" in page.headers["Content-Security-Policy"]

    def test_can_be_used_with_keyboard_and_screen_reader(self, api: Api) -> None:
        page = a_browser(api).open().text
        fields = set(re.findall(r'<input [^>]*id="([^"]+)"', page))
        assert fields == set(re.findall(r'<label [^>]*for="([^"]+)"', page)) == {"email", "password"}
        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page
        assert '<html lang="nb"' in page

    @pytest.mark.parametrize(
        ("language", "words"),
        [(Language.NB, "Du logger inn for"), (Language.NN, "Du loggar inn for"), (Language.EN, "You are logging in")],
    )
    def test_speaks_the_readers_language(self, api: Api, language: Language, words: str) -> None:
        browser = a_browser(api)
        page = api.get(browser.address, {"Accept-Language": language})
        assert words in page.text
        assert f'<html lang="{language}"' in page.text

    @pytest.mark.parametrize("client_id", ["nobody", "pool", "", "a'b"])
    def test_tells_of_an_unknown_client_on_a_page(self, api: Api, client_id: str) -> None:
        page = a_browser(api, client_id=client_id).open()
        assert page.status_code == 400
        assert "Vi kjenner ikke programmet" in page.text
        assert "Location" not in page.headers

    @pytest.mark.parametrize("uri", ["https://evil.example/callback", CALLBACK + "/", None])
    def test_tells_of_a_wrong_redirect_on_a_page(self, api: Api, uri: str | None) -> None:
        page = a_browser(api, redirect_uri=uri).open()
        assert page.status_code == 400
        assert "evil" not in page.text
        assert "Location" not in page.headers

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"response_type": "token"}, "unsupported_response_type"),
            ({"response_type": None}, "invalid_request"),
            ({"code_challenge": None}, "invalid_request"),
            ({"code_challenge": "short"}, "invalid_request"),
            ({"code_challenge_method": "plain"}, "invalid_request"),
            ({"code_challenge_method": None}, "invalid_request"),
            ({"scope": "pool:read root"}, "invalid_scope"),
            ({"scope": "feed:read"}, "invalid_scope"),
            ({"org": "123"}, "invalid_request"),
        ],
    )
    def test_sends_other_faults_back_to_the_client(self, api: Api, changes: dict[str, str | None], error: str) -> None:
        page = a_browser(api, **changes).open()
        assert page.headers["Location"].startswith(CALLBACK + "?")
        assert answer_of(page) == {"error": error, "state": "our-state", "iss": "http://localhost:8000"}

    def test_does_not_send_back_a_state_that_is_none(self, api: Api) -> None:
        assert answer_of(a_browser(api, state="x" * 1001).open()) == {
            "error": "invalid_request",
            "iss": "http://localhost:8000",
        }

    @pytest.mark.parametrize("more", ["&client_id=cli", "&state=%00", "&state=%ff", "&x=1" * 40])
    def test_shows_a_page_for_what_cannot_be_read(self, api: Api, more: str) -> None:
        page = api.get(a_browser(api).address + more)
        assert page.status_code == 400
        assert page.headers["content-type"].startswith("text/html")

    def test_ignores_parameters_it_does_not_know(self, api: Api) -> None:
        assert a_browser(api, nonce="1").open().status_code == 200


class TestSubmitLogin:
    def test_goes_back_with_code_state_and_issuer(self, api: Api) -> None:
        answer = answer_of(a_browser(api).log_in())
        assert (answer["state"], answer["iss"]) == ("our-state", "http://localhost:8000")
        assert redeem(api, answer["code"]).status_code == 200

    def test_takes_the_address_however_it_is_written(self, api: Api) -> None:
        apart = EMAIL.replace(".", "\uff0e")  # as a Japanese keyboard writes a full stop
        for written in (f" {EMAIL.upper()} ", f"\u200b{EMAIL}\u200b", f"\ufeff{EMAIL}\u00a0", apart):
            assert a_browser(api).log_in(written).status_code == 303

    def test_knows_an_international_domain_by_both_its_names(self, api: Api, database: Database) -> None:
        a_coordinator(database, api, BAERUM, email="post@blåfjell.example")
        for written in ("post@blåfjell.example", "Post@BLÅFJELL.example", "post@xn--blfjell-fxa.example"):
            assert a_browser(api).log_in(written).status_code == 303

    def test_says_the_same_of_a_wrong_password_and_an_unknown_account(self, api: Api) -> None:
        wrong = a_browser(api).log_in(password="not the password")
        unknown = a_browser(api).log_in(email="nobody@husbanken.example")
        assert wrong.status_code == unknown.status_code == 400
        assert MISMATCH in wrong.text
        assert 'role="alert"' in wrong.text
        assert "<title>Feil: " in wrong.text
        without_token = [re.sub(r'name="form_token" value="[^"]+"', "", page.text) for page in (wrong, unknown)]
        assert without_token[0] == without_token[1]

    @pytest.mark.parametrize("field", ["email", "password"])
    def test_does_not_compose_endless_marks(self, api: Api, field: str) -> None:
        """Without the bound, 40,000 of them take 3 s of a processor."""
        browser, begun = a_browser(api), time.process_time()
        browser.open()
        form = {"email": EMAIL, "password": PASSWORD, field: "post@æ" + "\u0316\u0301" * 20_000}
        assert browser.post(**form).status_code == 400
        assert time.process_time() - begun < 1

    def test_lets_one_try_again_on_the_page_it_shows(self, api: Api) -> None:
        browser = a_browser(api)
        browser.log_in(password="not the password")
        assert browser.post(email=EMAIL, password=PASSWORD).status_code == 303

    @pytest.mark.parametrize("fields", [{}, {"email": EMAIL}, {"password": PASSWORD}, {"email": "x" * 5000}])
    def test_takes_an_empty_field_for_a_wrong_one(self, api: Api, fields: dict[str, str]) -> None:
        browser = a_browser(api)
        browser.open()
        assert MISMATCH in browser.post(**fields).text

    def test_refuses_a_form_that_is_not_of_our_page(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        for token in ("", "x", "x.y", "é.ø", browser.form_token[:-2] + "AA", browser.form_token + ".x"):
            browser.form_token = token
            page = browser.post(email=EMAIL, password=PASSWORD)
            assert page.status_code == 400
            assert "Skjemaet var for gammelt" in page.text

    def test_refuses_a_form_from_another_browser(self, api: Api) -> None:
        browser, attacker = a_browser(api), a_browser(api)
        browser.open()
        attacker.open()
        browser.form_token = attacker.form_token
        assert "Skjemaet var for gammelt" in browser.post(email=EMAIL, password=PASSWORD).text

    def test_refuses_a_form_without_cookie(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        browser.cookie = ""
        assert browser.post(email=EMAIL, password=PASSWORD).status_code == 400

    def test_refuses_a_form_of_another_request(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        browser.request["state"] = "another"
        assert browser.post(email=EMAIL, password=PASSWORD).status_code == 400

    def test_refuses_a_form_that_lay_too_long(self, api: Api) -> None:
        with clock.stopped_at(NOON) as move:
            browser = a_browser(api)
            browser.open()
            move(timedelta(minutes=16))
            assert browser.post(email=EMAIL, password=PASSWORD).status_code == 400

    def test_checks_the_request_again(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        browser.request["redirect_uri"] = "https://evil.example/"
        page = browser.post(email=EMAIL, password=PASSWORD)
        assert (page.status_code, "Location" in page.headers) == (400, False)

    def test_wants_a_form(self, api: Api) -> None:
        page = api.post(a_browser(api).address, json={"email": EMAIL})
        assert page.status_code == 400
        assert page.headers["content-type"].startswith("text/html")

    def test_tells_somebody_without_body_what_to_do(self, api: Api, database: Database) -> None:
        with database.write() as session:
            session.query(Membership).update({"ended_at": clock.now()})
        page = a_browser(api).log_in()
        assert page.status_code == 403
        assert "hører ikke lenger til noen virksomhet" in page.text


class TestChoosingABody:
    @pytest.fixture(autouse=True)
    def second_body(self, api: Api, database: Database, coordinator: None) -> None:
        accepted = api.post("/v1/invitations/acceptance", json=an_acceptance(invited(database, BAERUM)))
        assert accepted.status_code == 201

    def test_asks_which_one(self, api: Api) -> None:
        page = a_browser(api).log_in()
        assert page.status_code == 200
        assert "Hvilken virksomhet handler du for nå?" in page.text
        assert re.findall(r'type="radio" value="([0-9]+)"', page.text) == [BAERUM, HUSBANKEN]
        assert "<legend>" in page.text

    def test_acts_for_the_chosen_one(self, real_api: Api) -> None:
        browser = a_browser(real_api)
        browser.log_in()
        code = answer_of(browser.post(org=BAERUM))["code"]
        token = {"Authorization": f"Bearer {redeem(real_api, code).json()['access_token']}"}
        assert real_api.get("/v1/me", token).json()["org"] == BAERUM

    def test_does_not_ask_where_the_client_said_which(self, real_api: Api) -> None:
        assert real_api.get("/v1/me", logged_in(real_api, org=BAERUM)).json()["org"] == BAERUM

    @pytest.mark.parametrize("org", ["991825827", "x", "999999999"])
    def test_takes_no_body_one_does_not_belong_to(self, api: Api, org: str) -> None:
        browser = a_browser(api)
        browser.log_in()
        page = browser.post(org=org)
        assert page.status_code == 403
        assert "Du kan ikke handle for den virksomheten" in page.text

    def test_asks_again_where_nothing_was_chosen(self, api: Api) -> None:
        browser = a_browser(api)
        browser.log_in()
        assert "Hvilken virksomhet" in browser.post().text

    def test_cannot_be_reached_around_the_password(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        assert MISMATCH in browser.post(org=BAERUM).text

    def test_tells_a_client_that_presets_a_foreign_body(self, api: Api) -> None:
        page = a_browser(api, org="991825827").log_in()
        assert page.status_code == 403
