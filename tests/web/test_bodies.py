"""A coordinator's and a broker's pages in a browser: without barriers, valid, of few calls; and what they do there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from ressurspool.client.auth import InvitationDraft
from ressurspool.client.matching import PlanOrder
from ressurspool.client.programs import ApiClientDraft
from ressurspool.client.words import FieldLevel
from ressurspool.ops.stack import Stack
from services.auth.operator import members
from services.auth.settings import AuthSettings
from services.scheme.roles import Role
from tests.journeys.cast import HOME, LANEKASSEN, PASSWORD, Actor, Cast, endorsed, published, until
from tests.web.browsers import LOOKS, Tab, a_tab
from tests.web.markup import html_faults

pytestmark = pytest.mark.xdist_group("web")
MOST_CALLS = 6
BODY = LANEKASSEN
OF_THE_BODY = (
    "/web/body",
    "/web/body/members",
    "/web/body/members/{member}",
    "/web/body/members/{member}/end",
    "/web/body/invitations",
    "/web/body/substitutes",
    "/web/body/policy",
    "/web/body/domains",
    "/web/body/mailbox",
    "/web/body/mailbox/confirmation",
    "/web/body/acts",
    "/web/body/departure",
    "/web/body/clients",
    "/web/body/clients/new",
    "/web/body/clients/{client}",
    "/web/body/clients/{client}/secret",
    "/web/body/clients/{client}/keys",
    "/web/body/clients/{client}/removal",
)
OF_THE_BROKER = ("/web/plans", "/web/plans/new", "/web/plans/{plan}", "/web/coverage")
OF_ONESELF = (
    "/web/inbox?about=need&unread=true",
    "/web/me",
    "/web/me/notifications",
    "/web/me/addresses",
    "/web/me/join",
    "/web/me/apps",
    "/web/me/readings",
    "/web/me/data",
    "/web/me/absences",
)
FOR_ROLES = (*{*OF_THE_BODY, *OF_THE_BROKER, "/web/me/absences"} - {"/web/body/policy"},)  # its employees may read it
PAGES = (*OF_THE_BODY, *OF_THE_BROKER, *OF_ONESELF)


@dataclass
class Scene:
    """A body with somebody in it, an API client and a finished plan. `ids` fill the pages' addresses."""

    coordinator: Actor
    ids: dict[str, str]

    def path(self, template: str) -> str:
        return template.format(**self.ids)


@pytest.fixture(scope="module")
def scene(web_cast: Cast) -> Scene:
    coordinator = web_cast.coordinator(BODY)
    auth, matching = coordinator.client.auth, coordinator.client.matching
    endorsed(web_cast, web_cast.new("employee", HOME))
    needs = [
        published(web_cast, BODY).id,
        published(web_cast, BODY, title="Dataanalyse", fields=[FieldLevel(field="data-science", level=3)]).id,
    ]
    web_cast.new("requester", BODY)
    auth.invite(InvitationDraft(email=f"ny.kollega.med.lang.adresse@{BODY}.example", role="employee"))
    client = auth.register_client(ApiClientDraft(name="HR-systemet", scopes=["pool:read"]))
    plan = matching.ask_for_plan(PlanOrder(need_ids=needs)).id
    until(lambda: matching.plan(plan).state == "done", what="the plan")
    member = next(one for one in auth.members(BODY) if one.role == "requester")
    return Scene(coordinator=coordinator, ids={"member": member.id, "client": client.id, "plan": plan})


@pytest.fixture(scope="module")
def looked_at(browser: Browser, stack_with_web: Stack, scene: Scene) -> Iterator[Tab]:
    """A coordinator's tab that axe-core may look into."""
    tab = a_tab(browser, stack_with_web.origin, bypass_csp=True)
    yield logged_in(tab, scene.coordinator)
    tab.page.context.close()


@pytest.fixture
def tab(browser: Browser, stack_with_web: Stack, scene: Scene) -> Iterator[Tab]:
    """A coordinator's tab."""
    tab = a_tab(browser, stack_with_web.origin)
    yield logged_in(tab, scene.coordinator)
    tab.page.context.close()


def logged_in(tab: Tab, actor: Actor) -> Tab:
    tab.open("/web/me").log_in(actor.email, PASSWORD).page.wait_for_url("**/web/me")
    return tab


