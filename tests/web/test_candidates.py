"""Pages of candidates: reasons drawn and told, side by side, the shortlist, and an invitation that is looked over."""

from datetime import date
from typing import Any

import pytest

from ressurspool.client.candidates import Factor
from ressurspool.client.cases import Candidacy, Terms
from ressurspool.client.needs import Need
from ressurspool.client.words import PeriodShown
from services.kit.data.database import Database
from services.web.candidates.domain import bars, by_expert, differences, is_comparable, months_of, under_way
from tests.web.need_scenes import EXPERT, NEED, OTHER, a_candidacy, a_candidate, a_need, answer_need, candidates, items
from tests.web.scenes import Browser, Services, hidden_in

LIST = f"/web/needs/{NEED}/candidates"
INVITATION = f"{LIST}/{EXPERT}/invitation"
CANDIDATES = f"GET /matching/v1/needs/{NEED}/candidates"
OFFER = {
    "offer/start": "5.1.2027",
    "offer/end": "4.4.2027",
    "offer/percentage": "80",
    "offer/place": "Drammen",
    "offer/tasks": "Kartlegg reisen.\nPrøv ut.",
    "message": "Vi mangler <nettopp> deg.",
    "answer_by": "20.12.2026",
}


@pytest.fixture
def services() -> Services:
    return Services(roles=("requester", "employee"))


@pytest.fixture
def leader(services: Services, database: Database) -> Browser:
    """The browser of a project leader of the body whose need it is."""
    browser = Browser(services, database)
    answer_need(services)
    browser.log_in()
    return browser


class TestList:
    def test_shows_each_with_what_the_need_asks_for_alone(self, leader: Browser, services: Services) -> None:
        page = leader.get(LIST).text
        assert "1. K7M4-4QX1" in page
        assert "32 av 40" in page
        assert "perspective" not in page
        assert services.calls(CANDIDATES)[0].url.params["include"] == "profile,contacted,conditions"

    def test_says_what_to_relax_where_nobody_fits(self, leader: Browser, services: Services) -> None:
        told = {"condition": "percentage", "text": "Prosenten.", "excludes": 15, "more_without": 10}
        services.answer(CANDIDATES, **candidates(conditions=[told]))
        page = leader.get(LIST).text
        assert "Ingen av 39 vurderte passer nå" in page
        assert "<td>+10</td>" in page

    def test_suggests_nobody_while_the_need_is_not_open(self, leader: Browser, services: Services) -> None:
        services.answer(f"GET /needs/v1/needs/{NEED}", **a_need(state="on_hold"))
        services.answer(CANDIDATES, **candidates())
        page = leader.get(LIST).text
        assert "Behovet er ikke åpent nå" in page
        assert "vurderte passer" not in page

    def test_does_not_invite_whom_the_body_has_asked_already(self, leader: Browser, services: Services) -> None:
        contact = {"candidacy_id": "c1", "reference": "RP-1", "kind": "invitation", "state": "invited"}
        contacted = {**contact, "updated_at": "2027-01-01T00:00:00Z"}
        lines: tuple[Any, ...] = (a_candidate(contacted=contacted), a_candidate(OTHER, 2))
        services.answer(CANDIDATES, **candidates(*lines))
        page = leader.get(LIST).text
        assert (f"{LIST}/{EXPERT}/invitation" in page, f"{LIST}/{OTHER}/invitation" in page) == (False, True)
        assert "/web/candidacies/c1" in page

    @pytest.mark.parametrize("chosen", [("",), (EXPERT,), (EXPERT, EXPERT, ""), tuple("abcde")])
    def test_asks_for_two_to_four_to_compare(self, leader: Browser, chosen: tuple[str, ...]) -> None:
        page = leader.get(f"{LIST}?{'&'.join(f'compare={one}' for one in chosen)}").text
        assert "Velg to til fire kandidater" in page

    def test_shows_what_others_wrote_as_text(self, leader: Browser, services: Services) -> None:
        note = {"at": "2027-01-01T00:00:00Z", "note": "<script>"}
        services.answer("GET /placements/v1/candidacies", **items(a_candidacy(shortlist=note)))
        assert "<script" not in leader.get(LIST).text


