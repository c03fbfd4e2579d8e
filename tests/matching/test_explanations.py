"""The reasons for and against over HTTP, and what the log keeps of what was shown."""

from typing import Any, ClassVar
from uuid import uuid4

import pytest
from sqlalchemy import select

from services.kit.data.database import Database
from services.matching.fit.states import NeedState
from services.matching.suggestions.models import ShownState, Suggestion
from tests.matching.scenes.states import (
    PERSON,
    State,
    a_need,
    a_window,
    an_id,
    expert_json,
    filled,
    made_at_noon,
    need_json,
    outcomes,
)
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN

person = made_at_noon(callers.person)

pytestmark = pytest.mark.usefixtures("at_noon")

NEED, EXPERT = an_id(1001), an_id(1)
CANDIDATES = f"/v1/needs/{NEED}/candidates"
EXPLANATION = f"{CANDIDATES}/{EXPERT}"
OPPORTUNITIES = f"/v1/experts/{EXPERT}/opportunities"
HOST = person("requester", BAERUM)


def told_of_perspective(api: Api, perspective: str, need: int, expert: int) -> tuple[float, bool]:
    """The factor's value, and whether it is a reason."""
    path = f"/v1/needs/{an_id(need)}/candidates/{an_id(expert)}?perspective={perspective}"
    body = api.get(path, HOST).json()
    (value,) = [factor["value"] for factor in body["factors"] if factor["factor"] == "perspective"]
    return value, perspective in {reason["code"] for reason in body["reasons"]}


class TestExplainCandidate:
    def test_says_why(self, followed: Api) -> None:
        body = followed.get(EXPLANATION, HOST).json()
        listed = followed.get(CANDIDATES, HOST).json()["candidates"][0]
        assert (body["eligible"], body["against"]) == (True, [])
        for shared in ("expert_id", "score", "factors", "reasons", "earliest_start"):
            assert body[shared] == listed[shared]

    def test_says_why_not_with_every_failing_condition(self, followed: Api) -> None:
        body = followed.get(f"{CANDIDATES}/{an_id(4)}", person("coordinator", BAERUM)).json()
        assert body["eligible"] is False
        assert [reason["code"] for reason in body["against"]] == ["own_employee", "place"]
        assert body["against"][0]["text"] == "Fagpersonen er allerede ansatt i virksomheten som har behovet."

    def test_says_nothing_of_own_colleagues_to_requesters(self, followed: Api) -> None:
        """Nor do the counts of a list: a need could be cut to one colleague's measure."""
        answer = assert_problem(followed.get(f"{CANDIDATES}/{an_id(4)}", HOST), 404, "not-found")
        absent = assert_problem(followed.get(f"{CANDIDATES}/{uuid4()}", HOST), 404, "not-found")
        assert {**answer, "request_id": ""} == {**absent, "request_id": ""}
        assert outcomes(followed, CANDIDATES, HOST)["own_employee"] == (None, None)
        across = outcomes(followed, CANDIDATES, person("broker", HUSBANKEN))
        assert across["own_employee"] == (1, None)  # the negative control: whoever may know is told

    @pytest.mark.parametrize("perspective", ["other_sector", "peer"])
    def test_says_nothing_of_a_kind_that_is_hidden(self, api: Api, perspective: str) -> None:
        """To a host of another kind as to one of the same; the negative control is a kind that is shown."""
        hidden = expert_json(1, sector=None, level=None)
        shown = expert_json(2, **{"other_sector": {"sector": "housing"}, "peer": {"level": "municipal"}}[perspective])
        needs = [need_json(1001), need_json(1002, sector="housing", level="state")]
        filled(api, experts=[hidden, shown], needs=needs)
        shares = {key: [told_of_perspective(api, perspective, n, key) for n in (1001, 1002)] for key in (1, 2)}
        assert shares[1] == [(0.0, False), (0.0, False)]
        assert shares[2] == [(1.0, True), (0.0, False)]

    def test_an_expert_the_index_does_not_know_is_absent(self, followed: Api) -> None:
        assert_problem(followed.get(f"{CANDIDATES}/{uuid4()}", HOST), 404, "not-found")

    def test_a_foreign_need_is_absent(self, followed: Api) -> None:
        assert_problem(followed.get(EXPLANATION, person("requester", HUSBANKEN)), 404, "not-found")

    def test_needs_a_login_and_the_role(self, followed: Api) -> None:
        assert_problem(followed.get(EXPLANATION), 401, "unauthenticated")
        assert_problem(followed.get(EXPLANATION, person("employee", BAERUM)), 403, "not-permitted")

    def test_points_at_a_wrong_id(self, followed: Api) -> None:
        problem = assert_problem(followed.get(f"{CANDIDATES}/nobody", HOST), 422, "invalid")
        assert [error["pointer"] for error in problem["errors"]] == ["/expert_id"]


