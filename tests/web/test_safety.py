"""What pages guard: old versions, acts that somebody has not seen, addresses of the API, and logins that end."""

import json
from typing import Any, ClassVar

import httpx
import pytest

from services.kit.data.database import Database
from services.web.clients.schemas import read_jwk
from services.web.sessions.errors import LoginLost
from tests.web.browser_sessions import begun, sessions_on
from tests.web.profile_scenes import EXPERT, TYPED
from tests.web.scenes import ORG, PERSON, Browser, Services, StandIn, a_token, hidden_in, settings_of

DEPARTURE = f"/auth/v1/organisations/{ORG}/departure"
ME = "GET /pool/v1/me/expert"
CHANGE = f"PUT /pool/v1/experts/{EXPERT['id']}"
SUBMIT = f"POST /pool/v1/experts/{EXPERT['id']}/submission"


@pytest.fixture
def services() -> Services:
    return Services(roles=("employee", "coordinator"))


@pytest.fixture
def browser(services: Services, database: Database) -> Browser:
    browser = Browser(services, database)
    browser.log_in()
    return browser


def departure(services: Services, state: str, asked_by: str | None = None) -> None:
    services.answer(f"GET {DEPARTURE}", orgnr=ORG, state=state, asked_by=asked_by, asked_at=None)


class TestDeparture:
    def test_is_not_confirmed_by_whoever_meant_to_ask(self, browser: Browser, services: Services) -> None:
        departure(services, "none")
        form = hidden_in(browser.get("/web/body/departure"))
        departure(services, "asked", "another")
        answer = browser.post("/web/body/departure", form)
        assert answer.headers["Location"] == "/web/body/departure?said=departure_moved"
        assert services.calls(f"POST {DEPARTURE}") == []

    def test_is_confirmed_by_another_who_saw_it(self, browser: Browser, services: Services) -> None:
        departure(services, "asked", "another")
        services.answer(f"POST {DEPARTURE}", orgnr=ORG, state="left")
        form = {**hidden_in(browser.get("/web/body/departure")), "seen": "asked"}
        location = browser.post("/web/body/departure", form).headers["Location"]
        assert location == "/?said=departure_left"
        assert "Virksomheten er ute av ordningen." in browser.get(location).text

    @pytest.mark.parametrize(("asked_by", "offered"), [(PERSON, False), ("another", True)])
    def test_is_for_another_to_confirm(
        self, browser: Browser, services: Services, asked_by: str, offered: bool
    ) -> None:
        departure(services, "asked", asked_by)
        assert ("Bekreft: meld virksomheten ut" in browser.get("/web/body/departure").text) is offered


class TestOldVersion:
    def test_is_replaced_where_the_form_is_shown_again(self, browser: Browser, services: Services) -> None:
        form = {**hidden_in(browser.get("/web/me")), "name": "Nytt navn", "language": "nn", "version": "1"}
        me: dict[str, Any] = {
            "id": PERSON,
            "version": 2,
            "name": "x",
            "email": "a@b.example",
            "language": "nb",
            "roles": [],
        }
        services.answer("GET /auth/v1/me", **me)
        services.answer("PATCH /auth/v1/me", 412, type="/problems/stale", title="Send If-Match")
        page = browser.post("/web/me", form)
        assert "Noen endret dette mens du skrev" in page.text
        assert "If-Match" not in page.text
        assert 'value="Nytt navn"' in page.text
        assert hidden_in(page)["version"] == "2"

    def test_of_a_profile_is_replaced_too(self, browser: Browser, services: Services) -> None:
        services.answer(ME, **EXPERT)
        form = hidden_in(browser.get("/web/profile/edit")) | TYPED
        services.answer(ME, **EXPERT | {"version": 4})
        services.answer(CHANGE, 412, type="/problems/stale")
        assert hidden_in(browser.post("/web/profile/edit", form))["version"] == "4"

    def test_of_a_profile_is_not_endorsed(self, browser: Browser, services: Services) -> None:
        path = f"/pool/v1/experts/{EXPERT['id']}"
        services.answer(f"GET {path}", **EXPERT | {"state": "submitted", "legal": ["endorse"]})
        services.answer("GET /pool/v1/audit", items=[], next=None)
        services.answer(f"POST {path}/endorsement", 201, **EXPERT)
        page = browser.get(f"/web/experts/{EXPERT['id']}")
        form = hidden_in(page) | {"valid_until": "1.3.2028", "max_months": "3", "max_percentage": "80"}
        old = browser.post(f"/web/experts/{EXPERT['id']}/endorsement", form | {"version": "2"})
        assert "Noen endret dette mens du skrev" in old.text
        assert services.calls(f"POST {path}/endorsement") == []
        form = hidden_in(old) | {name: form[name] for name in ("valid_until", "max_months", "max_percentage")}
        assert browser.post(f"/web/experts/{EXPERT['id']}/endorsement", form).status_code == 303
        assert len(services.calls(f"POST {path}/endorsement")) == 1


