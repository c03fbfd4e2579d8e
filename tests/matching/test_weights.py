"""A host shifts what counts, for one answer and within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.fit.scoring import BOUNDS, PUBLISHED, WEIGHTS, Factor, out_of_bounds, score_of, shifted
from tests.matching.scenes.states import a_pair, added_up, an_id, made_at_noon
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM

person = made_at_noon(callers.person)
CANDIDATES = f"/v1/needs/{an_id(1001)}/candidates"
HOST = person("requester", BAERUM)


class TestShifted:
    def test_others_share_the_rest_as_they_are_published(self) -> None:
        weights = shifted({Factor.FIELD: 50, Factor.SLACK: 5})
        assert list(weights.values()) == [50, 23, 9, 5, 4, 9]

    def test_nothing_chosen_is_what_is_published(self) -> None:
        assert shifted({}) == WEIGHTS

    @given(st.dictionaries(st.sampled_from(list(Factor)), st.integers(0, 100), max_size=5))
    def test_add_up_to_the_whole(self, chosen: dict[Factor, int]) -> None:
        weights = shifted(chosen)
        assert sum(weights.values()) == 100
        assert {factor: weights[factor] for factor in chosen} == chosen

    def test_what_is_published_is_within_its_bounds(self) -> None:
        assert out_of_bounds(WEIGHTS) == ()
        assert all(least < most for least, most in BOUNDS.values())

    def test_a_perfect_pair_has_it_all_whatever_counts(self) -> None:
        pair = a_pair(expert={"learning": ["service-design"]})
        assert score_of(pair) == score_of(pair, shifted({Factor.FIELD: 60})) == 10_000
        assert PUBLISHED.differs_for(pair.need) is False


@pytest.mark.usefixtures("at_noon")
class TestChosenScoring:
    def test_the_answer_says_what_was_used_and_that_it_differs(self, followed: Api) -> None:
        body = followed.get(f"{CANDIDATES}?perspective=peer&weights=field:0.5,slack:0.05", HOST).json()
        assert body["scoring"]["perspective"] == "peer"
        assert body["scoring"]["differs"] is True
        assert body["scoring"]["weights"] == {
            "field": 0.5,
            "must_skills": 0.23,
            "nice_skills": 0.09,
            "slack": 0.05,
            "learning": 0.04,
            "perspective": 0.09,
        }
        for one in body["candidates"]:
            assert one["score"] == added_up(one["factors"])
            assert one["factors"][-1]["value"] == 0  # none is of the host's own kind

    def test_what_is_published_does_not_differ(self, followed: Api) -> None:
        body = followed.get(f"{CANDIDATES}?perspective=neutral&weights=field:0.4", HOST).json()
        assert body["scoring"]["differs"] is False

    def test_an_explanation_is_scored_alike(self, followed: Api) -> None:
        asked = "perspective=other_sector&weights=must_skills:0.5"
        [first, *_] = followed.get(f"{CANDIDATES}?{asked}", HOST).json()["candidates"]
        explained = followed.get(f"{CANDIDATES}/{first['expert_id']}?{asked}", HOST).json()
        assert explained["score"] == first["score"]

    def test_is_not_to_be_cached(self, followed: Api) -> None:
        assert followed.get(CANDIDATES, HOST).headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        ("weights", "pointer", "code"),
        [
            ("field:0.61", "/weights/field", "weight_bounds"),
            ("field:0.1", "/weights/field", "weight_bounds"),
            ("field:0.6,must_skills:0.5", "/weights/nice_skills", "weight_bounds"),
            ("age:0.5", "/weights", "weights_form"),
            ("field:0.5,field:0.5", "/weights", "weights_form"),
            ("field:-0.5", "/weights", "weights_form"),
            ("field:0.333", "/weights", "weights_form"),
            ("field:nan", "/weights", "weights_form"),
            ("", "/weights", "weights_form"),
            (
                "field:0.3,must_skills:0.2,nice_skills:0.1,slack:0.1,learning:0.1,perspective:0.1",
                "/weights",
                "weights_sum",
            ),
        ],
    )
    def test_points_at_the_weight(self, followed: Api, weights: str, pointer: str, code: str) -> None:
        problem = assert_problem(followed.get(f"{CANDIDATES}?weights={weights}", HOST), 422, "invalid")
        assert (problem["errors"][0]["pointer"], problem["errors"][0]["code"]) == (pointer, code)

    def test_points_at_an_unknown_perspective(self, followed: Api) -> None:
        problem = assert_problem(followed.get(f"{CANDIDATES}?perspective=friends", HOST), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/perspective"

    def test_the_bounds_are_published(self, api: Api) -> None:
        weights = api.get("/v1/scoring", HOST).json()["weights"]
        assert {one["factor"]: (one["lowest"], one["highest"]) for one in weights}["field"] == (0.25, 0.6)
