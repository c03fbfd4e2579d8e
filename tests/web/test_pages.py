"""Pages in this process: logins, forgery, what is typed, what goes wrong, and what others wrote."""

import re
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from services.kit.data.database import Database
from services.web.page.dependencies import local_path
from tests.web.scenes import ORIGIN, Browser, Services, hidden_in

EVIL = "<script>alert(1)</script>\"'><img src=x>"
ACCOUNT = {"name": "Nytt navn", "language": "nn", "version": "1"}


@pytest.fixture
def services() -> Services:
    return Services()


@pytest.fixture
def browser(services: Services, database: Database) -> Browser:
    return Browser(services, database)


def form_of(browser: Browser, **fields: str) -> dict[str, str]:
    return {**hidden_in(browser.get("/web/me")), **ACCOUNT, **fields}


class TestLogin:
    def test_comes_back_to_exactly_the_page(self, browser: Browser) -> None:
        asked = browser.get("/web/me?x=1")
        assert (asked.status_code, asked.headers["Location"]) == (303, "/web/login?to=%2Fweb%2Fme%3Fx%3D1")
        assert browser.log_in("/web/me?x=1").headers["Location"] == "/web/me?x=1"
        assert browser.get("/web/me").status_code == 200

    def test_proves_itself_by_its_key_and_with_pkce(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        sent = services.calls("POST /oauth/token")[0].content.decode()
        assert {"client_assertion=", "code_verifier=", "client_id=web"} <= set(re.findall(r"[a-z_]+=(?:web)?", sent))

    @pytest.mark.parametrize(
        "to",
        [
            "https://evil.example",
            "//evil.example/web/",
            "/\\evil.example",
            "javascript:alert(1)",
            "/web//evil.example",
            "/web/../../x",
            "https:/web/",
            "/oauth/authorize",
            "\t//evil.example",
            "/web/\n",
            "/web/æ",
            "",
        ],
    )
    def test_leads_to_no_other_site(self, browser: Browser, to: str) -> None:
        location = browser.log_in(to).headers["Location"]
        assert location in {"/web/tasks", "/web/../../x"}
        assert local_path(to, "/") != "//evil.example/web/"

    def test_is_the_one_that_this_browser_began(self, browser: Browser, database: Database) -> None:
        """Or somebody could log another one in as themselves."""
        stranger = Browser(Services(), database)
        sent = httpx.URL(stranger.get("/web/login").headers["Location"])
        answer = browser.get(f"/web/callback?{urlencode({'code': 'x', 'state': sent.params['state'], 'iss': ORIGIN})}")
        assert answer.status_code == 400
        assert "session" not in browser.cookies

    def test_never_takes_a_session_that_was_planted(self, browser: Browser) -> None:
        browser.cookies["session"] = "planted"
        browser.log_in()
        assert browser.cookies["session"] != "planted"

    def test_renews_the_session_and_ends_the_one_before(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        before = browser.cookies["session"]
        browser.log_in()
        assert browser.cookies["session"] != before
        browser.cookies["session"] = before
        assert browser.get("/web/me").status_code == 303
        assert len(services.live) == 1

    def test_ends_here_and_at_auth(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        stolen = browser.cookies["session"]
        assert browser.post("/web/logout", form_of(browser)).headers["Location"] == "/?said=logged_out"
        assert services.live == set()
        browser.cookies["session"] = stolen
        assert browser.get("/web/me").status_code == 303

    def test_ends_where_a_service_knows_the_token_no_longer(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        services.answer("GET /auth/v1/me", 401, type="/problems/unauthenticated")
        assert browser.get("/web/me").headers["Location"] == "/web/login?to=%2Fweb%2Fme"


class TestForgery:
    @pytest.mark.parametrize(
        "change",
        [{"_token": "x"}, {"_token": ""}, {"_key": ""}, {"_key": "a\nb"}],
    )
    def test_of_a_form_is_refused(self, browser: Browser, services: Services, change: dict[str, str]) -> None:
        browser.log_in()
        assert browser.post("/web/me", form_of(browser) | change).status_code == 403
        assert services.calls("PATCH /auth/v1/me") == []

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_from_elsewhere_is_refused(self, browser: Browser, services: Services, site: str) -> None:
        browser.log_in()
        assert browser.post("/web/me", form_of(browser), Sec_Fetch_Site=site).status_code == 403
        assert services.calls("PATCH /auth/v1/me") == []

    def test_with_another_sessions_token_is_refused(self, browser: Browser, database: Database) -> None:
        browser.log_in()
        other = Browser(Services(), database)
        other.log_in()
        assert browser.post("/web/me", form_of(browser) | {"_token": form_of(other)["_token"]}).status_code == 403

    def test_that_is_none_is_let_through(self, browser: Browser, services: Services) -> None:
        """The control of the above."""
        browser.log_in()
        services.answer("PATCH /auth/v1/me", **_me())
        assert browser.post("/web/me", form_of(browser)).headers["Location"] == "/web/me?said=saved"


class TestForms:
    def test_show_the_faults_beside_the_fields_with_what_was_typed(self, browser: Browser) -> None:
        browser.log_in()
        page = browser.post("/web/me", form_of(browser, name=EVIL, language="xx"))
        assert page.status_code == 422
        assert 'href="#f-language"' in page.text
        assert 'id="f-language-fault">Velg en av mulighetene' in page.text
        assert page.text.count("alert(1)") == 1
        assert "<script" not in page.text

    def test_show_the_apis_faults_beside_the_fields(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        fault = {"pointer": "/name", "code": "too_long", "detail": "er for langt"}
        services.answer("PATCH /auth/v1/me", 422, type="/problems/invalid", title="Noe er galt", errors=[fault])
        page = browser.post("/web/me", form_of(browser))
        assert 'id="f-name-fault">Er for langt' in page.text
        assert 'value="Nytt navn"' in page.text

    @pytest.mark.parametrize("status", [409, 503])
    def test_lose_nothing_on_a_conflict_or_an_outage(self, browser: Browser, services: Services, status: int) -> None:
        browser.log_in()
        services.answer("PATCH /auth/v1/me", status, type="/problems/x", title="Ikke nå")
        page = browser.post("/web/me", form_of(browser))
        assert "Ikke nå" in page.text
        assert 'value="Nytt navn"' in page.text

    def test_take_effect_once(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        services.answer("PATCH /auth/v1/me", **_me())
        form = form_of(browser)
        answers = [browser.post("/web/me", form).headers["Location"] for _click in range(2)]
        assert answers == ["/web/me?said=saved"] * 2
        assert len(services.calls("PATCH /auth/v1/me")) == 1

    def test_send_the_same_key_again_after_a_lost_answer(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        services.answer("POST /notify/v1/inbox/1/reading", 503, type="/problems/busy", title="Ikke nå")
        services.answer("GET /notify/v1/inbox/1", **_message())
        form = {**form_of(browser), "_page": "/web/inbox/1"}
        form = {name: value for name, value in form.items() if name.startswith("_")}
        browser.post("/web/inbox/1", form)
        services.answer("POST /notify/v1/inbox/1/reading", **_message())
        assert browser.post("/web/inbox/1", form).status_code == 303
        keys = {one.headers["Idempotency-Key"] for one in services.calls("POST /notify/v1/inbox/1/reading")}
        assert len(keys) == 1

    def test_keep_what_was_typed_when_the_login_is_lost(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        form = form_of(browser)
        services.answer("PATCH /auth/v1/me", 401, type="/problems/unauthenticated")
        assert browser.post("/web/me", form).headers["Location"] == "/web/login?to=%2Fweb%2Fme"
        browser.log_in("/web/me")
        assert "Det du skrev, er her fortsatt" in (page := browser.get("/web/me")).text
        assert 'value="Nytt navn"' in page.text
        assert 'value="Nytt navn"' not in browser.get("/web/me").text

    def test_show_it_to_nobody_else(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        form = form_of(browser)
        services.answer("PATCH /auth/v1/me", 401, type="/problems/unauthenticated")
        browser.post("/web/me", form)
        services.sub = "another"
        browser.log_in("/web/me")
        assert "Nytt navn" not in browser.get("/web/me").text


class TestEveryPage:
    PAGES = ("/", "/web/accessibility", "/web/privacy", "/web/me", "/web/nothing", "/web/needs/x")

    @pytest.mark.parametrize("path", PAGES)
    def test_lets_nothing_in_and_is_kept_nowhere(self, browser: Browser, path: str) -> None:
        browser.log_in()
        page = browser.get(path)
        policy = dict(one.strip().split(" ", 1) for one in page.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "script-src" not in policy
        assert policy["style-src"] == policy["form-action"] == "'self'"
        assert page.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(("language", "text"), [("nb", "Min side"), ("nn", "Mi side"), ("en", "My page")])
    def test_is_in_the_chosen_language(self, browser: Browser, language: str, text: str) -> None:
        browser.log_in()
        assert browser.get(f"/web/language/{language}?to=/web/me").headers["Location"] == "/web/me"
        page = browser.get("/web/me").text
        assert f'<html lang="{language}"' in page
        assert text in page

    @pytest.mark.parametrize(
        ("status", "text"),
        [(403, "Du har ikke tilgang"), (404, "Siden finnes ikke"), (503, "ikke tilgjengelig akkurat nå")],
    )
    def test_says_what_to_do_where_the_api_refuses(
        self, browser: Browser, services: Services, status: int, text: str
    ) -> None:
        browser.log_in()
        services.answer("GET /notify/v1/tasks/1", status, type="/problems/x", title=EVIL)
        page = browser.get("/web/tasks/1")
        assert (page.status_code, text in page.text, EVIL in page.text) == (status, True, False)

    def test_shows_what_others_wrote_as_text(self, browser: Browser, services: Services) -> None:
        browser.log_in()
        services.answer("GET /notify/v1/inbox/1", **_message(title=EVIL, text=EVIL))
        page = browser.get("/web/inbox/1").text
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "<img" not in page

    @pytest.mark.parametrize(("scheme", "prefix"), [("https", "__Host-"), ("http", "")])
    def test_has_cookies_that_nobody_reads_or_plants(self, database: Database, scheme: str, prefix: str) -> None:
        browser = Browser(Services(), database, origin=f"{scheme}://ressurspool.example")
        answer = browser.log_in()
        assert f"{prefix}session" in browser.cookies
        for header in answer.headers.get_list("Set-Cookie"):
            assert "HttpOnly" in header
            assert "SameSite=lax" in header
            assert "Path=/" in header
            assert ("Secure" in header) == bool(prefix)


def _me() -> dict[str, Any]:
    return {"id": "1", "version": 2, "name": "x", "email": "a@b.example", "language": "nb"}


def _message(**changes: str) -> dict[str, Any]:
    message = {"id": "1", "at": "2027-01-01T00:00:00Z", "code": "x", "subject": "y", "title": "t", "text": "u"}
    return {**message, "read_at": None, **changes}
