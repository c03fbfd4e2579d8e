"""Matching over HTTP."""

from uuid import uuid4

import pytest

from tests.matching.scenes.states import PERSON, added_up, an_id, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

person, machine, service = made_at_noon(callers.person), made_at_noon(callers.machine), made_at_noon(callers.service)

pytestmark = pytest.mark.usefixtures("at_noon")

NEED, EXPERT = an_id(1001), an_id(1)
CANDIDATES = f"/v1/needs/{NEED}/candidates"
EXPLANATION = f"{CANDIDATES}/{EXPERT}"
OPPORTUNITIES = f"/v1/experts/{EXPERT}/opportunities"
HOST = person("requester", BAERUM)


class TestListCandidates:
    def test_lists_the_best_first_with_counts_and_as_of(self, followed: Api) -> None:
        answer = followed.get(CANDIDATES, HOST)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert [(one["rank"], one["expert_id"]) for one in body["candidates"]] == [(1, an_id(1)), (2, an_id(2))]
        assert body["need_id"] == NEED
        weights = {"field": 0.4, "must_skills": 0.25, "nice_skills": 0.1, "slack": 0.1, "learning": 0.05}
        assert body["scoring"] == {
            "version": "2.0",
            "vocabulary": "1",
            "perspective": "neutral",
            "weights": {**weights, "perspective": 0.1},
            "differs": False,
        }
        assert body["counts"] == {
            "considered": 3,
            "eligible": 2,
            "withheld": 0,
            "step": 5,
            "conditions": None,
            "notes": [],
        }
        lag = {"experts": 0, "needs": 0}
        assert body["as_of"] == {"experts": "a.4", "needs": "b.2", "at": "2027-01-15T12:00:00Z", "lag": lag}

    def test_factors_add_up_to_the_score(self, followed: Api) -> None:
        for one in followed.get(CANDIDATES, HOST).json()["candidates"]:
            assert one["score"] == added_up(one["factors"])
        field, _, nice, *_ = one["factors"]
        assert field == {"factor": "field", "asked": True, "value": 0.5333, "weight": 0.4, "contribution": 2133}
        assert nice == {"factor": "nice_skills", "asked": False, "value": None, "weight": 0.1, "contribution": 0}

    def test_gives_reasons_in_the_readers_language(self, followed: Api) -> None:
        best = {
            language: followed.get(CANDIDATES, {**HOST, "Accept-Language": language}).json()["candidates"][0]["reasons"]
            for language in ("nb", "nn", "en")
        }
        assert [reason["code"] for reason in best["nb"]] == ["same_field", "must_skills", "start", "learning"]
        assert best["nb"][0]["text"] == "Har fagfeltet behovet ber om: Tjenestedesign (nivå 3 av 3)."
        assert best["nn"][1]["text"] == "Har 1 av 2 ferdigheiter som trengst: Prototyping."
        assert best["en"][2]["text"] == (
            "Can begin on 1 March 2027 at the earliest; 100% of the possible start days suit."
        )

    def test_answers_the_same_twice(self, followed: Api) -> None:
        assert followed.get(CANDIDATES, HOST).content == followed.get(CANDIDATES, HOST).content

    def test_gives_as_many_as_asked(self, followed: Api) -> None:
        body = followed.get(f"{CANDIDATES}?limit=1", HOST).json()
        assert len(body["candidates"]) == 1
        assert body["counts"]["eligible"] == 2

    def test_names_nobody(self, followed: Api) -> None:
        answer = followed.get(CANDIDATES, HOST)
        assert PERSON not in answer.text
        assert HUSBANKEN not in answer.text

    @pytest.mark.parametrize(
        "caller", [person("coordinator", BAERUM), machine("requester", BAERUM), person("broker", LANEKASSEN)]
    )
    def test_is_for_the_hosts_requesters_and_for_brokers(self, followed: Api, caller: dict[str, str]) -> None:
        assert followed.get(CANDIDATES, caller).status_code == 200

    def test_needs_a_login(self, followed: Api) -> None:
        assert_problem(followed.get(CANDIDATES), 401, "unauthenticated")

    @pytest.mark.parametrize(
        "caller",
        [
            person("employee", BAERUM),
            person("requester", BAERUM, scope="needs:read"),
            service("matching", of="needs"),
        ],
    )
    def test_refuses_others_of_the_host(self, followed: Api, caller: dict[str, str]) -> None:
        assert_problem(followed.get(CANDIDATES, caller), 403, "not-permitted")

    def test_a_foreign_need_answers_like_an_absent_one(self, followed: Api) -> None:
        foreign = assert_problem(followed.get(CANDIDATES, person("requester", HUSBANKEN)), 404, "not-found")
        absent = assert_problem(followed.get(f"/v1/needs/{uuid4()}/candidates", HOST), 404, "not-found")
        assert {**foreign, "request_id": ""} == {**absent, "request_id": ""}

    @pytest.mark.parametrize(
        ("path", "pointer"),
        [
            ("/v1/needs/17/candidates", "/need_id"),
            (f"{CANDIDATES}?limit=0", "/limit"),
            (f"{CANDIDATES}?limit=101", "/limit"),
            (f"{CANDIDATES}?limit=many", "/limit"),
        ],
    )
    def test_points_at_what_is_wrong(self, followed: Api, path: str, pointer: str) -> None:
        problem = assert_problem(followed.get(path, HOST), 422, "invalid")
        assert [error["pointer"] for error in problem["errors"]] == [pointer]

    def test_is_503_and_not_an_empty_list_before_both_feeds_were_followed(self, api: Api) -> None:
        api.app.state.index.needs.apply([(NEED, need_json())], position="b.1", head=1)
        answer = api.get(CANDIDATES, HOST)
        assert assert_problem(answer, 503, "index-empty")["waits_for"] == ["pool"]
        assert answer.headers["Retry-After"]

    def test_says_how_far_behind_it_is(self, followed: Api) -> None:
        followed.app.state.index.experts.apply([(an_id(9), expert_json(9))], position="a.5", head=12)
        answer = followed.get(CANDIDATES, HOST)
        assert answer.status_code == 200
        assert answer.json()["as_of"]["experts"] == "a.5"
        assert answer.json()["as_of"]["lag"] == {"experts": 7, "needs": 0}

    def test_is_an_empty_list_where_the_pool_is_empty(self, api: Api) -> None:
        filled(api, experts=[], needs=[need_json()])
        assert api.get(CANDIDATES, HOST).json()["candidates"] == []


