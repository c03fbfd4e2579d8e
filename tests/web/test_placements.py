"""How placements, profiles and stays are put into words, and what the forms about them send."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from ressurspool.client.cases import Decision, Deviation, Placement, TermsShown
from ressurspool.client.notify import Task
from ressurspool.client.pool import EndorsementDetails, Expert
from ressurspool.client.words import Act
from services.kit import clock
from services.kit.data.database import Database
from services.web.experts.domain import lines
from services.web.placements import domain
from services.web.placements.acts import OF_AMENDMENT, OF_PLACEMENT, permitted
from services.web.placements.texts import WORDS
from services.web.stays.domain import time_line
from services.web.tasks.domain import kinds_by_text
from tests.web.scenes import ORG, Browser, Services, hidden_in

ID, EXPERT, NEED, CANDIDACY, AMENDMENT = (f"5f0c7f2e-0000-4000-8000-00000000001{n}" for n in range(5))
HOST = "942114184"
TERMS = {"start": "2027-01-11", "end": "2027-03-10", "percentage": 80, "place": "Drammen", "tasks": "Prototyper"}
TERMS |= {"payer": "home", "employer": "home"}
ASKED = {"extension", "dates", "content", "early-return", "recall", "no-show"}  # one word says that they were
PLACE = f"/web/placements/{ID}"
API = f"/placements/v1/placements/{ID}"


def a_placement(**changes: Any) -> dict[str, Any]:
    found = {
        "id": ID, "version": 4, "state": "proposed", "candidacy_id": CANDIDACY, "need_id": NEED, "expert_id": EXPERT,
        "home_org": ORG, "host_org": HOST, "terms": TERMS, "terms_version": 2, "terms_hash": "x",
        "decide_by": "2027-01-01T00:00:00Z", "decisions": [], "waiting_for": ["home"], "within_endorsement": True,
        "deviations": [], "legal": ["approve", "reject", "edit", "cancel"],
        "names": {"need_title": "Behovet", "expert": "Tjenestedesigner", "home": {"nb": "Bærum"},
                  "host": {"nb": "Husbanken"}, "unavailable": []},
    }  # fmt: skip
    return {**found, **changes}


def terms(**changes: Any) -> TermsShown:
    return TermsShown.model_validate({**TERMS, **changes})


def written(name: str, value: object) -> str:
    return str(value or "")


class TestAnswers:
    def test_on_an_earlier_version_of_the_terms_are_void(self) -> None:
        said = [{"party": party, "decision": "approve", "terms_version": version, "at": "2027-01-01T00:00:00Z"}
                for party, version in (("employee", 1), ("host", 2))]  # fmt: skip
        found = domain.answers([Decision.model_validate(one) for one in said], ["employee", "home"], 2, {})
        assert [(one.party, one.decision, one.waits) for one in found] == [
            ("employee", None, True),
            ("home", None, True),
            ("host", "approve", False),
        ]


class TestTerms:
    def test_stand_beside_the_offer_the_endorsement_and_what_deviates(self) -> None:
        details = EndorsementDetails(version=1, valid_until=date(2027, 2, 1), max_months=2, max_percentage=50, note="")
        words = {"until_months": "{} {}", "at_most": "{}"}
        found = domain.compared(
            terms(),
            offered=terms(percentage=100),
            endorsed=domain.limits(details, words, str),
            deviations=[Deviation(code="outside_endorsement", pointer="/terms/end")],
            write=written,
        )
        by_name = {one.name: one for one in found}
        assert (by_name["percentage"].offered, by_name["percentage"].changed) == ("100", True)
        assert (by_name["end"].endorsed, by_name["end"].remarks) == ("2027-02-01 2", ["outside_endorsement"])
        assert not by_name["end"].changed
        assert "unit" not in by_name

    def test_differ_in_what_is_otherwise_alone(self) -> None:
        found = domain.differences(terms(), terms(end="2027-04-01", learning_goals="Innsikt"), written)
        assert [(one.name, one.after) for one in found] == [("end", "2027-04-01"), ("learning_goals", "Innsikt")]


class TestHistory:
    def test_has_the_decisions_themselves_for_the_acts_about_them(self) -> None:
        act = {"sequence": 1, "version": 1, "parties": ["home"], "org": None, "person": None, "client_id": None}
        act |= {"let_by": None, "reason": None, "cause": None, "hash": "x"}
        acts = [
            Act.model_validate({**act, "verb": verb, "at": at})
            for verb, at in (
                ("placement.agreed", "2027-01-03T00:00:00Z"),
                ("placement.decided", "2027-01-02T00:00:00Z"),
                ("placement.proposed", "2027-01-01T00:00:00Z"),
            )
        ]
        said = Decision(party="home", decision="approve", terms_version=1, at=acts[1].at)
        found = domain.history(acts, [said])
        assert [(one.verb, one.decision) for one in found] == [
            ("agreed", None),
            ("decided", "approve"),
            ("proposed", None),
        ]


class TestActs:
    def test_are_those_that_the_api_permits(self) -> None:
        assert permitted(Placement.model_validate(a_placement())) == ["approval", "rejection", "terms", "cancellation"]

    def test_have_words_for_what_they_are_mean_and_did(self) -> None:
        names = [*OF_PLACEMENT, *(f"amendment-{name}" for name in OF_AMENDMENT)]
        wanted = {f"{what}_{name.replace('-', '_')}" for name in names for what in ("act", "means")}
        wanted |= {f"said_{name}" for name in [*OF_PLACEMENT, *OF_AMENDMENT] if name not in ASKED}
        assert wanted - set(WORDS) == set()

    def test_on_a_proposal_are_those_of_the_proposal(self) -> None:
        asked = {"id": AMENDMENT, "state": "proposed", "legal": ["adopt", "decline"], **TERMS}
        found = permitted(Placement.model_validate(a_placement(terms_proposal=asked, legal=["withdraw"])))
        assert found == ["adoption", "decline"]


class TestEmployees:
    def test_show_since_when_they_wait_and_whose_endorsement_ends_soon(self) -> None:
        today, opened = date(2027, 1, 1), "2026-12-20T08:00:00Z"
        task: dict[str, Any] = {
            "id": "1",
            "kind": "endorse_expert",
            "subject": "a",
            "opened_at": opened,
            "due": None,
            "text": "",
        }
        task |= {"closed_at": None, "waiting_for": [], "answered": [], "call": None}
        limits = {"max_months": 3, "max_percentage": 100}
        people = [
            Expert(id="a", version=1, state="submitted"),
            *(
                Expert.model_validate({"id": one, "version": 1, "state": "available",
                                       "endorsement": {"valid_until": today + timedelta(days=days), **limits}})
                for one, days in (("b", 60), ("c", 61))
            ),
        ]  # fmt: skip
        found = lines(people, [Task.model_validate(task)], today)
        assert [(one.since is not None, one.soon) for one in found] == [(True, False), (False, True), (False, False)]


class TestTimeLine:
    def test_has_whole_months_and_each_stay_to_its_real_end(self) -> None:
        out = Placement.model_validate(a_placement())
        back = Placement.model_validate(a_placement(home_org=HOST, ended_on="2027-01-31"))
        line = time_line([out, back], org=ORG, today=date(2027, 2, 1))
        assert line is not None
        assert (line.first, line.last) == (date(2027, 1, 1), date(2027, 3, 31))
        assert line.months == [round(31 / 90 * 1000), round(59 / 90 * 1000)]
        assert line.today == line.months[0]
        assert line.named == [date(2027, month, 1) for month in (1, 2, 3)]
        assert [(one.out, one.x, one.x + one.width) for one in line.bars] == [(True, 111, 767), (False, 111, 344)]

    def test_is_none_without_a_stay(self) -> None:
        assert time_line([], org=ORG, today=clock.today()) is None


def test_kinds_of_tasks_that_read_alike_are_one_choice() -> None:
    assert kinds_by_text({"a": "Svar", "b": "Anbefal", "c": "Svar"}) == {"a,c": "Svar", "b": "Anbefal"}


@pytest.fixture
def services() -> Services:
    services = Services()
    services.answer(f"GET {API}", **a_placement())
    return services


@pytest.fixture
def browser(services: Services, database: Database) -> Browser:
    browser = Browser(services, database)
    browser.log_in()
    return browser


def sent(services: Services, what: str) -> list[bytes]:
    return [one.content for one in services.calls(what)]


class TestDeciding:
    def test_sends_the_version_that_was_seen(self, browser: Browser, services: Services) -> None:
        form = hidden_in(browser.get(f"{PLACE}/approval"))
        services.answer(f"GET {API}", **a_placement(terms_version=3))
        services.answer(f"POST {API}/decisions", **a_placement())
        assert browser.post(f"{PLACE}/approval", form).headers["Location"] == f"{PLACE}?said=approval"
        assert sent(services, f"POST {API}/decisions") == [b'{"decision":"approve","terms_version":2}']

    def test_no_takes_a_reason(self, browser: Browser, services: Services) -> None:
        form = hidden_in(browser.get(f"{PLACE}/rejection"))
        page = browser.post(f"{PLACE}/rejection", {**form, "note": "Ikke nå"})
        assert page.status_code == 422
        assert 'href="#f-reason"' in page.text
        assert "Ikke nå" in page.text
        assert services.calls(f"POST {API}/decisions") == []

    def test_leads_back_where_it_is_not_ones_move(self, browser: Browser, services: Services) -> None:
        services.answer(f"GET {API}", **a_placement(legal=[]))
        assert browser.get(f"{PLACE}/approval").headers["Location"] == PLACE

    @pytest.mark.parametrize("act", ["nothing", "amendments", "withdrawal"])
    def test_knows_its_acts_alone(self, browser: Browser, act: str) -> None:
        assert browser.get(f"{PLACE}/{act}").status_code == 404

    def test_answers_the_proposal_that_was_seen(self, browser: Browser, services: Services) -> None:
        proposal = {"id": AMENDMENT, "state": "proposed", "legal": ["adopt"], **TERMS}
        services.answer(f"GET {API}", **a_placement(terms_proposal=proposal))
        form = hidden_in(browser.get(f"{PLACE}/adoption"))
        services.answer(f"GET {API}", **a_placement(terms_proposal={**proposal, "id": NEED}))
        services.answer(f"POST {API}/terms-proposals/{AMENDMENT}/adoption", 409, type="/problems/x", title="Endret")
        assert "Endret" in browser.post(f"{PLACE}/adoption", form).text
        assert len(services.calls(f"POST {API}/terms-proposals/{AMENDMENT}/adoption")) == 1


class TestPlacement:
    def test_is_shown_to_who_may_read_it_alone(self, browser: Browser, services: Services) -> None:
        """Somebody whom a coordinator lets decide once has no list, no history and no endorsement."""
        for path in (f"{API}/amendments", "/placements/v1/audit", f"/pool/v1/experts/{EXPERT}/endorsement"):
            services.answer(f"GET {path}", 403, type="/problems/not-permitted")
        page = browser.get(PLACE)
        assert page.status_code == 200
        assert f'href="{PLACE}/approval"' in page.text

    def test_is_not_shown_in_part_where_a_service_is_down(self, browser: Browser, services: Services) -> None:
        services.answers[f"GET {API}/amendments"] = lambda _request: httpx.Response(503, json={"type": "/problems/x"})
        assert browser.get(PLACE).status_code == 503


class TestStays:
    def test_say_what_is_wrong_with_a_day(self, browser: Browser, services: Services) -> None:
        page = browser.get("/web/stays?from=snart")
        assert page.status_code == 422
        assert 'id="f-from-fault">Skriv en dag slik' in page.text
        assert 'value="snart"' in page.text
        assert services.calls("GET /placements/v1/placements") == []

    def test_are_asked_for_as_they_are_chosen(self, browser: Browser, services: Services) -> None:
        services.answer("GET /placements/v1/placements", items=[a_placement()], next="x", total=30)
        page = browser.get("/web/stays?side=home&state=&from=1.1.2027&to=")
        asked = services.calls("GET /placements/v1/placements")[0].url.params
        wanted = {"side": "home", "open": "true", "from": "2027-01-01"}
        assert {name: asked.get(name) for name in wanted} == wanted
        assert "to" not in asked
        assert "side=home&amp;from=1.1.2027&amp;cursor=x" in page.text