class TestProfile:
    def test_stays_saved_where_it_cannot_be_submitted(self, browser: Browser, services: Services) -> None:
        services.answer(ME, **EXPERT)
        services.answer(CHANGE, **EXPERT | {"legal": ["submit"]})
        services.answer(SUBMIT, 409, type="/problems/conflict", title="Ikke nå")
        form = hidden_in(browser.get("/web/profile/edit")) | TYPED | {"submit": "true"}
        location = browser.post("/web/profile/edit", form).headers["Location"]
        assert location == "/web/profile?said=saved_only"
        assert "Lagret, men ikke sendt" in browser.get(location).text

    def test_that_is_not_there_is_asked_for_on_an_opportunity(self, browser: Browser) -> None:
        page = browser.get("/web/opportunities/5f0c7f2e-0000-4000-8000-0000000000dd")
        assert (page.status_code, "/web/profile/edit" in page.text) == (200, True)

    def test_of_a_newer_vocabulary_is_shown_by_its_code(self, browser: Browser, services: Services) -> None:
        path = f"/pool/v1/experts/{EXPERT['id']}"
        newer = {"name": None, "title": None, "shown_as": "public", "fields": [{"field": "brand-new", "level": 3}]}
        services.answer(f"GET {path}", **EXPERT | newer | {"skills": ["brand-new-too"]})
        page = browser.get(f"/web/experts/{EXPERT['id']}")
        assert page.status_code == 200
        assert "brand-new-too" in page.text
        assert "None" not in page.text


class TestData:
    def test_are_kept_by_no_cache(self, browser: Browser) -> None:
        headers = browser.get("/web/me/data/file").headers
        assert headers["Cache-Control"] == "no-store"
        assert "Cookie" in headers["Vary"]


class TestJoinedAccount:
    def test_is_logged_out_and_told_so(self, browser: Browser, services: Services) -> None:
        services.answer("POST /auth/v1/me/joins/acceptance", **ACCOUNT)
        form = hidden_in(browser.get("/web/me/join")) | {"code": "abcd"}
        location = browser.post("/web/me/join", form).headers["Location"]
        assert location == "/?said=joined"
        assert "session" not in browser.cookies
        assert "Kontoene er slått sammen." in browser.get(location).text


class TestLogout:
    def test_works_while_auth_gives_no_answer(self, browser: Browser, services: Services, database: Database) -> None:
        services.seconds = 30  # less than a token may last yet: it is refreshed before the next page
        browser.log_in()
        form, stolen = hidden_in(browser.get("/web/me")), dict(browser.cookies)
        services.answer("POST /oauth/token", 503)
        services.answer("POST /oauth/revoke", 503)
        assert browser.post("/web/logout", form).headers["Location"] == "/?said=logged_out"
        browser.cookies = stolen
        assert browser.get("/web/me").status_code == 303

    def test_is_not_undone_by_a_refresh_under_way(self, database: Database) -> None:
        services = Services()
        api = StandIn(settings_of(), services)
        sessions = sessions_on(database, api)
        cookie = begun(sessions, services, seconds=30)

        def slow(request: httpx.Request) -> httpx.Response:
            sessions.end(cookie)
            body: dict[str, Any] = {"access_token": a_token(), "expires_in": 600, "refresh_token": "second"}
            return httpx.Response(200, json=body)

        services.answers["POST /oauth/token"] = slow
        with pytest.raises(LoginLost):
            sessions.get_fresh(cookie)
        assert sessions.find(cookie) is None


class TestAddresses:
    @pytest.mark.parametrize("part", ["a%3Fnamed=true", "a%23b", "%2e%2e", "a%0a", "a%25b"])
    def test_that_would_lead_elsewhere_are_no_pages(self, browser: Browser, services: Services, part: str) -> None:
        before = len(services.asked)
        assert browser.get(f"/web/placements/{part}/approval").status_code == 404
        assert browser.get(f"/web/needs/{part}/edit").status_code == 404
        assert len(services.asked) == before

    def test_of_forms_name_their_origin(self, browser: Browser) -> None:
        """With "no-referrer" browsers send `Origin: null`, as a forged form's would be."""
        assert browser.get("/web/me").headers["Referrer-Policy"] == "same-origin"


class TestTyped:
    @pytest.mark.parametrize("name", ["a" + "/b" * 3000, "fields/" + "9" * 5000], ids=["deep", "long"])
    def test_names_that_no_form_has_are_refused(self, browser: Browser, name: str) -> None:
        form = hidden_in(browser.get("/web/me")) | {name: "x"}
        assert browser.post("/web/me", form).status_code == 403

    def test_keys_are_no_deep_json(self) -> None:
        with pytest.raises(ValueError, match="form_jwk"):
            read_jwk("[" * 100_000)


class TestMember:
    MEMBER: ClassVar[dict[str, Any]] = {
        "id": "m1",
        "version": 1,
        "person_id": PERSON,
        "name": "Formidler",
        "email": "f@b.example",
    }

    @pytest.mark.parametrize("role", ["broker", "coordinator"])
    def test_keeps_a_role_that_coordinators_do_not_give(self, browser: Browser, services: Services, role: str) -> None:
        member = {**self.MEMBER, "role": role, "org": ORG, "orgnr": ORG, "department": None, "until": None}
        services.answer("GET /auth/v1/memberships/m1", **member)
        services.answer("PUT /auth/v1/memberships/m1", **member)
        services.answer(f"GET /auth/v1/organisations/{ORG}/policy", **POLICY)
        words = {one: {"nb": one} for one in ("employee", "coordinator")}
        services.answer("GET /auth/v1/codes", groups={"role": words})
        page = browser.get("/web/body/members/m1")
        assert ('type="radio"' in page.text) is (role == "coordinator")
        form = hidden_in(page) | {"department": "it"}
        assert browser.post("/web/body/members/m1", form).headers["Location"] == "/web/body/members/m1?said=saved"
        assert "role" not in json.loads(services.calls("PUT /auth/v1/memberships/m1")[0].content)


ACCOUNT: dict[str, Any] = {"id": PERSON, "version": 1, "name": "x", "email": "a@b.example", "language": "nb"}
POLICY: dict[str, Any] = {
    "orgnr": ORG,
    "version": 1,
    "min_months": 1,
    "max_months": 3,
    "lending_cap": None,
    "payer": "home",
    "notice_weeks": None,
    "max_total_months": None,
    "departments": [],
}
