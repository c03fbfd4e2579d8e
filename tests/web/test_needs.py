"""Pages of needs: who sees what of them, what is decided with its consequences before one's eyes, and the form."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from ressurspool.client.matching import Fit
from ressurspool.client.needs import Need
from services.kit.data.database import Database
from services.web.drafts.domain import excluding, rows, values_of
from services.web.needs.domain import color_of, has_candidates
from tests.web.need_scenes import NEED, a_need, answer_need, items
from tests.web.scenes import Browser, Services, hidden_in

EVIL = "<script>alert(1)</script>]]>&"
ASKED = {
    "title": "Én søknad",
    "fields/0/field": "Service design",
    "fields/0/level": "2",
    "must_skills/0": "figma",
    "earliest_start": "5.1.2027",
    "latest_start": "15.2.2027",
    "months": "3",
    "percentage": "80 %",
    "languages": "nb",
    "remote": "true",
}
PUBLIC = "GET /needs/v1/public/needs"


@pytest.fixture
def services() -> Services:
    return Services(roles=("requester", "employee"))


@pytest.fixture
def browser(services: Services, database: Database) -> Browser:
    return Browser(services, database)


@pytest.fixture
def leader(browser: Browser, services: Services) -> Browser:
    """The browser of a project leader of the body whose need it is."""
    answer_need(services)
    browser.log_in()
    return browser


def typed(browser: Browser, path: str, **fields: str) -> dict[str, str]:
    return {**hidden_in(browser.get(path)), **ASKED, **fields}


class TestOpenNeeds:
    def test_are_searched_by_what_anybody_may_see(self, browser: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items(a_need()))
        page = browser.get("/web/needs?q=reise&field=service-design&county=oslo&level=state").text
        asked = dict(services.calls(PUBLIC)[0].url.params)
        assert "Én søknad" in page
        assert "f-county" not in page
        assert asked == {
            "q": "reise",
            "field": "service-design",
            "level": "state",
            "order": "newest",
            "limit": "20",
            "count": "true",
        }

    def test_are_searched_by_county_too_by_employees(self, leader: Browser, services: Services) -> None:
        services.answer("GET /needs/v1/needs", **items(a_need()))
        assert 'id="f-county"' in leader.get("/web/needs?county=oslo").text
        assert services.calls("GET /needs/v1/needs")[0].url.params["county"] == "oslo"

    def test_show_what_is_wrong_with_the_search_beside_it(self, browser: Browser, services: Services) -> None:
        fault = {"pointer": "/q", "code": "wrong_form", "detail": "kan ikke leses"}
        services.answer(PUBLIC, 422, type="/problems/invalid", title="x", errors=[fault])
        page = browser.get("/web/needs?q=!!!")
        assert (page.status_code, 'id="f-q-fault">Kan ikke leses' in page.text) == (422, True)

    def test_say_what_to_do_where_there_are_none(self, browser: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items())
        assert "Prøv færre ord" in browser.get("/web/needs?q=reise").text
        assert "Prøv færre ord" not in browser.get("/web/needs").text


class TestFeed:
    def test_is_atom_whatever_the_texts_say(self, browser: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items(a_need(title=EVIL, updated_at="2027-01-01T00:00:00Z")))
        answer = browser.get("/web/needs.atom?q=a%26b")
        feed = ElementTree.fromstring(answer.content)
        atom = "{http://www.w3.org/2005/Atom}"
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert [one.findtext(f"{atom}title") for one in feed.iter(f"{atom}entry")] == [EVIL]
        assert feed.findtext(f"{atom}updated") == "2027-01-01T00:00:00+00:00"

    def test_is_the_same_for_who_is_logged_in(self, leader: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items(a_need()))
        leader.get("/web/needs.atom")
        assert "Authorization" not in services.calls(PUBLIC)[0].headers

    def test_is_in_the_language_of_its_address_whatever_the_cookie_says(
        self, browser: Browser, services: Services
    ) -> None:
        services.answer(PUBLIC, **items(a_need()))
        browser.get("/web/language/en?to=/")
        assert 'xml:lang="nb"' in browser.get("/web/needs.atom").text
        assert 'xml:lang="nn"' in browser.get("/web/needs.atom?ui_locales=nn").text


class TestOneNeed:
    def test_is_shown_in_part_without_a_login(self, browser: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items(a_need()))
        page = browser.get(f"/web/needs/{NEED}").text
        assert "Kartlegg reisen." in page
        assert f"/web/login?to=/web/needs/{NEED}" in page

    def test_that_is_not_open_is_behind_the_login(self, browser: Browser, services: Services) -> None:
        services.answer(PUBLIC, **items())
        assert browser.get(f"/web/needs/{NEED}").headers["Location"].startswith("/web/login?to=%2Fweb%2Fneeds%2F")

    def test_offers_its_host_what_is_legal(self, leader: Browser) -> None:
        page = leader.get(f"/web/needs/{NEED}").text
        offered = [one for one in ("publish", "hold", "resume", "close") if f"/decisions/{one}" in page]
        assert offered == ["hold", "close"]
        assert f"/web/needs/{NEED}/candidates" in page

    def test_offers_others_nothing_to_decide(self, leader: Browser, services: Services) -> None:
        services.answer(f"GET /needs/v1/needs/{NEED}", **a_need(host_org="999999999", legal=[]))
        page = leader.get(f"/web/needs/{NEED}").text
        assert "/decisions/" not in page
        assert services.calls("GET /placements/v1/candidacies") == []

    def test_shows_what_others_wrote_as_text(self, leader: Browser, services: Services) -> None:
        services.answer(f"GET /needs/v1/needs/{NEED}", **a_need(title=EVIL, description=EVIL, external_id=EVIL))
        assert "<script" not in leader.get(f"/web/needs/{NEED}").text


class TestDecisions:
    def test_say_what_would_end_before_they_are_made(self, leader: Browser, services: Services) -> None:
        page = leader.get(f"/web/needs/{NEED}/decisions/close").text
        assert "får beskjed om at det er slutt: 4" in page
        assert "som står ved lag: 1" in page
        assert "Dette kan ikke gjøres om." in page
        assert services.calls(f"POST /needs/v1/needs/{NEED}/closure") == []

    def test_that_are_not_legal_lead_back(self, leader: Browser) -> None:
        assert leader.get(f"/web/needs/{NEED}/decisions/publish").headers["Location"] == f"/web/needs/{NEED}"

    @pytest.mark.parametrize(
        ("decision", "call"),
        [("publish", "POST publication"), ("hold", "POST hold"), ("resume", "DELETE hold"), ("close", "POST closure")],
    )
    def test_are_made_once(self, leader: Browser, services: Services, decision: str, call: str) -> None:
        method, what = call.split()
        asked = f"{method} /needs/v1/needs/{NEED}/{what}"
        services.answer(asked, **a_need())
        form = hidden_in(leader.get(f"/web/needs/{NEED}/decisions/hold"))
        form |= {"outcome": "no_longer_required"} if decision == "close" else {}
        for _click in range(2):
            answer = leader.post(f"/web/needs/{NEED}/decisions/{decision}", form)
            assert answer.headers["Location"] == f"/web/needs/{NEED}?said={decision}"
        assert len(services.calls(asked)) == 1

    def test_to_close_need_a_reason(self, leader: Browser, services: Services) -> None:
        form = hidden_in(leader.get(f"/web/needs/{NEED}/decisions/close"))
        assert 'href="#f-outcome"' in leader.post(f"/web/needs/{NEED}/decisions/close", form).text


class TestOurNeeds:
    def test_show_how_many_wait(self, leader: Browser, services: Services) -> None:
        services.answer("GET /needs/v1/needs", **items(a_need()))
        page = leader.get("/web/needs?mine=true").text
        assert "1 kandidat venter på svar fra dere" in page
        assert "1 av 2 avtalt" in page
        assert services.calls("GET /needs/v1/needs")[0].url.params["mine"] == "true"

    def test_are_behind_the_login(self, browser: Browser) -> None:
        assert browser.get("/web/needs?mine=true").headers["Location"].startswith("/web/login")


class TestForm:
    def test_is_not_for_who_posts_no_needs(self, services: Services, browser: Browser) -> None:
        services.roles = ("employee",)
        browser.log_in()
        assert browser.get("/web/needs/new").status_code == 403

    def test_keeps_a_draft_with_codes_for_words(self, leader: Browser, services: Services) -> None:
        services.answer("POST /needs/v1/needs", **a_need())
        answer = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="save"))
        sent = services.sent("POST /needs/v1/needs")
        assert answer.headers["Location"] == f"/web/needs/{NEED}?said=saved"
        assert sent["fields"] == [{"field": "service-design", "level": 2}]
        assert (sent["must_skills"], sent["earliest_start"]) == (["figma"], "2027-01-05")
        assert (sent["percentage"], sent["publish"]) == (80, False)

    def test_leads_on_to_the_page_that_confirms_publishing(self, leader: Browser, services: Services) -> None:
        services.answer("POST /needs/v1/needs", **a_need(legal=["publish"]))
        answer = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="publish"))
        assert answer.headers["Location"] == f"/web/needs/{NEED}/decisions/publish"

    def test_says_how_many_fit_and_keeps_what_was_typed(self, leader: Browser, services: Services) -> None:
        fit: dict[str, Any] = {
            "step": 5,
            "considered": 35,
            "fit": 10,
            "as_of": {"experts": "", "needs": "", "at": "2027-01-01T00:00Z"},
        }
        told = {"condition": "percentage", "text": "Prosenten.", "excludes": 15, "more_without": 5}
        services.answer("POST /matching/v1/fit", **fit, conditions=[told])
        page = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="fit", title=""))
        assert page.status_code == 200
        assert "Minst 10 ville passe" in page.text
        assert "Minst 5 flere ville passe uten dette kravet:</strong> Prosenten." in page.text
        assert 'value="5.1.2027"' in page.text
        assert set(services.sent("POST /matching/v1/fit")) == {
            "fields",
            "languages",
            "earliest_start",
            "latest_start",
            "months",
            "percentage",
            "county",
            "remote",
            "clearance",
        }

    def test_counts_in_the_municipalitys_county(self, leader: Browser, services: Services) -> None:
        services.answer("POST /matching/v1/fit", 503, type="/problems/index-empty", title="Ikke klart")
        page = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="fit", municipality="3201"))
        assert services.sent("POST /matching/v1/fit")["county"] == "akershus"
        assert "Ikke klart" in page.text
        assert 'value="Én søknad"' in page.text

    @pytest.mark.parametrize(
        ("field", "value", "fault"),
        [
            ("fields/0/field", "Trylling", "Vi kjenner ikke dette fagfeltet"),
            ("must_skills/0", "Trylling", "Vi kjenner ikke denne ferdigheten"),
            ("latest_start", "snart", "Skriv en dag slik"),
            ("months", "", "Fyll ut dette feltet"),
        ],
    )
    def test_says_beside_the_field_what_is_wrong(self, leader: Browser, field: str, value: str, fault: str) -> None:
        page = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="save", **{field: value})).text
        assert f'id="f-{field.replace("/", "-")}-fault">{fault}' in page

    def test_saves_the_county_of_the_municipality(self, leader: Browser, services: Services) -> None:
        services.answer("POST /needs/v1/needs", **a_need())
        leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="save", municipality="3201", county="oslo"))
        assert services.sent("POST /needs/v1/needs")["county"] == "akershus"

    def test_changes_the_version_that_was_shown(self, leader: Browser, services: Services) -> None:
        services.answer(f"PUT /needs/v1/needs/{NEED}", **a_need())
        form = typed(leader, f"/web/needs/{NEED}/edit", act="save")
        leader.post(f"/web/needs/{NEED}/edit", form)
        assert services.calls(f"PUT /needs/v1/needs/{NEED}")[0].headers["If-Match"] == '"3"'

    def test_of_a_copy_has_no_dates_and_no_key(self, leader: Browser) -> None:
        page = leader.get(f"/web/needs/new?copy={NEED}").text
        assert 'value="Én søknad"' in page
        assert 'value="5.1.2027"' not in page

    def test_has_more_rows_on_demand(self, leader: Browser) -> None:
        page = leader.post("/web/needs/new", typed(leader, "/web/needs/new", act="more")).text
        assert 'name="fields/4/field"' in page
        assert 'value="Én søknad"' in page


class TestRules:
    @pytest.mark.parametrize(
        ("names", "more", "count"),
        [
            ([], False, 2),
            (["fields/0/field", "fields/0/level", "fields/1/field", "fields/2/field"], False, 3),
            (["fields/0/field", "fields/1/field"], True, 5),
            ([f"fields/{at}/field" for at in range(9)], True, 5),
        ],
    )
    def test_rows_are_those_that_are_there_and_a_few(self, names: list[str], more: bool, count: int) -> None:
        assert rows(names, "fields", more=more) == count

    def test_conditions_without_which_most_would_fit_come_first(self) -> None:
        told = [("a", 20, None), ("b", 5, 5), ("c", None, None), ("d", 10, 5)]
        conditions = [{"condition": one, "text": one, "excludes": out, "more_without": more} for one, out, more in told]
        as_of = {"experts": "", "needs": "", "at": "2027-01-01T00:00Z"}
        fit = Fit.model_validate({"step": 5, "as_of": as_of, "conditions": conditions})
        assert [one.condition for one in excluding(fit)] == ["d", "b", "a"]

    def test_candidates_are_asked_for_where_there_may_be_some(self) -> None:
        needs = [Need.model_validate(a_need(state=state)) for state in ("draft", "open", "on_hold", "filled", "closed")]
        assert [has_candidates(need) for need in needs] == [False, True, True, True, False]
        assert (color_of("open"), color_of("draft")) == ("success", "neutral")

    def test_values_are_as_people_write_them(self) -> None:
        values = values_of(Need.model_validate(a_need(earliest_start=date(2027, 1, 5))))
        assert (values["fields/0/field"], values["earliest_start"]) == ("Tjenestedesign", "5.1.2027")
        assert urlencode(values)