class TestListOpportunities:
    MYSELF = person("employee", HUSBANKEN, sub=PERSON)

    def test_lists_the_needs_with_the_score_the_host_sees(self, followed: Api) -> None:
        body = followed.get(OPPORTUNITIES, self.MYSELF).json()
        [mine] = body["opportunities"]
        theirs = followed.get(CANDIDATES, HOST).json()["candidates"][0]
        assert mine["need_id"] == NEED
        for shared in ("score", "factors", "reasons", "earliest_start"):
            assert mine[shared] == theirs[shared]
        counts = body["counts"]
        kept_out = {one["condition"]: one["excludes"] for one in counts.pop("conditions") if one["excludes"]}
        assert kept_out == {"need_open": 1}
        assert counts == {"considered": 2, "eligible": 1, "withheld": 0, "step": 1, "notes": []}
        assert body["scoring"]["perspective"] is None

    @pytest.mark.parametrize("caller", [person("employee", HUSBANKEN), person("coordinator", HUSBANKEN), HOST])
    def test_are_absent_for_everybody_else(self, followed: Api, caller: dict[str, str]) -> None:
        assert_problem(followed.get(OPPORTUNITIES, caller), 404, "not-found")

    def test_are_absent_where_the_profile_is_not_endorsed(self, followed: Api) -> None:
        assert_problem(followed.get(f"/v1/experts/{uuid4()}/opportunities", self.MYSELF), 404, "not-found")

    def test_need_a_login_and_a_person(self, followed: Api) -> None:
        assert_problem(followed.get(OPPORTUNITIES), 401, "unauthenticated")
        assert_problem(followed.get(OPPORTUNITIES, machine("employee", HUSBANKEN)), 403, "person-required")

    def test_point_at_a_wrong_limit(self, followed: Api) -> None:
        assert_problem(followed.get(f"{OPPORTUNITIES}?limit=0", self.MYSELF), 422, "invalid")

    def test_are_503_before_both_feeds_were_followed(self, api: Api) -> None:
        assert_problem(api.get(OPPORTUNITIES, self.MYSELF), 503, "index-empty")


