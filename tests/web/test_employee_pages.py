"""What an employee's pages make of profiles, candidacies and what is typed; before a stand-in for the API."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from services.kit import clock
from services.kit.data.database import Database
from services.web.candidacies.domain import first_offer, is_soon, next_word, side_of
from services.web.forms.vocabulary import skill_groups
from services.web.page.year import WIDTH, bars_of, months_from
from services.web.profile.domain import completeness, rows_in, rows_shown
from tests.web.profile_scenes import EXPERT, TYPED
from tests.web.scenes import ORG, Browser, Services, hidden_in
from vocabulary import load

TODAY = date(2027, 3, 1)
CANDIDACY: dict[str, Any] = {
    "id": "5f0c7f2e-0000-4000-8000-0000000000cc",
    "version": 1,
    "state": "offered",
    "kind": "invitation",
    "need_id": "n",
    "expert_id": EXPERT["id"],
    "host_org": "942114184",
    "home_org": ORG,
    "legal": ["accept", "decline", "withdraw"],
}


@pytest.fixture
def services() -> Services:
    return Services()


@pytest.fixture
def browser(services: Services, database: Database) -> Browser:
    found = Browser(services, database)
    found.log_in()
    return found


def expert(**changes: Any) -> Expert:
    return Expert.model_validate({**EXPERT, **changes})


def candidacy(**changes: Any) -> Candidacy:
    return Candidacy.model_validate({**CANDIDACY, **changes})


def a_need(**changes: Any) -> Need:
    given = {
        "id": "n", "version": 1, "host_org": "942114184", "title": "t", "description": "Tjenestereise", "fields": [],
        "earliest_start": "2027-02-01", "latest_start": "2027-05-01", "state": "open", "must_skills": [],
        "nice_skills": [], "languages": [], "months": 2, "percentage": 100, "county": None, "municipality": None,
        "remote": True, "places": 1, "filled": 0, "clearance": "none", "perspective": "neutral",
    }  # fmt: skip
    return Need.model_validate({**given, **changes})


class TestCompleteness:
    def test_counts_what_is_there_and_names_the_rest(self) -> None:
        found = completeness(expert(skills=["figma"], remote=True), today=TODAY)
        assert (found.filled, found.asked, found.missing) == (3, 5, ["wanted_learning", "about"])

    def test_misses_days_where_no_stay_fits_any_more(self) -> None:
        assert "windows" in completeness(expert(), today=date(2027, 11, 15)).missing


class TestYear:
    def test_has_twelve_months_over_the_turn_of_the_year(self) -> None:
        months = months_from(date(2027, 11, 30))
        assert (months[0], months[2], months[-1]) == (date(2027, 11, 1), date(2028, 1, 1), date(2028, 10, 1))

    @pytest.mark.parametrize(
        ("start", "end", "bars"),
        [
            (date(2027, 3, 1), date(2027, 3, 31), [(0, 100)]),
            (date(2027, 4, 16), date(2027, 5, 31), [(150, 150)]),
            (date(2020, 1, 1), date(2040, 1, 1), [(0, WIDTH)]),
            (date(2026, 1, 1), date(2027, 2, 28), []),
            (date(2028, 3, 1), date(2028, 4, 1), []),
        ],
    )
    def test_cuts_off_what_is_outside(self, start: date, end: date, bars: list[tuple[float, float]]) -> None:
        assert [(bar.x, bar.width) for bar in bars_of([(start, end)], TODAY)] == bars


class TestRows:
    def test_are_as_many_as_are_filled_and_two_to_spare(self) -> None:
        values = {"fields/0/field": ["a"], "fields/2/level": ["1"], "fields/4/field": [""], "about": ["x"]}
        assert rows_in(values, "fields") == 3
        assert [rows_shown(filled) for filled in (0, 1, 3, 5)] == [3, 3, 5, 5]


class TestSkills:
    def test_are_each_offered_once(self) -> None:
        offered = [code for _area, options in skill_groups() for code, _text in options]
        assert sorted(offered) == sorted(load().skills)


class TestSides:
    def test_are_told_by_the_profile_before_the_body(self) -> None:
        assert side_of(candidacy(), org=ORG, mine=expert()) == "employee"
        assert side_of(candidacy(), org="942114184", mine=None) == "host"
        assert side_of(candidacy(), org=ORG, mine=expert(id="another")) == "home"

    def test_are_told_what_comes_next(self) -> None:
        proposal = {"id": "p", "state": "proposed", "start": TODAY, "end": TODAY, "percentage": 60}
        assert next_word(candidacy(), "home") == "next_offered_employee"
        assert next_word(candidacy(terms_proposal=proposal), "host") == "next_proposed_host"
        assert next_word(candidacy(state="not_selected"), "host") == "next_over_host"


class TestDeadline:
    def test_is_near_within_three_days(self) -> None:
        now = datetime(2027, 3, 1, tzinfo=UTC)
        found = [is_soon(at, now) for at in (None, now + timedelta(days=2), now + timedelta(days=4))]
        assert found == [False, True, False]


class TestFirstOffer:
    def test_begins_as_early_as_the_employee_can(self) -> None:
        windows = [{"start": "2027-03-01", "end": "2027-04-01"}, {"start": "2027-04-15", "end": "2027-12-31"}]
        found = first_offer(a_need(), expert(windows=windows), place="Oslo", today=TODAY)
        assert (found["start"], found["end"], found["percentage"]) == (date(2027, 4, 15), date(2027, 6, 14), 80)

    def test_is_the_needs_own_where_no_window_fits(self) -> None:
        windows = [{"start": "2028-03-01", "end": "2028-12-01"}]
        found = first_offer(a_need(), expert(windows=windows), place="", today=TODAY)
        assert (found["start"], found["end"]) == (TODAY, date(2027, 4, 30))


class TestProfileForm:
    def test_sends_a_draft_of_what_was_typed(self, browser: Browser, services: Services) -> None:
        services.answer("POST /pool/v1/experts", 201, **EXPERT)
        answer = browser.post("/web/profile/edit", [*hidden_in(browser.get("/web/profile/edit")).items(), *_pairs()])
        assert answer.headers["Location"] == "/web/profile?said=draft"
        sent = _json(services.calls("POST /pool/v1/experts")[0])
        assert sent["fields"] == [{"field": "service-design", "level": 3}]
        assert sent["windows"] == [{"start": "2027-03-01", "end": "2027-12-31"}]
        assert (sent["percentage"], sent["skills"], sent["submit"]) == (80, ["figma", "facilitation"], False)

    def test_keeps_the_rest_of_a_profile_that_is_changed(self, browser: Browser, services: Services) -> None:
        services.answer("GET /pool/v1/me/expert", **EXPERT)
        services.answer(f"PUT /pool/v1/experts/{EXPERT['id']}", **EXPERT)
        page = browser.get("/web/opportunities")
        assert page.status_code != 500
        form = {**hidden_in(browser.get("/web/profile/pause")), "alerts": "true", "version": "3"}
        assert browser.post("/web/opportunities/alerts", form).headers["Location"] == "/web/opportunities?said=saved"
        sent = _json(services.calls(f"PUT /pool/v1/experts/{EXPERT['id']}")[0])
        assert sent["alerts"] is True
        assert (sent["title"], sent["percentage"], sent["clearance"]) == ("Tjenestedesigner", 80, "none")

    def test_says_beside_the_row_what_is_wrong(self, browser: Browser) -> None:
        pairs = [*hidden_in(browser.get("/web/profile/edit")).items(), *_pairs(**{"windows/0/start": "31.2.2027"})]
        page = browser.post("/web/profile/edit", pairs)
        assert page.status_code == 422
        assert 'id="f-windows-0-start-fault">Skriv en dag slik' in page.text
        assert 'value="31.2.2027"' in page.text
        assert 'value="figma" checked' in page.text

    def test_links_to_a_list_of_which_nothing_is_filled_in(self, browser: Browser) -> None:
        blank = {"fields/0/field": "", "fields/0/level": ""}
        pairs = [*hidden_in(browser.get("/web/profile/edit")).items(), *_pairs(**blank)]
        page = browser.post("/web/profile/edit", pairs).text
        assert 'href="#f-fields"' in page
        assert 'id="f-fields"' in page


class TestProfilePage:
    def test_shows_what_the_body_returned_it_for(self, browser: Browser, services: Services) -> None:
        returned = {**EXPERT, "state": "returned", "reason": "workload", "note": "Ta det opp <igjen> i mai."}
        services.answer("GET /pool/v1/me/expert", **returned)
        page = browser.get("/web/profile").text
        assert "Virksomheten din sendte profilen tilbake" in page
        assert "Ta det opp &lt;igjen&gt; i mai." in page

    def test_warns_of_an_endorsement_that_ends_soon(self, browser: Browser, services: Services) -> None:
        for days, warned in ((30, True), (200, False)):
            until = (clock.today() + timedelta(days=days)).isoformat()
            endorsement = {"valid_until": until, "max_months": 3, "max_percentage": 100}
            services.answer("GET /pool/v1/me/expert", **{**EXPERT, "endorsement": endorsement})
            assert ("Den slutter snart." in browser.get("/web/profile").text) is warned

    def test_offers_only_what_is_legal(self, browser: Browser, services: Services) -> None:
        services.answer("GET /pool/v1/me/expert", **{**EXPERT, "legal": ["resume"]})
        page = browser.get("/web/profile").text
        assert "/web/profile/resumption" in page
        assert not any(f"/web/profile/{verb}" in page for verb in ("pause", "withdrawal", "edit", "submission"))


class TestQuestion:
    def test_is_not_asked_where_the_answer_is_illegal_by_now(self, browser: Browser, services: Services) -> None:
        case = {**CANDIDACY, "state": "expired", "legal": []}
        services.answer(f"GET /placements/v1/candidacies/{CANDIDACY['id']}", **case)
        services.answer("GET /pool/v1/me/expert", **EXPERT)
        path = f"/web/candidacies/{CANDIDACY['id']}"
        assert browser.get(f"{path}/acceptance").headers["Location"] == f"{path}?said=changed"

    def test_lists_what_may_be_asked_and_nothing_else(self, browser: Browser) -> None:
        assert browser.get(f"/web/candidacies/{CANDIDACY['id']}/unknown").status_code == 404


def _pairs(**changes: str) -> list[tuple[str, str]]:
    return [*{**TYPED, **changes}.items(), ("skills", "figma"), ("skills", "facilitation")]


def _json(request: httpx.Request) -> Any:
    return httpx.Response(200, content=request.content).json()