class TestSideBySide:
    def test_reads_the_profiles_of_the_compared_and_no_others(self, leader: Browser, services: Services) -> None:
        services.answer(CANDIDATES, **candidates(*(a_candidate(f"e{rank}", rank) for rank in range(1, 6))))
        page = leader.get(f"{LIST}?compare=e2&compare=e4").text
        assert ("K7M4-4QX2" in page, "K7M4-4QX4" in page, "K7M4-4QX3" in page) == (True, True, False)
        assert [one.url.params["experts"] for one in services.calls("GET /pool/v1/profiles")] == ["e2,e4"]
        assert services.calls(CANDIDATES)[0].url.params["include"] == "contacted"

    def test_of_nobody_who_fits_leads_back(self, leader: Browser) -> None:
        assert leader.get(f"{LIST}?compare=x&compare=y").headers["Location"] == LIST


class TestShortlist:
    PATH = f"/web/needs/{NEED}/shortlist/c1"
    ENTRY = "/placements/v1/candidacies/c1/shortlist"

    @pytest.fixture
    def form(self, leader: Browser, services: Services) -> dict[str, str]:
        entry: dict[str, Any] = {"id": "c1", "version": 7, "at": "2027-01-01T00:00:00Z", "note": "God"}
        services.answer("GET /placements/v1/candidacies/c1", **a_candidacy())
        for method in ("GET", "PUT", "DELETE"):
            services.answer(f"{method} {self.ENTRY}", **entry)
        return hidden_in(leader.get(self.PATH))

    @pytest.mark.parametrize(("act", "method"), [("keep", "PUT"), ("remove", "DELETE")])
    def test_is_changed_on_the_version_that_was_shown(
        self, leader: Browser, services: Services, form: dict[str, str], act: str, method: str
    ) -> None:
        said = leader.post(self.PATH, {**form, "note": "Bedre", "act": act}).headers["Location"]
        assert said == f"{LIST}?said={'shortlisted' if act == 'keep' else 'unlisted'}"
        assert services.calls(f"{method} {self.ENTRY}")[0].headers["If-Match"] == '"7"'


class TestInvitation:
    def posted(self, leader: Browser, act: str, **fields: str) -> Any:
        return leader.post(INVITATION, {**hidden_in(leader.get(INVITATION)), **OFFER, "act": act, **fields})

    def test_begins_with_what_the_need_says(self, leader: Browser) -> None:
        page = leader.get(INVITATION).text
        assert ('value="5.1.2027"' in page, 'value="4.4.2027"' in page) == (True, True)
        assert "Kartlegg reisen.</textarea>" in page
        assert 'value="På avstand"' in page

    def test_is_shown_whole_before_it_is_sent(self, leader: Browser, services: Services) -> None:
        page = self.posted(leader, "show")
        assert page.status_code == 200
        assert [text for text in ("5. januar 2027", "Drammen", "&lt;nettopp&gt;") if text not in page.text] == []
        assert services.calls("POST /placements/v1/candidacies") == []

    def test_goes_on_with_what_was_typed(self, leader: Browser) -> None:
        assert 'value="Drammen"' in self.posted(leader, "change").text

    def test_is_sent_once(self, leader: Browser, services: Services) -> None:
        services.answer("POST /placements/v1/candidacies", **a_candidacy())
        form = {**hidden_in(leader.get(INVITATION)), **OFFER, "act": "send"}
        answers = [leader.post(INVITATION, form).headers["Location"] for _click in range(2)]
        sent = services.sent("POST /placements/v1/candidacies")
        assert answers == [f"{LIST}?said=invited"] * 2
        assert len(services.calls("POST /placements/v1/candidacies")) == 1
        assert (sent["kind"], sent["expert_id"], sent["answer_by"]) == (
            "invitation",
            EXPERT,
            "2026-12-20T23:59:00+01:00",
        )
        assert sent["offer"]["tasks"] == "Kartlegg reisen.\nPrøv ut."

    def test_shows_the_apis_faults_beside_the_fields(self, leader: Browser, services: Services) -> None:
        fault = {"pointer": "/offer/end", "code": "x", "detail": "er for sent"}
        services.answer("POST /placements/v1/candidacies", 422, type="/problems/invalid", title="x", errors=[fault])
        page = self.posted(leader, "send").text
        assert 'id="f-offer-end-fault">Er for sent' in page
        assert 'value="Drammen"' in page

    def test_says_where_it_differs(self, leader: Browser) -> None:
        page = self.posted(leader, "show", **{"offer/percentage": "50"}).text
        assert "Stillingsprosenten er en annen enn behovets." in page

    def test_of_nobody_that_is_shown_is_no_page(self, leader: Browser, services: Services) -> None:
        services.answer("GET /pool/v1/profiles", profiles=[])
        assert leader.get(INVITATION).status_code == 404


