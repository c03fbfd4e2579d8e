"""Order, ties and counts of a ranking."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.matching.engine.ranking import Ranking, rank_experts, rank_needs
from services.matching.fit.conditions import Condition, against
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import score_of, share
from services.matching.fit.states import ExpertState, NeedState
from tests.matching.scenes.states import TODAY, a_need, a_window, an_expert, an_id, expert_json, need_json
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN
from vocabulary import load

FIELDS = ["service-design", "user-research", "digitalisation", "innovative-procurement", "co-creation"]
SKILLS = ["user-interviews", "prototyping", "design-thinking", "service-blueprint"]

seeds = st.integers(min_value=0, max_value=2**32)


def some_experts(seed: int, count: int = 40) -> list[ExpertState]:
    """Experts of every kind, always the same for a seed."""
    chance = random.Random(seed)
    return [
        ExpertState.of(
            expert_json(
                n,
                home=chance.choice([BAERUM, HUSBANKEN, LANEKASSEN]),
                sector=chance.choice(["housing", "education", None]),
                level=chance.choice(["state", "municipal"]),
                state=chance.choice(["available", "available", "paused"]),
                fields=[{"field": chance.choice(FIELDS), "level": chance.randint(1, 3)}],
                skills=chance.sample(SKILLS, chance.randint(0, 3)),
                windows=[a_window("2027-01-01", f"2027-{chance.randint(4, 9):02}-30")],
                busy=[a_window("2027-03-10", "2027-03-20")] if chance.random() < 0.3 else [],
                percentage=chance.choice([50, 80, 100]),
                county=chance.choice(["akershus", "troms", None]),
                remote=chance.random() < 0.5,
                learning=chance.sample(FIELDS, chance.randint(0, 2)),
                max_months=chance.choice([1, 3, None]),
            )
        )
        for n in range(1, count + 1)
    ]


def some_needs(seed: int, count: int = 12) -> list[NeedState]:
    chance = random.Random(seed)
    return [
        NeedState.of(
            need_json(
                1000 + n,
                host=chance.choice([BAERUM, LANEKASSEN]),
                state=chance.choice(["open", "open", "open", "on_hold"]),
                fields=[{"field": name, "level": chance.randint(1, 3)} for name in chance.sample(FIELDS, 2)],
                must_skills=chance.sample(SKILLS, chance.randint(0, 3)),
                nice_skills=chance.sample(SKILLS, chance.randint(0, 2)),
                months=chance.choice([2, 3]),
                percentage=chance.choice([50, 100]),
                remote=chance.random() < 0.5,
                perspective=chance.choice(["neutral", "other_sector", "peer"]),
            )
        )
        for n in range(1, count + 1)
    ]


def ranked(need: NeedState, experts: list[ExpertState], *, limit: int = 100) -> Ranking:
    return rank_experts(need, experts, limit=limit, on=TODAY, vocabulary=load())


def shown(ranking: Ranking) -> list[tuple[str, int]]:
    return [(one.pair.expert.id, one.score) for one in ranking.best]


class TestRankExperts:
    @given(seed=seeds)
    def test_is_every_eligible_expert_by_score_and_then_id(self, seed: int) -> None:
        need, experts = some_needs(seed)[0], some_experts(seed)
        pairs = [Pair(expert=expert, need=need, on=TODAY, vocabulary=load()) for expert in experts]
        eligible = [(pair.expert.id, score_of(pair)) for pair in pairs if not against(pair)]
        assert shown(ranked(need, experts)) == sorted(eligible, key=lambda one: (-one[1], one[0]))

    @given(seed=seeds)
    def test_does_not_depend_on_the_order_of_arrival(self, seed: int) -> None:
        need, experts = some_needs(seed)[0], some_experts(seed)
        shuffled = random.Random(seed).sample(experts, len(experts))
        assert ranked(need, experts, limit=7) == ranked(need, shuffled, limit=7)

    def test_breaks_ties_by_id(self) -> None:
        experts = [an_expert(n) for n in (3, 1, 2)]
        assert [expert_id for expert_id, _ in shown(ranked(a_need(), experts))] == [an_id(1), an_id(2), an_id(3)]

    @given(seed=seeds, limit=st.integers(min_value=1, max_value=20))
    def test_of_a_few_is_the_head_of_the_whole(self, seed: int, limit: int) -> None:
        need, experts = some_needs(seed)[0], some_experts(seed)
        assert shown(ranked(need, experts, limit=limit)) == shown(ranked(need, experts))[:limit]

    @given(seed=seeds)
    def test_counts_everybody(self, seed: int) -> None:
        need, experts = some_needs(seed)[0], some_experts(seed)
        failing = [against(Pair(expert=expert, need=need, on=TODAY, vocabulary=load())) for expert in experts]
        ranking = ranked(need, experts, limit=3)
        assert ranking.considered == len(experts)
        assert ranking.eligible == failing.count(())
        assert ranking.excluded == Counter(condition for each in failing for condition in each)
        assert ranking.excluded_only == Counter(each[0] for each in failing if len(each) == 1)

    def test_counts_no_condition_that_nobody_fails(self) -> None:
        ranking = ranked(a_need(), [an_expert(1), an_expert(2, state="paused")])
        assert ranking.excluded == ranking.excluded_only == {Condition.NOT_PAUSED: 1}

    def test_of_nobody_is_empty(self) -> None:
        assert ranked(a_need(), []) == Ranking(best=(), considered=0, eligible=0, excluded={}, excluded_only={})


class TestSymmetry:
    @given(seed=seeds)
    def test_a_candidate_of_a_need_has_it_among_the_opportunities_with_the_same_score(self, seed: int) -> None:
        needs, experts = some_needs(seed), some_experts(seed, count=15)
        candidates = {(need.id, *found) for need in needs for found in shown(ranked(need, experts))}
        opportunities = {
            (one.pair.need.id, expert.id, one.score)
            for expert in experts
            for one in rank_needs(expert, needs, limit=100, on=TODAY, vocabulary=load()).best
        }
        assert candidates == opportunities


class TestRankNeeds:
    def test_compares_shares_of_what_each_need_asks_for(self) -> None:
        """By points a need that asks for a field and nothing else stood before one that fits better."""
        expert = an_expert(fields=[{"field": "service-design", "level": 2}], skills=["prototyping"])
        vague = a_need(1001, fields=[{"field": "user-research", "level": 2}])
        precise = a_need(1002, must_skills=["prototyping", "design-thinking"])
        best = rank_needs(expert, [vague, precise], limit=2, on=TODAY, vocabulary=load()).best
        scores = [(an_id(1002), share(4_000 + 1_250 + 1_000, of=8_000)), (an_id(1001), share(3_200 + 1_000, of=5_500))]
        assert [(one.pair.need.id, one.score) for one in best] == scores
        assert 3_200 + 1_000 + 4_500 > 4_000 + 1_250 + 1_000 + 2_000, "the points of scoring version 1"

    def test_breaks_ties_by_id(self) -> None:
        needs = [a_need(n) for n in (1003, 1001, 1002)]
        ranking = rank_needs(an_expert(), needs, limit=2, on=TODAY, vocabulary=load())
        assert [one.pair.need.id for one in ranking.best] == [an_id(1001), an_id(1002)]
