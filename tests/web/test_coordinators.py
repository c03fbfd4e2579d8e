"""Both coordinators' part of the main job in a browser, and each of their pages without barriers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from ressurspool.ops.stack import Stack
from tests.journeys.cast import PASSWORD, Actor, Cast, until
from tests.web.browsers import LOOKS, Tab, a_tab
from tests.web.loans import Loans

pytestmark = pytest.mark.xdist_group("web")
MOST_CALLS = 6
PAGES = (
    "/web/employees",
    "/web/experts/{expert}",
    "/web/experts/{expert}/return",
    "/web/experts/{endorsed}",
    "/web/experts/{endorsed}/revocation",
    "/web/placements/{proposed}",
    "/web/placements/{proposed}/approval",
    "/web/placements/{proposed}/rejection",
    "/web/placements/{proposed}/terms",
    "/web/placements/{stay}",
    "/web/placements/{stay}/recall",
    "/web/placements/{stay}/amendments/{amendment}",
    "/web/stays",
    "/web/tasks?kind=endorse_expert",
)


@pytest.fixture(scope="module")
def loans(web_cast: Cast) -> Loans:
    return Loans(web_cast)


@pytest.fixture(scope="module")
def ids(loans: Loans) -> dict[str, str]:
    """A thing of each kind that the pages show to home's coordinator, in the state in which most is on its page."""
    _, waiting = loans.waiting()
    _, proposed = loans.proposed(percentage=50)
    _, stay = loans.begun()
    asked = loans.host.client.placements.extend(stay.id, end=stay.terms.end + timedelta(days=20))
    things = {"expert": waiting.id, "endorsed": proposed.expert_id, "proposed": proposed.id}
    return {**things, "stay": stay.id, "amendment": asked.id}


@pytest.fixture(scope="module")
def looked_at(browser: Browser, stack_with_web: Stack, loans: Loans) -> Iterator[Tab]:
    """Home's coordinator's tab, that axe-core may look into."""
    tab = logged_in(browser, stack_with_web, loans.home, bypass_csp=True)
    yield tab
    tab.page.context.close()


def logged_in(browser: Browser, stack: Stack, who: Actor, **how: object) -> Tab:
    tab = a_tab(browser, stack.origin, **how)
    tab.open("/web/stays").log_in(who.email, PASSWORD).page.wait_for_url("**/web/stays")
    return tab


def endorse(home: Tab, expert_id: str) -> None:
    """From the worklist, with other limits than those that are proposed."""
    home.open("/web/tasks?kind=endorse_expert").page.locator(f'a[href="/web/experts/{expert_id}"]').click()
    home.page.fill("#f-max_months", "3")
    home.page.fill("#f-max_percentage", "80 %")
    home.page.get_by_role("button", name="Anbefal").click()
    home.page.get_by_text("Anbefalt. Den ansatte får beskjed.").first.wait_for()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier_and_asks_little(looked_at: Tab, ids: dict[str, str], path: str) -> None:
    found, place = [], path.format(**ids)
    for language, view in LOOKS:
        looked_at.open(f"/web/language/{language}?to=/web/me")
        answer = looked_at.page.goto(looked_at.origin + place)
        assert answer is not None
        assert int(answer.headers["x-api-calls"]) <= MOST_CALLS
        assert looked_at.path == place
        found += looked_at.barriers(view)
    assert found == []


def test_what_is_another_bodys_is_nowhere_by_its_id(
    browser: Browser, stack_with_web: Stack, web_cast: Cast, ids: dict[str, str]
) -> None:
    stranger = web_cast.new("employee", "960885406")
    tab = logged_in(browser, stack_with_web, stranger)
    assert tab.page.get_by_role("link", name="Ansatte").count() == 0
    for path, status in (("/web/employees", 403), *((one.format(**ids), 404) for one in PAGES if "{" in one)):
        answer = tab.page.goto(tab.origin + path)
        assert answer is not None
        assert answer.status == status, path
    tab.page.context.close()


def test_two_coordinators_lend_somebody_and_change_the_stay(
    browser: Browser, stack_with_web: Stack, loans: Loans
) -> None:
    """Endorse, say yes twice, and it is agreed; then one asks for other days, and the other two say yes."""
    employee, expert = loans.waiting()
    home, host = (logged_in(browser, stack_with_web, who) for who in (loans.home, loans.host))
    until(lambda: any(task.subject == expert.id for task in loans.home.client.notify.tasks()), what="the task")

    endorse(home, expert.id)
    details = loans.home.client.pool.endorsement(expert.id)
    assert (details.max_months, details.max_percentage) == (3, 80)

    placement = until(lambda: loans.asked(employee, expert, percentage=50), what="the endorsement at the others")
    for tab in (home, host):
        tab.open(f"/web/placements/{placement.id}")
        tab.page.get_by_text("En annen prosent enn behovet nevner.").first.wait_for()
        tab.page.get_by_role("link", name="Si ja").click()
        tab.page.get_by_text("50 %").first.wait_for()
        tab.page.get_by_role("button", name="Si ja").click()
        tab.page.get_by_text("Du har sagt ja.").first.wait_for()
    assert loans.host.client.placements.placement(placement.id).state == "agreed"

    end = placement.terms.end + timedelta(days=5)
    host.page.get_by_role("link", name="Be om andre datoer").click()
    host.page.fill("#f-end", f"{end.day}.{end.month}.{end.year}")
    host.page.get_by_role("button", name="Be om andre datoer").click()
    host.page.get_by_text("Sendt. De andre får beskjed.").first.wait_for()
    amendment = host.path.partition("?")[0]

    own = logged_in(browser, stack_with_web, employee)
    for tab in (home, own):
        tab.open(amendment).page.get_by_role("link", name="Si ja til endringen").click()
        tab.page.get_by_role("button", name="Si ja til endringen").click()
        tab.page.get_by_text("Du har sagt ja.").first.wait_for()
    changed = loans.host.client.placements.placement(placement.id)
    assert (changed.terms.end, changed.terms_version) == (end, 2)
    assert home.complaints == host.complaints == own.complaints == []
    for tab in (home, host, own):
        tab.page.context.close()
