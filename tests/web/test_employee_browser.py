"""The employee's part of the main job in a browser, and the host's answers: each page, and journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ressurspool.client.pool import EndorsementDraft
from ressurspool.ops.stack import Stack
from tests.journeys.cast import HOME, HOST, PASSWORD, Actor, Cast, a_need, days_from_now, endorsed, terms, until
from tests.web.browsers import LOOKS, Tab, a_tab
from tests.web.employee_scenes import Scene, a_scene, found_for

pytestmark = pytest.mark.xdist_group("web")
MOST_CALLS = 6
BEGINNERS_PAGES = ("/web/profile", "/web/opportunities", "/web/candidacies")


@pytest.fixture(scope="module")
def scene(web_cast: Cast) -> Scene:
    return a_scene(web_cast)


@pytest.fixture
def tabs(browser: Browser, stack_with_web: Stack) -> Iterator[list[Tab]]:
    opened: list[Tab] = []
    yield opened
    for tab in opened:
        assert [one for one in tab.complaints if "status of 422" not in one] == []  # a form to be corrected
        tab.page.context.close()


def as_actor(browser: Browser, tabs: list[Tab], actor: Actor, path: str, **how: object) -> Tab:
    """A tab of somebody who has just logged in, at that page."""
    tab = a_tab(browser, actor.origin, **how).open(path).log_in(actor.email, PASSWORD)
    tab.page.wait_for_url(f"**{path}")
    tabs.append(tab)
    return tab


def barriers(tab: Tab, path: str) -> list[str]:
    """What is wrong with a page, in whatever it is looked at."""
    found = []
    for language, view in LOOKS:
        answer = tab.page.goto(
            f"{tab.origin}/web/language/{language}?to={path.replace('?', '%3F').replace('&', '%26')}"
        )
        assert answer is not None
        found += [] if answer.status == 200 else [f"{answer.status}"]
        found += [] if int(answer.headers["x-api-calls"]) <= MOST_CALLS else ["calls"]
        found += tab.barriers(view)
    return [f"{path}: {one}" for one in found]


def press(tab: Tab, name: str) -> None:
    """Go to a link or a button by Tab alone, as somebody without a mouse does, and press Enter."""
    for _key in range(80):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            tab.page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name} by keyboard")


class TestEveryPage:
    def test_of_an_employee_has_no_barrier(self, browser: Browser, tabs: list[Tab], scene: Scene) -> None:
        tab = as_actor(browser, tabs, scene.employee, "/web/profile", bypass_csp=True)
        assert [one for path in scene.employees_pages for one in barriers(tab, path)] == []

    def test_of_a_beginner_has_no_barrier(self, browser: Browser, tabs: list[Tab], scene: Scene) -> None:
        tab = as_actor(browser, tabs, scene.beginner, "/web/profile", bypass_csp=True)
        assert [one for path in BEGINNERS_PAGES for one in barriers(tab, path)] == []

    def test_of_a_host_has_no_barrier(self, browser: Browser, tabs: list[Tab], scene: Scene) -> None:
        tab = as_actor(browser, tabs, scene.host, "/web/tasks", bypass_csp=True)
        assert [one for path in scene.hosts_pages for one in barriers(tab, path)] == []

    def test_of_somebody_elses_candidacy_is_none(self, browser: Browser, tabs: list[Tab], scene: Scene) -> None:
        tab = as_actor(browser, tabs, scene.beginner, "/web/profile")
        for act in ("", "/acceptance", "/terms", "/offer"):
            answer = tab.page.goto(f"{tab.origin}/web/candidacies/{scene.offered.id}{act}")
            assert answer is not None
            assert answer.status == 404
        tab.complaints.clear()  # the browser notes each 404

    def test_reads_a_profile_only_where_it_is_shown(self, browser: Browser, tabs: list[Tab], scene: Scene) -> None:
        """Each reading of a named profile is in the employee's log."""
        tab = as_actor(browser, tabs, scene.host, "/web/tasks")
        before = len(list(scene.applicant.client.pool.access_log()))
        path = f"/web/candidacies/{scene.applied.id}"
        for act in ("/decline", "/withdrawal", "/shortlist"):
            tab.open(path + act)
        assert len(list(scene.applicant.client.pool.access_log())) == before
        tab.open(path)
        assert len(list(scene.applicant.client.pool.access_log())) == before + 1