class TestExplainOpportunity:
    MYSELF = person("employee", HUSBANKEN, sub=PERSON)

    @pytest.mark.parametrize("changes", [{}, {"languages": ["se"]}])
    def test_tells_the_expert_what_the_host_is_told(self, api: Api, changes: dict[str, Any]) -> None:
        filled(api, experts=[expert_json()], needs=[need_json(**changes)])
        mine = api.get(f"{OPPORTUNITIES}/{NEED}", self.MYSELF)
        assert mine.status_code == 200, mine.text
        assert mine.json() == api.get(EXPLANATION, HOST).json()
        again = api.get(f"/v1/suggestions/{mine.headers['Suggestion-Id']}", self.MYSELF).json()
        assert (again["replay"], again["answer"]) == ("same", mine.json())

    def test_is_absent_for_everybody_else_and_of_what_is_not_published(self, followed: Api) -> None:
        assert_problem(followed.get(f"{OPPORTUNITIES}/{NEED}", HOST), 404, "not-found")
        assert_problem(followed.get(f"{OPPORTUNITIES}/{uuid4()}", self.MYSELF), 404, "not-found")
        assert_problem(followed.get(f"{OPPORTUNITIES}/{NEED}"), 401, "unauthenticated")
        assert_problem(followed.get(f"{OPPORTUNITIES}/17", self.MYSELF), 422, "invalid")


class TestTextsAgainst:
    @pytest.mark.parametrize(
        ("expert", "need", "text"),
        [
            (
                {"windows": [a_window("2027-03-01", "2027-03-31")]},
                {},
                "Fagpersonen er ikkje ledig i 2 månader i strekk med start mellom 1. mars 2027 og 31. mars 2027.",
            ),
            ({"percentage": 50}, {}, "Fagpersonen kan arbeide inntil 50 %; behovet er 100 %."),
            (
                {},
                {"languages": ["nb", "en", "se"]},
                "Fagpersonen har ikkje oppgitt språk som behovet ber om: engelsk, nordsamisk.",
            ),
            (
                {"fields": [{"field": "communication", "level": 3}]},
                {"fields": [{"field": "welfare-technology", "level": 1}, {"field": "gone", "level": 1}]},
                "Ingen av fagfelta til fagpersonen ligg nær det behovet ber om: Velferdsteknologi, gone.",
            ),
            ({"max_months": 1}, {}, "Arbeidsgivaren låner ikkje ut for så lenge som behovet varer: 2 md."),
            (
                {"endorsed_until": "2027-04-29"},
                {},
                "Tilrådinga frå arbeidsgivaren gjeld ikkje så lenge som opphaldet ville vare.",
            ),
        ],
    )
    def test_say_what_would_have_to_be_different(
        self, api: Api, expert: dict[str, Any], need: dict[str, Any], text: str
    ) -> None:
        filled(api, experts=[expert_json(**expert)], needs=[need_json(**need)])
        body = api.get(EXPLANATION, {**HOST, "Accept-Language": "nn"}).json()
        assert [reason["text"] for reason in body["against"]] == [text]


