"""OpenID Connect Core 1.0: the request, the id_token, and userinfo."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from services.auth.audit.models import AuditEntry
from services.auth.identities.models import Identity
from services.auth.login.authorization import read_authorization_request
from services.auth.login.completion import complete
from services.auth.login.states import Proven
from services.auth.login.steps import AskLogin, GoBack
from services.auth.pages.errors import BrowserRedirect
from services.auth.people.models import Address
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.logins import CALLBACK, Browser, a_browser, a_request, answer_of, redeem
from tests.auth.scenes.members import a_coordinator, a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import a_code, a_login, refresh, tokens_of
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, ISSUER, bearer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCOPE = "pool:read openid profile email"


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


def read_id_token(api: Api, id_token: str) -> jwt.Token:
    """The id_token's claims, read by another library with our published keys."""
    keys = KeySet.import_key_set(api.get("/oauth/jwks").json())
    return jwt.decode(id_token, keys, algorithms=["RS256"])


def error_of(database: Database, **changes: str | None) -> str:
    """The error that the client gets for a request."""
    with pytest.raises(BrowserRedirect) as back:
        read_authorization_request(database, a_request(**changes), issuer=ISSUER)
    assert back.value.location.startswith(f"{CALLBACK}?error=")
    return back.value.location.partition("error=")[2].partition("&")[0]


class TestTheRequest:
    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"prompt": "none"}, "login_required"),
            ({"prompt": "none login"}, "invalid_request"),
            ({"prompt": "whatever"}, "invalid_request"),
            ({"max_age": "-1"}, "invalid_request"),
            ({"max_age": "soon"}, "invalid_request"),
            ({"max_age": "9" * 10}, "invalid_request"),
            ({"max_age": "\u0663"}, "invalid_request"),
            ({"nonce": "x" * 301}, "invalid_request"),
            ({"nonce": "\u00e6"}, "invalid_request"),
            ({"request": "a.b.c"}, "request_not_supported"),
            ({"request_uri": "https://client.example/r"}, "request_uri_not_supported"),
            ({"registration": "{}"}, "registration_not_supported"),
            ({"response_mode": "fragment"}, "invalid_request"),
            ({"response_type": "code id_token"}, "unsupported_response_type"),
            ({"response_type": "id_token"}, "unsupported_response_type"),
            ({"scope": "openid address"}, "invalid_scope"),
        ],
    )
    def test_goes_back_with_its_fault(self, database: Database, changes: dict[str, str], error: str) -> None:
        assert error_of(database, **changes) == error

    @pytest.mark.parametrize(
        "changes",
        [
            {"prompt": "login"},
            {"prompt": "consent"},
            {"prompt": "login consent"},
            {"prompt": "select_account"},
            {"max_age": "0"},
            {"display": "popup", "acr_values": "x", "claims": "{}", "ui_locales": "nn", "unheard_of": "x"},
            {"response_mode": "query"},
        ],
    )
    def test_is_taken(self, database: Database, changes: dict[str, str]) -> None:
        read_authorization_request(database, a_request(scope="openid", **changes), issuer=ISSUER)

    def test_may_be_posted_as_well(self, api: Api) -> None:
        led = api.post("/oauth/authorize", data=a_request(scope="openid", nonce="n"))
        assert led.status_code == 303
        assert led.headers["Location"].startswith("/oauth/authorize?")
        assert 'autocomplete="current-password"' in api.get(led.headers["Location"]).text
        nothing = api.post("/oauth/authorize", data={"x": "y"})
        assert api.get(nothing.headers["Location"]).status_code == 400

    def test_fills_in_the_account_it_hints_at_harmlessly(self, api: Api) -> None:
        page = a_browser(api, login_hint='"><script>alert(1)</script>').open()
        assert "<script" not in page.text
        assert "alert(1)" in page.text

    def test_a_form_of_another_request_does_not_fit(self, api: Api, database: Database) -> None:
        one, other = a_browser(api, nonce="one"), a_browser(api, nonce="other")
        one.open()
        other.cookie, other.form_token = one.cookie, one.form_token
        assert other.post(email="x@husbanken.example", password="x" * 12).status_code == 400


class TestMaxAge:
    @pytest.mark.parametrize(
        ("changes", "fresh"), [({"max_age": "3600"}, False), ({"prompt": "login"}, False), ({}, True)]
    )
    def test_is_held_against_another_issuers_login(
        self, database: Database, me: UUID, changes: dict[str, str], fresh: bool
    ) -> None:
        wanted = read_authorization_request(database, a_request(**changes), issuer=ISSUER)
        proven = Proven(
            person_id=me,
            at=clock.now() - timedelta(hours=2),
            methods=("fed",),
            issuer="https://idp.example",
            subject="somebody",
        )
        with database.write() as session:
            session.add(Identity(issuer="https://idp.example", subject="somebody", person_id=me))
        step = complete(a_login(database, wanted), proven, {"org": HUSBANKEN})
        assert isinstance(step, GoBack if fresh else AskLogin)


