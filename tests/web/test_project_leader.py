"""A project leader's part of the main job in a browser, without script, and their pages without barriers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ressurspool.client import ProblemError
from ressurspool.client.needs import Need
from ressurspool.client.placements import Wanted
from ressurspool.client.pool import Expert
from ressurspool.ops.stack import Stack
from services.web.page.formats import typed_day
from tests.journeys.cast import HOME, HOST, PASSWORD, Actor, Cast, a_need, days_from_now, endorsed, until
from tests.web.browsers import LOOKS, NARROW, Tab, a_tab

pytestmark = pytest.mark.xdist_group("web")
MOST_CALLS = 6


@pytest.fixture(scope="module")
def leader(web_cast: Cast) -> Actor:
    return web_cast.new("requester", HOST)


@pytest.fixture(scope="module")
def experts(web_cast: Cast) -> list[Expert]:
    return [endorsed(web_cast, web_cast.new("employee", HOME)) for _expert in range(2)]


@pytest.fixture(scope="module")
def need(leader: Actor, experts: list[Expert]) -> Need:
    """A published need, as soon as it has its candidates."""
    need = leader.client.needs.post(a_need(title="Et behov å se på", nice_skills=["figma"]))
    until(lambda: has_candidates(leader, need.id, len(experts)), what="candidates")
    return need


@pytest.fixture(scope="module")
def looked_at(browser: Browser, stack_with_web: Stack, leader: Actor) -> Iterator[Tab]:
    """A tab that axe-core may look into."""
    tab = a_tab(browser, stack_with_web.origin, bypass_csp=True)
    tab.open("/web/needs?mine=true").log_in(leader.email, PASSWORD).page.wait_for_url("**/web/needs?mine=true")
    yield tab
    tab.page.context.close()


@pytest.fixture
def without_script(browser: Browser, stack_with_web: Stack) -> Iterator[Tab]:
    tab = a_tab(browser, stack_with_web.origin, java_script_enabled=False)
    yield tab
    tab.page.context.close()


def has_candidates(leader: Actor, need_id: str, count: int) -> bool:
    """Whether matching has heard of the need and of them, which takes it a few seconds."""
    try:
        return len(leader.client.matching.candidates(need_id).candidates) >= count
    except ProblemError as problem:
        if problem.status != 404:
            raise
        return False


def press(tab: Tab, name: str) -> None:
    tab.page.get_by_role("button", name=name, exact=True).first.click()


def follow(tab: Tab, name: str) -> None:
    tab.page.get_by_role("link", name=name).first.click()


def describe(tab: Tab) -> None:
    """Fill in the form of a need, with a field in English words and days as people write them."""
    page = tab.page
    page.fill("#f-title", "Én boligsosial søknad")
    page.fill("#f-description", "Kartlegg brukerreisen sammen med tre kommuner.")
    page.fill("#f-fields-0-field", "service design")
    page.select_option("#f-fields-0-level", "2")
    page.fill("#f-earliest_start", typed_day(days_from_now(20)))
    page.fill("#f-latest_start", typed_day(days_from_now(60)))
    page.fill("#f-months", "2")
    page.fill("#f-percentage", "80 %")
    page.check("#f-remote")


class TestMainJob:
    def test_goes_from_need_to_invitation(
        self, without_script: Tab, leader: Actor, experts: list[Expert], need: Need
    ) -> None:
        tab, page = without_script, without_script.page
        tab.open("/web/needs/new").log_in(leader.email, PASSWORD)
        describe(tab)
        press(tab, "Se hvor mange som passer")
        assert "For få passer til at antallet vises" in page.content()  # two are too few to be told of
        assert page.input_value("#f-title") == "Én boligsosial søknad"
        press(tab, "Lagre, og se over før publisering")
        press(tab, "Publiser behovet")
        posted = tab.path.split("/")[3].partition("?")[0]
        until(lambda: has_candidates(leader, posted, len(experts)), what="candidates")

        follow(tab, "Se kandidater")
        boxes = page.get_by_label("Velg til sammenligning")
        for number in range(len(experts)):
            boxes.nth(number).check()
        press(tab, "Sammenlign de valgte")
        assert page.locator("table.compare thead th").count() == len(experts)

        follow(tab, "Inviter med tilbud")
        page.fill("#f-message", "Vi mangler nettopp din erfaring.")
        press(tab, "Se over før sending")
        assert "Vi mangler nettopp din erfaring." in page.locator("main").inner_text()
        press(tab, "Send invitasjonen")
        assert "Invitasjonen er sendt." in page.content()

        follow(tab, "Sett på kortlista")
        page.fill("#f-note", "Ring på mandag.")
        press(tab, "Sett på kortlista")
        assert "Ring på mandag." in page.content()
        candidacy = next(iter(leader.client.placements.candidacies(Wanted(need_id=posted))))
        assert candidacy.expert_id in {one.expert_id for one in leader.client.matching.candidates(posted).candidates}
        assert candidacy.terms is not None
        assert (candidacy.state, candidacy.terms.percentage) == ("offered", 80)
        assert candidacy.shortlist is not None
        assert (candidacy.message, candidacy.shortlist.note) == ("Vi mangler nettopp din erfaring.", "Ring på mandag.")


class TestEveryPage:
    @pytest.mark.parametrize(
        "path",
        [
            "/web/needs",
            "/web/needs?mine=true",
            "/web/needs/new",
            "/web/needs/{need}",
            "/web/needs/{need}/edit",
            "/web/needs/{need}/decisions/close",
            "/web/needs/{need}/candidates",
            "/web/needs/{need}/candidates?compare={one}&compare={two}",
            "/web/needs/{need}/candidates/{one}/invitation",
        ],
    )
    def test_has_no_barrier_and_asks_the_api_six_times_at_most(
        self, looked_at: Tab, need: Need, experts: list[Expert], path: str
    ) -> None:
        path = path.format(need=need.id, one=experts[0].id, two=experts[1].id)
        looked_at.complaints.clear()
        found = []
        for language, view in LOOKS:
            if looked_at.page.locator("html").get_attribute("lang") != language:
                looked_at.open(f"/web/language/{language}?to=/web/me")
            answer = looked_at.page.goto(looked_at.origin + path)
            assert answer is not None
            assert (answer.status, int(answer.headers["x-api-calls"]) <= MOST_CALLS) == (200, True)
            found += looked_at.barriers(view)
        assert (found, looked_at.complaints) == ([], [])

    def test_of_open_needs_has_none_without_a_login_either(
        self, browser: Browser, stack_with_web: Stack, need: Need
    ) -> None:
        tab = a_tab(browser, stack_with_web.origin, bypass_csp=True, viewport=NARROW)
        found = [tab.open(path).violations() for path in ("/web/needs", f"/web/needs/{need.id}")]
        assert (found, need.title in tab.page.content(), tab.complaints) == ([[], []], True, [])
        tab.page.context.close()
