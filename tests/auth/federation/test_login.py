"""Logging in through an issuer: the code flow from our login page to the client's code, and its refusals."""

import base64
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from services.auth.federation.models import FederatedLogin
from services.auth.federation.repository import FederatedLogins
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on, where
from tests.auth.federation.scenes.loopback_issuer import CLIENT_ID, SECRET, LoopbackIssuer
from tests.auth.federation.scenes.people import a_linked_person
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.logins import a_request, answer_of, redeem
from tests.support.api import Api
from tests.support.strangers import Route, answer, as_json, hangs_up, trickles

DOWN = "Innloggingstjenesten svarer ikke"
NOT_BELIEVED = "Svaret fra innloggingstjenesten kunne ikke brukes"


@pytest.fixture
def api(with_issuers: WithIssuers, issuer: LoopbackIssuer) -> Api:
    return with_issuers(entra(issuer))


@pytest.fixture
def linked(database: Database, issuer: LoopbackIssuer) -> None:
    """auth, with a coordinator of Husbanken whose account is linked to the identity at the issuer."""
    a_linked_person(database, issuer)


class TestLoginPage:
    def test_offers_the_issuers_that_are_on(self, api: Api) -> None:
        page = FederatedBrowser(api).open()
        assert 'name="issuer" value="entra"' in page.text
        assert "Logg inn med Jobbinnlogging" in page.text

    def test_names_them_in_the_language_that_was_chosen(self, api: Api) -> None:
        browser = FederatedBrowser(api)
        browser.open()
        assert "Log in with Work login" in browser.post(language="en").text

    def test_offers_none_by_default(self, real_api: Api) -> None:
        assert 'name="issuer"' not in FederatedBrowser(real_api).open().text


def begun(api: Api) -> httpx.Response:
    """The page that a new browser gets for the issuer's button."""
    browser = FederatedBrowser(api)
    browser.open()
    return browser.post(issuer="entra")