class TestConsent:
    @pytest.fixture
    def browser(self, api: Api, database: Database) -> Browser:
        a_coordinator(database, api)
        return a_browser(api, prompt="consent", scope="pool:read openid")

    def test_shows_what_the_client_wants_before_it_gets_a_code(
        self, api: Api, database: Database, browser: Browser
    ) -> None:
        page = browser.log_in()
        assert page.status_code == 200
        assert "lese profiler i poolen" in page.text
        assert "Husbanken" in page.text
        assert redeem(api, answer_of(browser.post(answer="yes"))["code"]).status_code == 200
        with database.read() as session:
            assert session.query(AuditEntry).filter_by(action="consent.given").count() == 1

    def test_goes_back_without_one_after_a_no(self, browser: Browser) -> None:
        browser.log_in()
        answer = answer_of(browser.post(answer="no"))
        assert (answer["error"], answer["iss"]) == ("access_denied", ISSUER)
        assert "code" not in answer

    def test_asks_again_where_nothing_was_said(self, browser: Browser) -> None:
        browser.log_in()
        assert browser.post(language="nn").status_code == 200
        assert browser.post(answer="perhaps").status_code == 200

    def test_a_yes_does_not_stand_for_the_password(self, browser: Browser) -> None:
        browser.open()
        assert browser.post(answer="yes").status_code == 400


class TestTheIdToken:
    def test_says_who_logged_in_when_and_how(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            code = a_code(database, me, scope=SCOPE, nonce="n-0S6_WzA2Mj")
            move(timedelta(seconds=20))
            granted = redeem(api, code).json()
        token = read_id_token(api, granted["id_token"])
        claims = token.claims
        assert (token.header["typ"], token.header["alg"]) == ("JWT", "RS256")
        assert (claims["iss"], claims["sub"], claims["aud"]) == (ISSUER, str(me), "cli")
        assert claims["nonce"] == "n-0S6_WzA2Mj"
        assert claims["auth_time"] == NOON.timestamp()
        assert (claims["iat"], claims["exp"]) == (NOON.timestamp() + 20, NOON.timestamp() + 620)
        assert claims["amr"] == ["pwd", "otp"]
        assert claims["sid"] == str(the_session(database).id)
        digest = hashlib.sha256(granted["access_token"].encode()).digest()[:16]
        assert claims["at_hash"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert not {"roles", "scope", "org", "email", "name"} & set(claims)

    def test_is_for_whoever_asked_for_it(self, api: Api, database: Database, me: UUID) -> None:
        assert "id_token" not in tokens_of(api, database, me, scope="pool:read")

    def test_comes_with_a_refreshed_token_too_but_for_the_nonce(self, api: Api, database: Database, me: UUID) -> None:
        granted = redeem(api, a_code(database, me, scope="openid offline_access", nonce="n")).json()
        before = read_id_token(api, granted["id_token"]).claims
        after = read_id_token(api, refresh(api, granted["refresh_token"]).json()["id_token"]).claims
        assert {name: before[name] for name in ("iss", "sub", "aud", "auth_time", "sid")} == {
            name: after[name] for name in ("iss", "sub", "aud", "auth_time", "sid")
        }
        assert "nonce" not in after

    def test_is_taken_by_no_api(self, real_api: Api, database: Database, me: UUID) -> None:
        granted = tokens_of(real_api, database, me, scope="openid organisation:read")
        for place in ("/v1/me", "/oauth/userinfo"):
            assert real_api.get(place, bearer(granted["access_token"])).status_code == 200
            assert_problem(real_api.get(place, bearer(granted["id_token"])), 401, "unauthenticated")


class TestUserInfo:
    def claims_of(self, api: Api, database: Database, me: UUID, scope: str, method: str = "GET") -> dict[str, Any]:
        token = tokens_of(api, database, me, scope=scope)["access_token"]
        answer = api.request(method, "/oauth/userinfo", headers=bearer(token))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        body: dict[str, Any] = answer.json()
        return body

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_says_who_it_is_and_no_more(self, real_api: Api, database: Database, me: UUID, method: str) -> None:
        assert self.claims_of(real_api, database, me, "openid", method) == {"sub": str(me)}

    def test_says_more_where_that_was_asked_for(self, real_api: Api, database: Database, me: UUID) -> None:
        assert self.claims_of(real_api, database, me, SCOPE) == {
            "sub": str(me),
            "name": "HR i Husbanken",
            "locale": "nb",
            "email": "hr@husbanken.example",
            "email_verified": False,
        }

    def test_calls_an_address_verified_that_was_proven(self, real_api: Api, database: Database, me: UUID) -> None:
        with database.write() as session:
            session.query(Address).update({"proven_at": clock.now()})
        assert self.claims_of(real_api, database, me, "openid email")["email_verified"] is True

    def test_takes_a_token_with_the_scope(self, real_api: Api, database: Database, me: UUID) -> None:
        token = tokens_of(real_api, database, me, scope="pool:read")["access_token"]
        assert_problem(real_api.get("/oauth/userinfo", bearer(token)), 403, "not-permitted")
        answer = real_api.get("/oauth/userinfo")
        assert_problem(answer, 401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_whole_flow_works_through_the_pages(real_api: Api, database: Database) -> None:
    a_coordinator(database, real_api)
    answer = answer_of(a_browser(real_api, scope="openid", nonce="n", prompt="login", max_age="0").log_in())
    assert (answer["iss"], answer["state"]) == (ISSUER, "our-state")
    assert read_id_token(real_api, redeem(real_api, answer["code"]).json()["id_token"]).claims["nonce"] == "n"