def press(tab: Tab, name: str) -> None:
    tab.page.get_by_role("button", name=name, exact=True).click()


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_has_no_barrier(self, looked_at: Tab, scene: Scene, path: str) -> None:
        found = []
        for language, view in LOOKS:
            looked_at.open(f"/web/language/{language}?to={scene.path(path).replace('&', '%26')}")
            found += looked_at.barriers(view)
            assert looked_at.page.locator("html").get_attribute("lang") == language
        assert found == []

    def test_is_valid_asks_six_times_at_most_and_complains_of_nothing(self, tab: Tab, scene: Scene) -> None:
        wrong = {}
        for path in PAGES:
            answer = tab.page.goto(tab.origin + scene.path(path))
            assert answer is not None
            calls = int(answer.headers["x-api-calls"])
            faults = html_faults(answer.text()) + ([f"{calls} calls"] if calls > MOST_CALLS else [])
            if faults or answer.status != 200:
                wrong[path] = [answer.status, *faults]
        assert wrong == {}
        assert tab.complaints == []

    def test_is_refused_to_whoever_has_not_the_role(
        self, browser: Browser, stack_with_web: Stack, web_cast: Cast, scene: Scene
    ) -> None:
        tab = logged_in(a_tab(browser, stack_with_web.origin), web_cast.new("employee", BODY))
        answers = {path: tab.page.goto(tab.origin + scene.path(path)) for path in FOR_ROLES}
        assert {path: answer.status for path, answer in answers.items() if answer} == dict.fromkeys(FOR_ROLES, 403)
        assert "Du har ikke tilgang" in tab.page.content()
        assert tab.page.get_by_role("link", name="Virksomheten").count() == 0
        tab.page.context.close()


class TestACoordinator:
    def test_invites_a_colleague_and_withdraws_it(self, tab: Tab, scene: Scene) -> None:
        tab.open("/web/body").page.get_by_role("link", name="Invitasjoner").click()
        email = f"prosjekt@{BODY}.example"
        tab.page.get_by_label("E-postadresse").fill(email)
        tab.page.get_by_label("bestiller").check()
        press(tab, "Send invitasjonen")
        assert "Invitasjonen er sendt." in tab.page.content()
        (sent,) = [one for one in scene.coordinator.client.auth.invitations(open_only=True) if one.email == email]
        assert sent.role == "requester"
        press(tab, f"Trekk tilbake: {email}")
        tab.page.wait_for_url("**?said=invitation_withdrawn")
        assert email not in {one.email for one in scene.coordinator.client.auth.invitations(open_only=True)}

    def test_changes_the_rules_and_sees_what_is_wrong_with_them(self, tab: Tab, scene: Scene) -> None:
        tab.open("/web/body/policy").page.get_by_label("Lengste opphold, i måneder").fill("40")
        tab.page.get_by_label("Avdeling").first.fill("IT og utvikling")
        press(tab, "Lagre")
        assert tab.page.locator("#f-max_months").get_attribute("aria-invalid") == "true"
        assert tab.page.get_by_label("Avdeling").first.input_value() == "IT og utvikling"
        tab.page.get_by_label("Korteste opphold, i måneder").fill("3")
        tab.page.get_by_label("Lengste opphold, i måneder").fill("3")
        press(tab, "Lagre")
        tab.page.wait_for_url("**/web/body/policy?said=saved")
        policy = scene.coordinator.client.auth.policies.read(BODY)
        assert (policy.min_months, [(one.code, one.name) for one in policy.departments]) == (
            3,
            [("it-og-utvikling", "IT og utvikling")],
        )

    def test_sees_a_new_programs_secret_once(self, tab: Tab, scene: Scene) -> None:
        tab.open("/web/body/clients/new").page.get_by_label("Navn").fill("Lønnssystemet")
        tab.page.get_by_label("lese profiler i poolen").check()
        press(tab, "Registrer")
        tab.page.wait_for_url("**?said=registered")
        secret = tab.page.locator("code").inner_text()
        assert len(secret) > 20
        tab.page.reload()
        assert secret not in tab.page.content()

    def test_chooses_which_mail_comes(self, tab: Tab, scene: Scene) -> None:
        tab.open("/web/me/notifications").page.get_by_label("Nye behov som passer").select_option("weekly")
        press(tab, "Lagre")
        tab.page.wait_for_url("**?said=saved")
        chosen = {one.kind: one.email for one in scene.coordinator.client.notify.preferences().kinds}
        assert chosen["opportunities"] == "weekly"


class TestABroker:
    def test_makes_a_plan_and_reads_what_it_gives(
        self, browser: Browser, stack_with_web: Stack, web_cast: Cast, scene: Scene
    ) -> None:
        broker = web_cast.new("employee", BODY)
        settings = AuthSettings(database_url=stack_with_web.databases["auth"])
        members.set_role(settings, broker.email, BODY, Role.BROKER)
        tab = logged_in(a_tab(browser, stack_with_web.origin), broker)
        tab.open("/web/plans").page.get_by_role("link", name="Lag en ny plan").click()
        press(tab, "Lag planen")
        for _try in range(60):
            if tab.page.get_by_text("Hva planen gir, og hva den koster").count():
                break
            tab.page.wait_for_timeout(200)
            tab.page.reload()
        assert "Dataanalyse" in tab.page.locator("table").inner_text()
        assert "Planen fyller" in tab.page.content()
        assert tab.complaints == []
        tab.page.context.close()