class TestRules:
    NEED = Need.model_validate(a_need())
    WINDOW = PeriodShown(start=date(2027, 1, 1), end=date(2027, 6, 30))

    def test_the_factor_that_counts_most_has_the_longest_bar(self) -> None:
        factors = [
            Factor(factor="a", value=0.5, weight=0.4, contribution=2000),
            Factor(factor="b", value=1, weight=0.1, contribution=1000),
            Factor(factor="c", asked=False, value=None, weight=0.5, contribution=0),
        ]
        drawn = [(one.factor, one.got, one.most, one.full, one.filled) for one in bars(factors)]
        assert drawn == [("a", 20, 40, 100, 50), ("b", 10, 10, 25, 25)]

    def test_months_reach_from_the_earliest_start_to_the_last_stay(self) -> None:
        drawn = months_of(self.NEED, [self.WINDOW], date(2027, 1, 5))
        assert [month for _x, month in drawn.labels] == [1, 2, 3, 4, 5]
        assert (drawn.available[0].x, drawn.available[0].width) == (0, 100)
        assert drawn.start is not None
        assert drawn.stay is not None
        assert drawn.stay.x == drawn.start.x

    def test_windows_outside_are_not_drawn(self) -> None:
        before = PeriodShown(start=date(2026, 1, 1), end=date(2026, 12, 31))
        assert months_of(self.NEED, [before], None).available == []

    def test_long_drawings_have_fewer_labels(self) -> None:
        need = Need.model_validate(a_need(latest_start="2028-12-01"))
        assert len(months_of(need, [], None).labels) <= 8

    @pytest.mark.parametrize(("count", "allowed"), [(1, False), (2, True), (4, True), (5, False)])
    def test_two_to_four_are_compared(self, count: int, allowed: bool) -> None:
        assert is_comparable([str(one) for one in range(count)]) is allowed

    def test_the_shortlist_comes_first_and_what_ended_not_at_all(self) -> None:
        listed = {"at": "2027-01-01T00:00:00Z", "note": ""}
        found = [a_candidacy(id="1"), a_candidacy(id="2", shortlist=listed), a_candidacy(id="3", state="declined")]
        candidacies = [Candidacy.model_validate(one) for one in found]
        assert [one.id for one in under_way(candidacies)] == ["2", "1"]
        assert by_expert(candidacies)[EXPERT].id == "1"

    @pytest.mark.parametrize(
        ("changes", "named"),
        [
            ({}, []),
            ({"start": date(2027, 3, 1), "end": date(2027, 5, 31)}, ["start"]),
            ({"end": date(2027, 3, 31)}, ["length"]),
            ({"percentage": 100}, ["percentage"]),
            ({"start": date(2027, 2, 15), "end": date(2027, 7, 14)}, ["length", "available"]),
        ],
    )
    def test_an_offer_names_where_it_differs(self, changes: dict[str, Any], named: list[str]) -> None:
        given = {"start": date(2027, 1, 5), "end": date(2027, 4, 4), "percentage": 80, "place": "x", "tasks": "y"}
        assert differences(self.NEED, Terms(**given | changes), [self.WINDOW]) == named
