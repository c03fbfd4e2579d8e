"""What makes one expert rank before another."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.scoring import WEIGHTS, Factor, measures, score_of, share
from tests.matching.scenes.states import a_pair, a_window
from vocabulary import load

SKILLS = sorted(load().skills)[:12]
FIELDS = [
    "service-design",
    "user-research",
    "digitalisation",
    "co-creation",
    "innovative-procurement",
    "health-and-care",
]


def value_of(factor: Factor, **pair: Any) -> int:
    return next(measure.value for measure in measures(a_pair(**pair)) if measure.factor is factor)


def field(name: str, level: int) -> dict[str, object]:
    return {"field": name, "level": level}


class TestWeights:
    def test_sum_to_one(self) -> None:
        assert sum(WEIGHTS.values()) == 100

    def test_stand_for_every_factor(self) -> None:
        assert list(WEIGHTS) == list(Factor) == [measure.factor for measure in measures(a_pair())]


class TestFieldFit:
    @pytest.mark.parametrize(
        ("known", "level", "expected"),
        [
            ("service-design", 2, 10_000),
            ("service-design", 3, 10_000),
            ("service-design", 1, 6_667),
            ("user-research", 2, 8_000),
            ("user-research", 1, 5_333),
            ("digitalisation", 3, 4_000),
            ("health-and-care", 3, 0),
        ],
    )
    def test_is_similarity_less_a_third_a_level(self, known: str, level: int, expected: int) -> None:
        assert value_of(Factor.FIELD, expert={"fields": [field(known, level)]}) == expected

    def test_takes_the_field_that_fits_best(self) -> None:
        fields = [field("health-and-care", 3), field("user-research", 2), field("digitalisation", 3)]
        assert value_of(Factor.FIELD, expert={"fields": fields}) == 8_000

    def test_ranks_more_hits_higher(self) -> None:
        need = {"fields": [field("service-design", 2), field("innovative-procurement", 2)]}
        one = value_of(Factor.FIELD, need=need)
        both = value_of(
            Factor.FIELD, need=need, expert={"fields": [field("service-design", 2), field("innovative-procurement", 2)]}
        )
        assert (one, both) == (7_500, 10_000)


class TestSkills:
    def test_count_the_share_that_is_listed(self) -> None:
        need = {"must_skills": ["user-interviews", "prototyping", "design-thinking"], "nice_skills": ["prototyping"]}
        assert value_of(Factor.MUST_SKILLS, need=need) == 6_667
        assert value_of(Factor.NICE_SKILLS, need=need) == 10_000

    def test_do_not_filter(self) -> None:
        need = {"must_skills": ["design-thinking"]}
        assert value_of(Factor.MUST_SKILLS, need=need, expert={"skills": []}) == 0

    def test_are_all_there_where_none_is_asked(self) -> None:
        assert value_of(Factor.MUST_SKILLS, expert={"skills": []}) == SCALE

    def test_count_a_repeated_wish_once(self) -> None:
        assert value_of(Factor.MUST_SKILLS, need={"must_skills": ["prototyping", "prototyping"]}) == SCALE


class TestSlack:
    def test_is_the_share_of_start_days(self) -> None:
        free_for_ten_starts = {"windows": [a_window("2027-03-01", "2027-05-09")]}
        assert value_of(Factor.SLACK, expert=free_for_ten_starts) == share(10, of=31)

    def test_is_whole_for_a_single_day_that_fits(self) -> None:
        assert value_of(Factor.SLACK, need={"latest_start": "2027-03-01"}) == SCALE

    def test_is_nothing_without_a_start(self) -> None:
        assert value_of(Factor.SLACK, expert={"windows": []}) == 0


class TestWantedLearning:
    @pytest.mark.parametrize(
        ("wishes", "expected"),
        [([], 0), (["health-and-care"], 0), (["user-research"], 8_000), (["service-design"], SCALE)],
    )
    def test_is_how_near_the_need_lies_to_a_wish(self, wishes: list[str], expected: int) -> None:
        assert value_of(Factor.LEARNING, expert={"learning": wishes}) == expected

    def test_does_not_ask_for_a_level(self) -> None:
        need = {"fields": [field("service-design", 3)]}
        assert value_of(Factor.LEARNING, expert={"learning": ["service-design"]}, need=need) == SCALE


class TestPerspective:
    @pytest.mark.parametrize(
        ("perspective", "expert", "expected"),
        [
            ("neutral", {"sector": None, "level": None}, SCALE),
            ("other_sector", {"sector": "housing"}, SCALE),
            ("other_sector", {"sector": "municipality"}, 0),
            ("other_sector", {"sector": None}, 0),
            ("peer", {"level": "municipal"}, SCALE),
            ("peer", {"level": "state"}, 0),
            ("peer", {"level": None}, 0),
        ],
    )
    def test_is_all_or_nothing(self, perspective: str, expert: dict[str, Any], expected: int) -> None:
        assert value_of(Factor.PERSPECTIVE, expert=expert, need={"perspective": perspective}) == expected

    def test_sector_does_not_count_when_neutral(self) -> None:
        assert score_of(a_pair(expert={"sector": "municipality"})) == score_of(a_pair(expert={"sector": "health"}))

    def test_two_unknown_kinds_are_not_the_same_kind(self) -> None:
        need = {"perspective": "peer", "level": None}
        assert value_of(Factor.PERSPECTIVE, expert={"level": None}, need=need) == 0


skill_sets = st.sets(st.sampled_from(SKILLS))
field_lists = st.lists(
    st.builds(field, st.sampled_from(FIELDS), st.integers(min_value=1, max_value=3)),
    min_size=1,
    max_size=4,
    unique_by=lambda listed: str(listed["field"]),
)


def drawn(skills: set[str], must: set[str], nice: set[str], known: Any, asked: Any, wishes: Any = ()) -> Pair:
    expert = {"skills": sorted(skills), "fields": known, "learning": list(wishes)}
    return a_pair(expert=expert, need={"must_skills": sorted(must), "nice_skills": sorted(nice), "fields": asked})


class TestScoreOf:
    def test_is_full_for_a_perfect_pair(self) -> None:
        assert score_of(a_pair(expert={"learning": ["service-design"]})) == SCALE

    @given(skills=skill_sets, must=skill_sets, nice=skill_sets, known=field_lists, asked=field_lists)
    def test_is_what_the_factors_contribute(
        self, skills: set[str], must: set[str], nice: set[str], known: Any, asked: Any
    ) -> None:
        pair = drawn(skills, must, nice, known, asked)
        asked = [measure for measure in measures(pair) if measure.asked]
        worth = sum(measure.contribution for measure in measures(pair))
        assert score_of(pair) == share(worth, of=sum(100 * measure.weight for measure in asked))
        assert all(0 <= measure.value <= SCALE for measure in measures(pair))
        assert 0 <= score_of(pair) <= SCALE

    @given(skills=skill_sets, more=skill_sets, must=skill_sets, nice=skill_sets, known=field_lists, asked=field_lists)
    def test_never_falls_with_another_skill(
        self, skills: set[str], more: set[str], must: set[str], nice: set[str], known: Any, asked: Any
    ) -> None:
        fewer = drawn(skills, must, nice, known, asked)
        assert score_of(drawn(skills | more, must, nice, known, asked)) >= score_of(fewer)

    @given(known=field_lists, another=field_lists, asked=field_lists)
    def test_never_falls_with_another_field(self, known: Any, another: Any, asked: Any) -> None:
        before = score_of(drawn(set(), set(), set(), known, asked))
        assert score_of(drawn(set(), set(), set(), [*known, *another], asked)) >= before

    @given(wishes=st.sets(st.sampled_from(FIELDS)), another=st.sampled_from(FIELDS), asked=field_lists)
    def test_never_falls_with_another_wish(self, wishes: set[str], another: str, asked: Any) -> None:
        known = [field("service-design", 3)]
        before = score_of(drawn(set(), set(), set(), known, asked, sorted(wishes)))
        assert score_of(drawn(set(), set(), set(), known, asked, sorted(wishes | {another}))) >= before


def points(pair: Pair) -> int:
    """The score of scoring version 1: what all factors came to, also those that the need does not ask for."""
    return sum((one.value * one.weight + 50) // 100 for one in measures(pair))


class TestWhatIsAskedFor:
    def test_are_days_fields_and_learning_of_every_need(self) -> None:
        assert {one.factor for one in measures(a_pair()) if one.asked} == {Factor.FIELD, Factor.SLACK, Factor.LEARNING}

    @pytest.mark.parametrize(
        ("factor", "need"),
        [
            (Factor.MUST_SKILLS, {"must_skills": ["prototyping"]}),
            (Factor.NICE_SKILLS, {"nice_skills": ["prototyping"]}),
            (Factor.PERSPECTIVE, {"perspective": "peer"}),
        ],
    )
    def test_is_more_of_a_need_that_says_so(self, factor: Factor, need: dict[str, Any]) -> None:
        assert factor in {one.factor for one in measures(a_pair(need=need)) if one.asked}

    def test_is_all_that_a_score_is_made_of(self) -> None:
        """A need that asks for no skills gave everybody 45 of 100."""
        pair = a_pair(
            expert={"fields": [field("digitalisation", 3)], "windows": [a_window("2027-03-31", "2027-12-31")]}
        )
        assert points(pair) == 4_500 + 1_600 + 32
        assert score_of(pair) == share(1_600 + 32, of=5_500) == 2_967

    @given(
        experts=st.lists(st.tuples(skill_sets, field_lists, st.sets(st.sampled_from(FIELDS))), min_size=2, max_size=5),
        must=skill_sets,
        nice=skill_sets,
        asked=field_lists,
    )
    def test_orders_the_experts_of_a_need_as_before(
        self, experts: list[tuple[set[str], Any, set[str]]], must: set[str], nice: set[str], asked: Any
    ) -> None:
        """More points are a higher score, and equal points an equal one: no rank and no tie of a need is another."""
        pairs = [drawn(skills, must, nice, known, asked, sorted(wishes)) for skills, known, wishes in experts]
        both = [(points(pair), score_of(pair)) for pair in pairs]
        for (old, new), (other_old, other_new) in product(both, repeat=2):
            assert (old < other_old, old == other_old) == (new < other_new, new == other_new)

    def test_would_order_them_otherwise_if_it_hung_on_the_expert(self) -> None:
        """The negative control: of what an expert has anything in, the one with less would have more."""
        fewer, more = (
            a_pair(need={"must_skills": ["prototyping", "design-thinking"]}, expert={"skills": skills})
            for skills in ([], ["prototyping"])
        )
        assert points(fewer) < points(more)
        of_own = [
            share(sum(one.contribution for one in had), of=sum(one.possible for one in had))
            for had in ([one for one in measures(pair) if one.value] for pair in (fewer, more))
        ]
        assert of_own[0] > of_own[1]