class TestShowScoring:
    @pytest.mark.parametrize("caller", [person("employee"), person("broker"), machine("employee")])
    def test_tells_everybody_how_scores_are_made(self, api: Api, caller: dict[str, str]) -> None:
        body = api.get("/v1/scoring", {**caller, "Accept-Language": "en"}).json()
        assert sum(weight["weight"] for weight in body["weights"]) == pytest.approx(1)
        assert (body["version"], body["vocabulary"], body["scale"]) == ("2.0", "1", 10_000)
        assert body["similarity"] == {
            "same": 1.0,
            "parent_or_child": 0.8,
            "sibling": 0.5,
            "related": 0.4,
            "same_area": 0.2,
            "unrelated": 0.0,
        }
        assert body["conditions"][:3] == ["need_open", "endorsed", "not_paused"]
        assert body["perspectives"] == ["neutral", "other_sector", "peer"]
        assert body["weights"][1]["text"] == "The share of the skills that are needed which the expert has listed."

    def test_needs_a_login_with_the_scope(self, api: Api) -> None:
        assert_problem(api.get("/v1/scoring"), 401, "unauthenticated")
        assert_problem(api.get("/v1/scoring", person("employee", scope="needs:read")), 403, "not-permitted")


class TestListEvents:
    def test_is_the_feed_of_every_service(self, api: Api) -> None:
        assert api.get("/v1/events", service("matching", of="notify")).json() == []
        assert_problem(api.get("/v1/events", person("employee")), 403, "not-permitted")


class TestReady:
    def test_says_what_scores_and_asks_no_sibling(self, api: Api) -> None:
        answer = api.get("/health/ready")
        assert answer.status_code == 200, answer.text
        assert answer.json()["facts"] == {"vocabulary": "1", "scoring": "2.0"}


class TestShowIndex:
    SIBLING = service("matching", of="notify")

    def test_is_the_same_for_the_same_states_in_any_order(self, followed: Api) -> None:
        first = followed.get("/v1/index", self.SIBLING)
        assert first.status_code == 200, first.text
        assert first.json()["experts"] == first.json()["experts"] | {"position": "a.4", "lag": 0, "count": 4}
        index = followed.app.state.index
        states = [(key, index.experts.view.states[key].indexed()) for key in reversed(list(index.experts.view.states))]
        index.experts.reset()
        index.experts.apply(states, position="a.4", head=4)
        assert followed.get("/v1/index", self.SIBLING).json() == first.json()

    def test_differs_where_one_state_does(self, followed: Api) -> None:
        before = followed.get("/v1/index", self.SIBLING).json()
        filled(followed, experts=[expert_json(1, percentage=99)], needs=[])
        after = followed.get("/v1/index", self.SIBLING).json()
        assert after["experts"]["digest"] != before["experts"]["digest"]
        assert after["needs"]["digest"] == before["needs"]["digest"]

    def test_is_for_siblings_only_and_503_before_both_feeds_were_followed(self, api: Api) -> None:
        assert_problem(api.get("/v1/index"), 401, "unauthenticated")
        assert_problem(api.get("/v1/index", person("broker", LANEKASSEN)), 403, "not-permitted")
        assert_problem(api.get("/v1/index", self.SIBLING), 503, "index-empty")
