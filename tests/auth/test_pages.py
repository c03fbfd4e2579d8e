"""Every page, in every state and language, can be used without eyes, mouse or script."""

from collections.abc import Callable

import pytest

from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.auth.texts import PAGES as TEXTS
from services.auth.texts.accounts import ACCOUNT_PAGES
from services.auth.texts.agencies import AGENCY_PAGES
from services.auth.texts.devices import DEVICES
from services.auth.texts.federation import FEDERATION
from services.auth.texts.pages import LOGIN_PAGES
from services.auth.texts.scopes import SCOPES
from services.auth.texts.second_factor import SECOND_FACTOR
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.language import Language
from services.kit.web.application import Overrides
from tests.auth.scenes.apps import BACK, register_app
from tests.auth.scenes.browsers import ApiInLanguage
from tests.auth.scenes.devices import Person, begin
from tests.auth.scenes.invitations import an_acceptance, invited, mail_invitation
from tests.auth.scenes.letters import follow, mailed_token
from tests.auth.scenes.logins import EMAIL, Browser, a_browser, a_request
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.page_checks import faults_of, read
from tests.auth.scenes.second_factor import Authenticator, strict_api
from tests.support.api import Api
from tests.support.callers import BAERUM, LANEKASSEN, StaticKeys

Shown = Callable[[Api], str]
ShownFrom = Callable[[Api, Database], str]


def _wrong_password(api: Api) -> str:
    return a_browser(api).log_in(password="not the password").text


def _expired(api: Api) -> str:
    return a_browser(api).post(email=EMAIL).text


def _foreign_body(api: Api) -> str:
    return a_browser(api, org="991825827").log_in().text


def _device(api: Api, *fields: dict[str, str]) -> str:
    person, given = Person(api), begin(api)
    person.type(given["user_code"])
    person.log_in()
    for form in fields:
        person.post(**form)
    return person.page.text


PAGES: dict[str, Shown] = {
    "device's code": lambda api: Person(api).open("/oauth/device").text,
    "no device's code": lambda api: Person(api).type("BCDF-GHJK").text,
    "device's confirmation": lambda api: _device(api, {"org": BAERUM}),
    "device confirmed": lambda api: _device(api, {"org": BAERUM}, {"answer": "yes"}),
    "login": lambda api: a_browser(api).open().text,
    "wrong password": _wrong_password,
    "expired form": _expired,
    "foreign body": _foreign_body,
    "choice of body": lambda api: a_browser(api).log_in().text,
    "unknown client": lambda api: a_browser(api, client_id="nobody").open().text,
}


def _enrolling(api: Api, *codes: str) -> str:
    browser = a_browser(api)
    page = browser.log_in()
    for code in codes:
        page = browser.post(code=code)
    return page.text


def _recovery_codes(api: Api) -> str:
    browser = a_browser(api)
    return browser.post(code=Authenticator(browser.log_in()).code()).text


def _asked_for_code(api: Api, *codes: str) -> str:
    _recovery_codes(api)
    return _enrolling(api, *codes)


STRICT_PAGES: dict[str, Shown] = {
    "enrolment": _enrolling,
    "enrolment with a wrong code": lambda api: _enrolling(api, "000000"),
    "recovery codes": _recovery_codes,
    "second factor": _asked_for_code,
    "wrong code": lambda api: _asked_for_code(api, "000000"),
    "too many codes": lambda api: _asked_for_code(api, *[f"{number:06}" for number in range(6)]),
}


def _consent(api: Api, _database: Database) -> str:
    browser = a_browser(api, prompt="consent", org=BAERUM)
    return browser.log_in().text


def _app(api: Api, orgnr: str) -> str:
    app = register_app(api, orgnr)
    browser = a_browser(api, client_id=app["client_id"], redirect_uri=BACK, scope="pool:read offline_access")
    return browser.log_in().text


LINK_PAGES: dict[str, ShownFrom] = {
    "consent": _consent,
    "consent to an app": lambda api, _database: _app(api, BAERUM),
    "another body's app": lambda api, _database: _app(api, LANEKASSEN),
    "forgotten password": lambda api, _database: api.get("/oauth/password").text,
    "link on its way": lambda api, _database: api.post("/oauth/password", data={"email": EMAIL}).text,
    "logged out": lambda api, _database: api.get("/oauth/end_session").text,
    "dead link": lambda api, _database: api.get("/oauth/links?token=dead").text,
    "new password": lambda api, database: api.get(_password_link(api, database)).text,
    "too short password": lambda api, database: api.post(_password_link(api, database), data={"password": "kort"}).text,
    "invitation": lambda api, database: api.get(f"/oauth/links?token={mail_invitation(api, database)}").text,
    "accepted": lambda api, database: follow(api, mail_invitation(api, database)).text,
}


def _password_link(api: Api, database: Database) -> str:
    api.post("/oauth/password", data={"email": EMAIL})
    return f"/oauth/links?token={mailed_token(api, database)}"


@pytest.fixture
def somebody(api: Api, database: Database) -> None:
    """A coordinator of two bodies."""
    a_coordinator(database, api)
    assert api.post("/v1/invitations/acceptance", json=an_acceptance(invited(database, BAERUM))).status_code == 201


