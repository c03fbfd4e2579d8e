"""The pages in a browser, before the real services: without barriers, by keyboard, without script, in two tabs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ressurspool.ops.stack import Stack
from tests.journeys.cast import HOME, PASSWORD, Actor, Cast
from tests.web.browsers import LOOKS, Tab, a_tab

pytestmark = pytest.mark.xdist_group("web")
OPEN_PAGES = ("/", "/web/accessibility", "/web/privacy", "/web/nothing")
PAGES = ("/web/tasks", "/web/inbox", "/web/me", "/web/tasks/nothing")
MOST_CALLS = 6


@pytest.fixture(scope="module")
def somebody(web_cast: Cast) -> Actor:
    return web_cast.new("employee", HOME)


@pytest.fixture
def tab(browser: Browser, stack_with_web: Stack) -> Iterator[Tab]:
    """Actor who is not logged in yet. Nothing that the browser complains about may be left at the end."""
    tab = a_tab(browser, stack_with_web.origin)
    yield tab
    tab.page.context.close()


@pytest.fixture(scope="module")
def looked_at(browser: Browser, stack_with_web: Stack, somebody: Actor) -> Iterator[Tab]:
    """A tab that axe-core may look into."""
    tab = a_tab(browser, stack_with_web.origin, bypass_csp=True)
    tab.open("/web/me").log_in(somebody.email, PASSWORD).page.wait_for_url("**/web/me")
    yield tab
    tab.page.context.close()


def logged_in(tab: Tab, somebody: Actor, path: str = "/web/me") -> Tab:
    tab.open(path).log_in(somebody.email, PASSWORD).page.wait_for_url(f"**{path}")
    return tab


def until_logged_out(other: Tab) -> None:
    """Wait until the services have heard that the login has ended, which takes them up to three seconds."""
    for _try in range(50):
        if not other.open("/web/me").path.startswith("/web/me"):
            return
        other.page.wait_for_timeout(100)
    raise AssertionError("still logged in")


class TestEveryPage:
    @pytest.mark.parametrize("path", [*OPEN_PAGES, *PAGES])
    def test_has_no_barrier(self, looked_at: Tab, path: str) -> None:
        found = []
        for language, view in LOOKS:
            looked_at.open(f"/web/language/{language}?to={path}")
            assert looked_at.page.locator("html").get_attribute("lang") == language
            found += looked_at.barriers(view)
        assert found == []

    def test_would_be_caught_with_a_barrier(self, looked_at: Tab) -> None:
        looked_at.open("/web/me")
        looked_at.page.evaluate("document.querySelector('label').remove()")
        assert any("label" in one for one in looked_at.violations())

    @pytest.mark.parametrize("path", [*OPEN_PAGES[:3], *PAGES[:3]])
    def test_asks_the_api_six_times_at_most(self, tab: Tab, somebody: Actor, path: str) -> None:
        logged_in(tab, somebody)
        answer = tab.page.goto(tab.origin + path)
        assert answer is not None
        assert int(answer.headers["x-api-calls"]) <= MOST_CALLS
        assert tab.complaints == []

    @pytest.mark.parametrize("path", ["/oauth/password", "/web/tasks"])
    def test_of_auth_has_none_either(self, browser: Browser, stack_with_web: Stack, path: str) -> None:
        tab = a_tab(browser, stack_with_web.origin, bypass_csp=True).open(path)
        assert tab.violations() == []
        tab.page.context.close()


class TestLogin:
    def test_leads_back_to_the_page_that_was_wanted(self, tab: Tab, somebody: Actor) -> None:
        tab.open("/web/inbox?unread=true").log_in(somebody.email, PASSWORD)
        tab.page.wait_for_url("**/web/inbox?unread=true")
        assert tab.complaints == []

    def test_is_over_in_every_tab_after_logging_out(self, tab: Tab, somebody: Actor) -> None:
        other = logged_in(tab, somebody).another().open("/web/tasks")
        tab.page.get_by_role("button", name="Logg ut", exact=True).click()
        tab.page.wait_for_url("**/?said=logged_out")
        other.open("/web/me")
        assert other.path.startswith("/oauth/authorize")
        tab.page.go_back()
        assert somebody.email not in tab.page.content()

    def test_goes_by_keyboard_alone_and_without_script(
        self, browser: Browser, stack_with_web: Stack, somebody: Actor
    ) -> None:
        tab = a_tab(browser, stack_with_web.origin, java_script_enabled=False).open("/")
        keys = tab.page.keyboard
        keys.press("Tab")
        assert tab.page.locator(":focus").inner_text() == "Gå til innholdet"
        tab.page.get_by_role("link", name="Logg inn").first.focus()
        keys.press("Enter")
        tab.page.wait_for_url("**/oauth/authorize?**")
        keys.type(somebody.email)
        keys.press("Tab")
        keys.type(PASSWORD)
        keys.press("Enter")
        tab.page.wait_for_url("**/web/tasks")
        tab.page.context.close()


class TestForms:
    def test_show_a_fault_where_it_is_and_keep_what_was_typed(self, tab: Tab, somebody: Actor) -> None:
        logged_in(tab, somebody)
        tab.page.select_option("#f-language", "")
        tab.page.fill("#f-name", "Halvskrevet")
        tab.page.get_by_role("button", name="Lagre").click()
        tab.page.get_by_role("link", name="Fyll ut dette feltet").click()
        assert tab.page.locator(":focus").get_attribute("id") == "f-language"
        assert tab.page.input_value("#f-name") == "Halvskrevet"

    def test_survive_a_session_that_ended_midway(self, tab: Tab, somebody: Actor) -> None:
        logged_in(tab, somebody).page.fill("#f-name", "Ikke mistet")
        for one in somebody.client.auth.sessions().page(limit=50).items:
            if one.client_id == "web":
                somebody.client.auth.end_session(one.id)
        until_logged_out(tab.another())
        tab.page.get_by_role("button", name="Lagre").click()
        tab.log_in(somebody.email, PASSWORD).page.wait_for_url("**/web/me")
        assert tab.page.input_value("#f-name") == "Ikke mistet"
        assert "Det du skrev, er her fortsatt" in tab.page.content()

    def test_are_one_effect_on_a_double_click(self, tab: Tab, somebody: Actor) -> None:
        logged_in(tab, somebody)
        tab.page.fill("#f-name", somebody.client.auth.me().name)
        before = somebody.client.auth.me().version
        tab.page.get_by_role("button", name="Lagre").dblclick()
        tab.page.wait_for_url("**/web/me?said=saved")
        assert "Lagret." in tab.page.content()
        assert somebody.client.auth.me().version <= before + 1
        assert tab.complaints == []