class TestMainJob:
    def test_from_signing_up_to_an_accepted_offer_without_script(
        self, browser: Browser, tabs: list[Tab], web_cast: Cast
    ) -> None:
        employee, host = web_cast.new("employee", HOME), web_cast.coordinator(HOST)
        need = host.client.needs.post(a_need(title="Digital byggesak"))
        tab = as_actor(browser, tabs, employee, "/web/profile", java_script_enabled=False)
        self._sign_up(tab)
        mine = employee.client.pool.mine()
        draft = EndorsementDraft(valid_until=days_from_now(400))
        web_cast.coordinator(HOME).client.pool.endorse(mine.id, draft)
        until(lambda: need.id in found_for(employee, mine.id), what="the opportunities")
        candidacy = self._apply(tab, need.id)
        self._offer(as_actor(browser, tabs, host, candidacy, java_script_enabled=False))
        tab.open(candidacy).page.get_by_role("link", name="Ta imot tilbudet").click()
        tab.page.get_by_role("button", name="Ja, jeg tar imot").click()
        tab.page.wait_for_url("**?said=accepted")
        placement = employee.client.placements.candidacy(candidacy.rpartition("/")[2]).placement_id
        link = tab.page.get_by_role("link", name="Til oppholdet").get_attribute("href")
        assert link == f"/web/placements/{placement}"

    def _sign_up(self, tab: Tab) -> None:
        tab.page.get_by_role("link", name="Lag profil").click()
        tab.page.fill("#f-title", "Tjenestedesigner")
        tab.page.select_option("#f-fields-0-field", "service-design")
        tab.page.get_by_role("button", name="Lagre utkast").click()
        assert tab.page.locator("#f-fields-0-level-fault").inner_text() == "Fyll ut dette feltet"
        assert tab.page.input_value("#f-title") == "Tjenestedesigner"
        tab.page.select_option("#f-fields-0-level", "3")
        start, end = days_from_now(0), days_from_now(300)
        tab.page.fill("#f-windows-0-start", f"{start.day}.{start.month}.{start.year}")
        tab.page.fill("#f-windows-0-end", f"{end.day}/{end.month} {end.year}")
        tab.page.get_by_role("button", name="Lagre utkast").click()
        tab.page.wait_for_url("**/web/profile?said=draft")
        tab.page.get_by_role("button", name="Send til HR-koordinatoren").click()
        tab.page.wait_for_url("**/web/profile?said=submitted")

    def _apply(self, tab: Tab, need_id: str) -> str:
        tab.open("/web/opportunities").page.locator(f'a[href="/web/opportunities/{need_id}"]').click()
        tab.page.fill("#f-message", "Jeg har gjort dette før.")
        tab.page.get_by_role("button", name="Søk nå").dblclick()
        tab.page.wait_for_url("**?said=applied")
        return tab.path.partition("?")[0]

    def _offer(self, tab: Tab) -> None:
        assert "Jeg har gjort dette før." in tab.page.inner_text("main")
        tab.page.get_by_role("link", name="Gi et tilbud").click()
        tab.page.get_by_role("button", name="Send tilbudet").click()
        assert tab.page.locator("#f-place-fault").inner_text() == "Fyll ut dette feltet"
        tab.page.fill("#f-place", "Drammen")
        tab.page.get_by_role("button", name="Send tilbudet").click()
        tab.page.wait_for_url("**?said=offered")

    def test_goes_by_keyboard_alone(self, browser: Browser, tabs: list[Tab], web_cast: Cast) -> None:
        """An invitation with an offer: seen, answered with other terms, which the host adopts, and accepted."""
        employee, host = web_cast.new("employee", HOME), web_cast.coordinator(HOST)
        need = host.client.needs.post(a_need(title="Pårørendes dag"))
        begun = host.client.placements.invite(endorsed(web_cast, employee).id, need.id, offer=terms(percentage=80))
        path = f"/web/candidacies/{begun.id}"
        tab = as_actor(browser, tabs, employee, "/web/candidacies")
        press(tab, "Se og svar")
        tab.page.wait_for_url(f"**{path}")
        assert "En annen prosent enn behovet nevner." in tab.page.inner_text("main")
        press(tab, "Foreslå noe annet")
        tab.page.wait_for_url("**/terms")
        tab.page.locator("#f-percentage").focus()
        tab.page.keyboard.press("Control+A")
        tab.page.keyboard.type("60 %")
        press(tab, "Send forslaget")
        tab.page.wait_for_url("**?said=proposed")
        other = as_actor(browser, tabs, host, path)
        press(other, "Ta dem inn i tilbudet")
        other.page.wait_for_url("**?said=adopted")
        tab.open(path)
        press(tab, "Ta imot tilbudet")
        tab.page.wait_for_url("**/acceptance")
        assert "60 %" in tab.page.inner_text("main")
        press(tab, "Ja, jeg tar imot")
        tab.page.wait_for_url("**?said=accepted")

    def test_ends_with_a_reason(self, browser: Browser, tabs: list[Tab], web_cast: Cast) -> None:
        employee, host = web_cast.new("employee", HOME), web_cast.coordinator(HOST)
        need = host.client.needs.post(a_need(title="Ny i arbeid"))
        begun = host.client.placements.invite(endorsed(web_cast, employee).id, need.id)
        tab = as_actor(browser, tabs, employee, f"/web/candidacies/{begun.id}")
        tab.page.fill("#f-text", "<b>Hei</b>\nNår begynner det?")
        tab.page.get_by_role("button", name="Send").click()
        tab.page.wait_for_url("**?said=sent")
        assert "<b>Hei</b>" in tab.page.inner_text(".talk")
        tab.page.get_by_role("link", name="Takk nei").click()
        tab.page.select_option("#f-reason", "workload")
        tab.page.get_by_role("button", name="Takk nei").click()
        tab.page.wait_for_url("**?said=decline")
        assert employee.client.placements.candidacy(begun.id).reason == "workload"
        tab.page.go_back()
        assert tab.path.endswith("?said=changed")  # the question is asked no more

    def test_pauses_comes_back_and_leaves(self, browser: Browser, tabs: list[Tab], web_cast: Cast) -> None:
        employee = web_cast.new("employee", HOME)
        endorsed(web_cast, employee)
        tab = as_actor(browser, tabs, employee, "/web/opportunities")
        tab.page.get_by_role("button", name="Slå på varsler").click()
        tab.page.wait_for_url("**?said=saved")
        assert employee.client.pool.mine().alerts is True
        tab.open("/web/profile").page.get_by_role("link", name="Ta en pause").click()
        tab.page.select_option("#f-reason", "workload")
        tab.page.get_by_role("button", name="Ta en pause").click()
        tab.page.wait_for_url("**?said=paused")
        tab.page.get_by_role("button", name="Bli ledig igjen").click()
        tab.page.wait_for_url("**?said=resumed")
        tab.page.get_by_role("link", name="Forlat poolen").click()
        assert "Dette kan ikke gjøres om." in tab.page.inner_text("main")
        tab.page.select_option("#f-reason", "personal")
        tab.page.get_by_role("button", name="Forlat poolen nå").click()
        tab.page.wait_for_url("**?said=withdrawn")
        assert "Du er ikke i ressurspoolen ennå" in tab.page.inner_text("main")