class TestGoing:
    def test_asks_with_pkce_state_and_nonce_and_leads_on_by_itself(self, api: Api, issuer: LoopbackIssuer) -> None:
        location = FederatedBrowser(api).go_to("entra")
        issuer.log_in(location)
        asked = issuer.asked
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["redirect_uri"] == "http://localhost:8000/oauth/callback/entra"
        assert asked["scope"] == "openid"
        assert asked["code_challenge_method"] == "S256"
        assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
        assert asked["ui_locales"] == "nb"

    def test_asks_for_what_the_profile_says(self, with_issuers: WithIssuers, issuer: LoopbackIssuer) -> None:
        api = with_issuers(entra(issuer, 'acr_values = ["a", "b"]\nmax_age = 60\nscopes = ["openid", "email"]'))
        issuer.log_in(FederatedBrowser(api).go_to("entra"))
        assert (issuer.asked["acr_values"], issuer.asked["max_age"]) == ("a b", "60")
        assert issuer.asked["scope"] == "openid email"

    def test_keeps_no_parameter_that_means_nothing_here(
        self, api: Api, issuer: LoopbackIssuer, database: Database
    ) -> None:
        issuer.log_in(FederatedBrowser(api, a_request(utm_source="a-canary", login_hint="a@b.example")).go_to("entra"))
        with database.read() as session:
            assert session.query(FederatedLogin).one().asked == a_request(login_hint="a@b.example")

    def test_is_bounded_for_each_network(
        self, api: Api, issuer: LoopbackIssuer, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        few = api.app.state.settings.model_copy(update={"federated_per_source": 2})
        monkeypatch.setattr(api.app.state, "settings", few)
        with clock.stopped_at(clock.now()) as move:
            pages = [begun(api) for _ in range(3)]
            assert [page.status_code for page in pages] == [200, 200, 429]
            assert pages[-1].headers["Retry-After"] == "450"
            assert "spurt for mange ganger fra nettverket" in fault_on(pages[-1])
            with database.read() as session:
                assert session.query(FederatedLogin).count() == 2
            move(timedelta(seconds=450))
            assert begun(api).status_code == 200

    def test_takes_a_form_of_our_page_only(self, api: Api) -> None:
        browser = FederatedBrowser(api)
        browser.open()
        browser.form_token = "forged"
        assert "Skjemaet var for gammelt" in browser.post(issuer="entra").text

    def test_knows_no_issuer_that_is_not_on(self, api: Api) -> None:
        browser = FederatedBrowser(api)
        browser.open()
        page = browser.post(issuer="evil")
        assert page.status_code == 400
        assert "Vi kjenner ikke den måten å logge inn på" in page.text


@pytest.mark.usefixtures("linked")
class TestComingBack:
    def test_ends_with_a_code_for_the_client(self, api: Api, issuer: LoopbackIssuer) -> None:
        returned = answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in))
        assert returned["state"] == "our-state"
        assert redeem(api, returned["code"]).status_code == 200

    def test_proves_to_be_the_client_by_its_secret(self, api: Api, issuer: LoopbackIssuer) -> None:
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert issuer.basic == f"{CLIENT_ID}:a+secret+at+the+issuer%2Fwith%2Bsigns"
        assert SECRET not in str(issuer.form)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(issuer.form["code_verifier"].encode()).digest())
        assert issuer.asked["code_challenge"] == challenge.decode().rstrip("=")

    def test_works_once(self, api: Api, issuer: LoopbackIssuer) -> None:
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        assert browser.return_to("entra", brought).status_code == 303
        again = browser.return_to("entra", brought)
        assert again.status_code == 400
        assert "begynt i en annen nettleser" in again.text

    def test_is_not_used_up_by_head(self, api: Api, issuer: LoopbackIssuer) -> None:
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        assert browser.return_to("entra", brought, "HEAD").status_code == 400
        assert browser.return_to("entra", brought).status_code == 303

    def test_works_within_ten_minutes(self, api: Api, issuer: LoopbackIssuer) -> None:
        with clock.stopped_at(clock.now()) as move:
            browser = FederatedBrowser(api)
            brought = issuer.log_in(browser.go_to("entra"))
            move(timedelta(minutes=10, seconds=1))
            assert browser.return_to("entra", brought).status_code == 400

    def test_works_in_the_browser_that_went(self, api: Api, issuer: LoopbackIssuer) -> None:
        victim, attacker = FederatedBrowser(api), FederatedBrowser(api)
        victim.open()
        brought = issuer.log_in(attacker.go_to("entra"))
        assert victim.return_to("entra", brought).status_code == 400
        assert FederatedBrowser(api).return_to("entra", brought).status_code == 400
        assert attacker.return_to("entra", brought).status_code == 303  # nobody else used it up

    def test_two_at_once_each_have_their_own(self, api: Api, issuer: LoopbackIssuer) -> None:
        browser = FederatedBrowser(api)
        first, second = (browser.go_to("entra") for _ in range(2))
        assert browser.return_to("entra", issuer.log_in(first)).status_code == 303
        assert browser.return_to("entra", issuer.log_in(second)).status_code == 303

    @pytest.mark.parametrize("name", ["of-nobody", "%F0%9F%98%80"])
    def test_needs_the_name_of_an_issuer(self, api: Api, name: str) -> None:
        assert api.get(f"/oauth/callback/{name}?state=x").status_code == 400

    @pytest.mark.parametrize("changes", [{"state": "another"}, {"state": ""}])
    def test_needs_its_state(self, api: Api, issuer: LoopbackIssuer, changes: dict[str, str]) -> None:
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        assert browser.return_to("entra", {**brought, **changes}).status_code == 400

    @pytest.mark.parametrize("iss", ["https://evil.example", None])
    def test_is_not_mixed_up_with_another_issuers(self, api: Api, issuer: LoopbackIssuer, iss: str | None) -> None:
        browser = FederatedBrowser(api)
        brought = {**issuer.log_in(browser.go_to("entra")), "iss": iss}
        page = browser.return_to("entra", {name: value for name, value in brought.items() if value is not None})
        assert NOT_BELIEVED in fault_on(page)
        assert issuer.form == {}  # the code went nowhere

    def test_tells_who_pressed_cancel_what_to_do(self, api: Api, issuer: LoopbackIssuer) -> None:
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        page = browser.return_to("entra", {**brought, "code": "", "error": "access_denied"})
        assert "Innloggingen ble avbrutt" in fault_on(page)
        assert browser.post(email="x@y.example", password="x").status_code == 400  # the form is there to go on with

    def test_believes_the_issuer_for_its_own_body_only(self, api: Api, issuer: LoopbackIssuer) -> None:
        browser = FederatedBrowser(api)
        browser.request["org"] = "935478715"
        assert browser.log_in("entra", issuer.log_in).status_code == 403

    def test_leaves_nothing_behind_that_is_no_use(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        FederatedBrowser(api).go_to("entra")
        with database.write() as session:
            FederatedLogins(session).forget_expired(before=clock.now() + timedelta(minutes=11))
            assert not list(session.connection().exec_driver_sql("SELECT 1 FROM federated_logins"))


BAD_ANSWERS: dict[str, tuple[str, Route, str]] = {
    "is down": ("/token", hangs_up, DOWN),
    "fails": ("/token", answer(500, b""), DOWN),
    "redirects": ("/token", answer(302, b"", Location="http://127.0.0.1:1/"), DOWN),
    "sends no JSON": ("/token", answer(200, b"<html>"), DOWN),
    "sends too much": ("/token", answer(200, b"x" * 300_000), DOWN),
    "sends a list": ("/token", as_json([1]), DOWN),
    "refuses the code": ("/token", as_json({"error": "invalid_grant"}, status=400), NOT_BELIEVED),
    "sends no id_token": ("/token", as_json({"access_token": "x"}), NOT_BELIEVED),
    "sends an id_token that is none": ("/token", as_json({"id_token": {"a": 1}}), NOT_BELIEVED),
    "has no keys": ("/jwks", as_json({"keys": []}), DOWN),
    "has keys that are none": ("/jwks", as_json({"keys": 7}), DOWN),
    "has a key without numbers": ("/jwks", as_json({"keys": [{"kid": "issuer-key", "kty": "RSA"}]}), DOWN),
    "keeps its keys to itself": ("/jwks", answer(503, b""), DOWN),
}


@pytest.mark.usefixtures("linked")
class TestAnIssuerThat:
    @pytest.mark.parametrize("bad", BAD_ANSWERS)
    def test_ends_in_a_page_that_says_what_to_do(self, api: Api, issuer: LoopbackIssuer, bad: str) -> None:
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        path, route, answered = BAD_ANSWERS[bad]
        issuer.there.routes[path] = route
        page = browser.return_to("entra", brought)
        assert answered in fault_on(page)
        assert page.status_code == 400

    @pytest.mark.parametrize("route", [hangs_up, answer(404, b""), answer(200, b"{"), as_json({}), as_json([])])
    def test_has_no_configuration_is_told_of_before_anybody_is_sent(
        self, api: Api, issuer: LoopbackIssuer, route: Route
    ) -> None:
        issuer.there.routes["/.well-known/openid-configuration"] = route
        browser = FederatedBrowser(api)
        browser.open()
        page = browser.post(issuer="entra")
        assert DOWN in fault_on(page)
        assert page.status_code == 400

    @pytest.mark.parametrize(
        "configuration",
        [
            {"issuer": "https://evil.example"},
            {"token_endpoint": "http://evil.example/token"},
            {"jwks_uri": "ftp://x"},
            {"authorization_endpoint": "https://x.example/\r\nSet-Cookie:a=b"},
            {"authorization_endpoint": "javascript:alert(1)"},
        ],
    )
    def test_points_elsewhere_is_not_followed(
        self, api: Api, issuer: LoopbackIssuer, configuration: dict[str, Any]
    ) -> None:
        issuer.configuration = configuration
        issuer.serve()
        browser = FederatedBrowser(api)
        browser.open()
        assert DOWN in fault_on(browser.post(issuer="entra"))

    def test_is_slow_is_given_up(self, api: Api, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("services.kit.calls.external_json.ANSWER_SECONDS", 0.2)
        browser = FederatedBrowser(api)
        brought = issuer.log_in(browser.go_to("entra"))
        issuer.there.routes["/token"] = trickles
        assert DOWN in fault_on(browser.return_to("entra", brought))

    def test_is_down_is_not_asked_by_every_login(self, api: Api, issuer: LoopbackIssuer) -> None:
        issuer.there.routes["/.well-known/openid-configuration"] = answer(503, b"")
        for _ in range(5):
            browser = FederatedBrowser(api)
            browser.open()
            browser.post(issuer="entra")
        assert len(issuer.there.asked) == 1

    def test_was_up_a_moment_ago_serves_from_memory(self, api: Api, issuer: LoopbackIssuer) -> None:
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        issuer.there.routes["/.well-known/openid-configuration"] = answer(503, b"")
        issuer.there.routes["/jwks"] = answer(503, b"")
        assert FederatedBrowser(api).log_in("entra", issuer.log_in).status_code == 303


def test_the_readers_language_is_spoken(api: Api, issuer: LoopbackIssuer) -> None:
    issuer.there.routes["/.well-known/openid-configuration"] = answer(503, b"")
    browser = FederatedBrowser(api)
    browser.cookies["language"] = "nn"
    browser.open()
    assert "Innloggingstenesta svarar ikkje" in fault_on(browser.post(issuer="entra"))


def test_the_page_between_is_a_link_without_script(api: Api) -> None:
    browser = FederatedBrowser(api)
    browser.open()
    page = browser.post(issuer="entra")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert parse_qs(urlsplit(where(page)).query)["state"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