class TestNumbersOfTheHomeAgency:
    """Equal ones would show who are colleagues (S04)."""

    LIMITS: ClassVar[list[State]] = [
        {"endorsed_until": "2027-03-02", "max_months": 1, "max_percentage": 50},
        {"endorsed_until": "2027-04-28", "max_months": 2, "max_percentage": 80},
    ]

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_are_not_told(self, api: Api, language: str) -> None:
        self._fill(api, self.LIMITS)
        first, second = self._told(api, language)
        assert [reason["code"] for reason in first["against"]] == ["max_months", "max_percentage", "endorsed_until"]
        assert first == second

    def test_are_not_told_by_a_suggestion_that_is_shown_again(self, api: Api) -> None:
        self._fill(api, self.LIMITS)
        ids = [api.get(f"{CANDIDATES}/{an_id(n)}", HOST).headers["Suggestion-Id"] for n in (1, 2)]
        first, second = (api.get(f"/v1/suggestions/{one}", HOST).json()["answer"]["against"] for one in ids)
        assert first == second != []

    def test_negative_control_numbers_that_are_the_experts_own_are_told(self, api: Api) -> None:
        self._fill(api, [{"percentage": 50}, {"percentage": 80}])
        first, second = self._told(api, "nb")
        assert first != second

    def _fill(self, api: Api, limits: list[State]) -> None:
        experts = [expert_json(n, **changes) for n, changes in enumerate(limits, start=1)]
        filled(api, experts=experts, needs=[need_json(months=3)])

    def _told(self, api: Api, language: str) -> list[State]:
        told = [api.get(f"{CANDIDATES}/{an_id(n)}", {**HOST, "Accept-Language": language}).json() for n in (1, 2)]
        return [{name: value for name, value in one.items() if name != "expert_id"} for one in told]


def logged(database: Database) -> list[Suggestion]:
    with database.read() as session:
        return list(session.scalars(select(Suggestion)))


def kept(database: Database) -> list[dict[str, Any]]:
    with database.read() as session:
        return [state.state for state in session.scalars(select(ShownState))]


def state_of(database: Database, line: Suggestion) -> dict[str, Any]:
    """What the line was about."""
    with database.read() as session:
        state = session.get(ShownState, line.inputs["about"][0])
        assert state is not None
        return state.state


class TestSuggestionLog:
    def test_keeps_what_was_shown_and_what_it_was_made_of(self, followed: Api, database: Database) -> None:
        caller = person("requester", BAERUM, sub=PERSON)
        shown = followed.get(CANDIDATES, caller).json()["candidates"]
        [line] = logged(database)
        assert (line.kind, line.need_id, line.expert_id) == ("candidates", NEED, None)
        assert line.ranking == [{"id": one["expert_id"], "score": one["score"]} for one in shown]
        assert (line.scoring_version, line.vocabulary_version) == ("2.0", "1")
        assert line.positions == {"experts": "a.4", "needs": "b.2"}
        assert NeedState.of(state_of(database, line)) == a_need(1001, must_skills=["prototyping", "design-thinking"])
        assert (line.caller_sub, line.caller_client, line.caller_org) == (PERSON, "cli", BAERUM)

    def test_keeps_explanations_and_opportunities_without_the_profile(self, followed: Api, database: Database) -> None:
        followed.get(EXPLANATION, HOST)
        followed.get(OPPORTUNITIES, person("employee", HUSBANKEN, sub=PERSON))
        lines = {line.kind: line for line in logged(database)}
        assert (lines["explanation"].need_id, lines["explanation"].expert_id) == (NEED, EXPERT)
        assert (lines["opportunities"].need_id, lines["opportunities"].expert_id) == (None, EXPERT)
        assert PERSON not in str([line.inputs for line in lines.values()] + kept(database))
        assert [shown["id"] for shown in lines["opportunities"].ranking] == [NEED]

    def test_keeps_nothing_of_what_was_refused(self, followed: Api, database: Database) -> None:
        followed.get(CANDIDATES, person("requester", HUSBANKEN))
        followed.get(f"{CANDIDATES}?limit=0", HOST)
        assert logged(database) == []