@pytest.mark.usefixtures("somebody")
class TestEveryPage:
    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("shown", PAGES.values(), ids=PAGES.keys())
    def test_has_no_barrier(self, api: Api, shown: Shown, language: Language) -> None:
        assert faults_of(shown(ApiInLanguage(api, language)), language=language) == []

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("shown", LINK_PAGES.values(), ids=LINK_PAGES.keys())
    def test_beside_the_login_has_no_barrier(
        self, api: Api, database: Database, shown: ShownFrom, language: Language
    ) -> None:
        assert faults_of(shown(ApiInLanguage(api, language), database), language=language) == []

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("shown", STRICT_PAGES.values(), ids=STRICT_PAGES.keys())
    def test_of_the_second_factor_has_no_barrier(self, database: Database, shown: Shown, language: Language) -> None:
        assert faults_of(shown(ApiInLanguage(strict_api(database), language)), language=language) == []

    def test_says_what_it_says_in_one_place(self) -> None:
        """Of two texts with one name, one would be lost."""
        parts = (ACCOUNT_PAGES, AGENCY_PAGES, FEDERATION, SECOND_FACTOR, DEVICES, SCOPES, LOGIN_PAGES)
        assert sum(len(part) for part in parts) == len(TEXTS)

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (('lang="nb"', 'lang="en"'), "wrong lang"),
            (('for="email"', 'for="mail"'), "email has no label of its own"),
            (("<h1 ", "<h1></h1><h1 "), "not one h1, first"),
            (("<h2 ", "<h3 "), "h3 after h1"),
            (('id="password"', 'id="email"'), "id email twice"),
            (('id="fault"', 'id="error"'), "no element fault"),
            (("<h1 ", '<h1 style="color: red" '), "style on <h1>"),
            (("<h1 ", '<h1 onclick="x()" '), "onclick on <h1>"),
            (("</main>", "<script></script></main>"), "<script>"),
            (("<button", '<button tabindex="2"'), "tabindex"),
            (('autocomplete="username"', ""), "email does not say what it is for"),
            (("<title>Feil: ", "<title>"), "title does not say that there is a fault"),
            (("</main>", ""), "</body> closes nothing"),
        ],
    )
    def test_is_held_to_each_rule(self, api: Api, change: tuple[str, str], fault: str) -> None:
        page = _wrong_password(api)
        assert fault in faults_of(page.replace(*change, 1), language="nb")


@pytest.mark.usefixtures("somebody")
class TestChoosingALanguage:
    def test_stays_for_the_pages_that_follow(self, api: Api) -> None:
        browser = a_browser(api, ui_locales="nn")
        assert "Du loggar inn" in browser.open().text

    def test_is_asked_by_the_client(self, api: Api) -> None:
        assert '<html lang="en"' in a_browser(api, ui_locales="de en").open().text

    def test_shows_the_step_at_hand_again(self, api: Api) -> None:
        browser = a_browser(api)
        browser.log_in()
        page = browser.post(language="nn")
        assert "Kva verksemd handlar du for no?" in page.text
        assert page.cookies["language"] == "nn"

    def test_costs_no_guess(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        page = browser.post(language="en")
        assert (page.status_code, "You are logging in" in page.text) == (200, True)

    def test_takes_none_there_is_not(self, api: Api) -> None:
        browser = a_browser(api)
        browser.open()
        assert '<html lang="nb"' in browser.post(language="xx").text


class TestStyle:
    """Contrast and focus are measured in a browser, on each page (tests/web/test_browser.py)."""

    def test_the_checked_page_is_read_in_its_order(self, api: Api) -> None:
        """The tab key follows the source: fields before their button, the choice of language last."""
        page = read(a_browser(api).open().text)
        order = [one.given.get("id") or one.given.get("value") for one in [*page.asking(), *page.all("button")]]
        assert order == ["email", "password", None, "nb", "nn", "en"]


@pytest.mark.usefixtures("somebody")
class TestCookies:
    @pytest.mark.parametrize(("scheme", "prefix"), [("https", "__Secure-"), ("http", "")])
    def test_cannot_be_read_or_planted_over_plain_http(self, database: Database, scheme: str, prefix: str) -> None:
        origin = f"{scheme}://ressurspool.example"
        overrides = Overrides(database=database, keys=StaticKeys(), revocations=Revocations.nothing_revoked())
        api = Api(create_app(AuthSettings(origin=origin), overrides=overrides))
        browser = Browser(api, a_request(), prefix=prefix)
        pages = [browser.log_in(), api.get("/oauth/device"), api.get("/oauth/password")]
        assert "Hvilken virksomhet" in pages[0].text, "the cookie came back and was recognised"
        cookies = [cookie for page in pages for cookie in page.headers.get_list("Set-Cookie")]
        names = {cookie.partition("=")[0] for cookie in cookies}
        assert names == {f"{prefix}{name}" for name in ("login", "language", "device")}
        assert {("; Secure" in cookie, "; HttpOnly" in cookie) for cookie in cookies} == {(bool(prefix), True)}
