"""The columns against the reference: the same lists, scores and counts, to the last digit."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from random import Random
from typing import get_args
from uuid import UUID

import numpy as np
import pytest
from numba import njit

from benchmarks import synthetic
from services.matching.engine import compilation, search
from services.matching.engine.columns import Beside, Columns, Numbers
from services.matching.engine.experts import Experts
from services.matching.engine.kernels import counts
from services.matching.engine.kernels.masks import BLOCK
from services.matching.engine.kernels.scoring import field_points
from services.matching.engine.query import Query, query_of
from services.matching.engine.ranking import best_experts, rank_experts
from services.matching.fit.conditions import Condition
from services.matching.fit.privacy import alike_among, hides_place
from services.matching.fit.scoring import WEIGHTS, Factor
from services.matching.fit.states import ExpertState, NeedState
from tests.matching.scenes.pools import (
    DEEP,
    POOL_SIZE,
    SKILLS,
    lived_through,
    put,
    some_expert,
    some_need,
    some_weights,
    taken,
)
from tests.matching.scenes.states import TODAY, State, a_need, an_expert, an_id, expert_json
from tests.support.callers import BAERUM
from tests.support.counts import Measured, count
from vocabulary import Vocabulary, load
from vocabulary.codes import LanguageCode

POOLS, NEEDS, SIZE = count(4_000), 30, POOL_SIZE  # in full 120,000 rankings, 4,800,000 pairs


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compilation.compile_all()


def same_ranking(
    experts: Experts,
    kept: Mapping[str, ExpertState],
    chance: Random,
    *,
    other: Mapping[Factor, int] | None = None,
) -> None:
    """Of a random need, on a random day, with published or chosen weights, in our own vocabulary or a deeper one."""
    need, limit, on = some_need(chance, 1001), chance.choice([1, 3, 20, 100]), TODAY + timedelta(chance.randint(-9, 90))
    weights, vocabulary = some_weights(chance), chance.choice([load(), DEEP])
    expected = rank_experts(
        need, kept.values(), limit=limit, on=on, vocabulary=vocabulary, weights=WEIGHTS if other else weights
    )
    found = best_experts(need, experts, limit=limit, on=on, vocabulary=vocabulary, weights=other or weights)
    assert found == expected


def in_order(need: NeedState, experts: Experts) -> list[str]:
    ranking = best_experts(need, experts, limit=100, on=TODAY, vocabulary=load())
    return [ranked.pair.expert.id for ranked in ranking.best]


class TestBestExperts:
    def test_equals_the_reference_whatever_came_before(self, measured: Measured) -> None:
        for seed in range(POOLS):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            for one in (experts, experts.merged()):
                for _ in range(NEEDS // 2):
                    same_ranking(one, kept, chance)
        measured(
            f"matching: {POOLS * NEEDS:,} random rankings of {SIZE} experts, columns = reference to the last digit"
        )

    def test_would_not_equal_a_reference_that_differed_in_one_weight(self) -> None:
        """The negative control: one per cent from one factor to another, and the comparison notices."""
        chance, other = Random(1), {**WEIGHTS, Factor.SLACK: 9, Factor.LEARNING: 6}
        experts, kept = lived_through(chance)
        with pytest.raises(AssertionError):
            for _ in range(NEEDS):
                same_ranking(experts.merged(), kept, chance, other=other)

    def test_orders_equals_by_id_across_base_and_tail(self) -> None:
        experts = put(Experts.none(), [expert_json(n) for n in (9, 3, 7, 5)]).merged()
        experts = put(experts, [expert_json(n) for n in (8, 2, 6)])
        ranking = best_experts(a_need(), experts, limit=5, on=TODAY, vocabulary=load())
        assert [ranked.pair.expert.id for ranked in ranking.best] == [an_id(n) for n in (2, 3, 5, 6, 7)]

    def test_tells_ids_of_any_digits(self) -> None:
        chance = Random(7)
        keys = sorted(str(UUID(int=chance.getrandbits(128))) for _ in range(100))
        experts = put(Experts.none(), [{**expert_json(n), "id": key} for n, key in enumerate(keys)]).merged()
        assert in_order(a_need(), experts) == keys

    def test_finds_the_same_among_many_blocks(self) -> None:
        chance = Random(5)
        states = [{**some_expert(chance, n), "fields": [{"field": "service-design", "level": 3}]} for n in range(6000)]
        kept = {one["id"]: ExpertState.of(one) for one in states}
        experts = put(Experts.none(), states).merged()
        for _ in range(4):
            same_ranking(experts, kept, chance)

    def test_holds_all_languages_that_can_be_given(self) -> None:
        languages = get_args(LanguageCode)
        states = [expert_json(n, languages=[code]) for n, code in enumerate(languages)]
        experts = put(Experts.none(), states).merged()
        for n, code in enumerate(languages):
            need = a_need(languages=[code])
            assert query_of(need, experts.codes, on=TODAY, vocabulary=load()) is not None, "not left to the reference"
            either = {languages.index("nb"), languages.index("nn")} if code in {"nb", "nn"} else {n}
            assert in_order(need, experts) == [an_id(n) for n in sorted(either)]
        assert in_order(a_need(languages=["unheard-of"]), experts) == []

    @pytest.mark.parametrize("perspective", ["other_sector", "peer"])
    def test_scores_a_hidden_kind_alike_for_every_host(self, perspective: str) -> None:
        hidden, shown = expert_json(1, sector=None, level=None), expert_json(2)
        pool = {one["id"]: ExpertState.of(one) for one in (hidden, shown)}
        experts = put(Experts.none(), [hidden, shown]).merged()
        scores: dict[str, set[int]] = {key: set() for key in pool}
        for sector, level in product(["housing", "food", "", None], ["state", "municipal", None]):
            need = a_need(sector=sector, level=level, perspective=perspective)
            found = best_experts(need, experts, limit=2, on=TODAY, vocabulary=load())
            assert found == rank_experts(need, pool.values(), limit=2, on=TODAY, vocabulary=load())
            for ranked in found.best:
                scores[ranked.pair.expert.id].add(ranked.score)
        assert len(scores[an_id(1)]) == 1
        assert len(scores[an_id(2)]) == 2  # the negative control: a kind that is shown makes hosts differ

    def test_does_not_depend_on_the_order_of_arrival(self) -> None:
        chance = Random(11)
        states = [some_expert(chance, n) for n in range(200)]
        need = a_need(remote=True)
        rankings = []
        for _ in range(5):
            chance.shuffle(states)
            experts = put(put(Experts.none(), states[:120]).merged(), states[120:])
            rankings.append(best_experts(need, experts, limit=30, on=TODAY, vocabulary=load()))
        assert all(ranking == rankings[0] for ranking in rankings)

    def test_never_ranks_lower_for_one_more_skill(self, measured: Measured) -> None:
        chance = Random(13)
        for _ in range(count(5_000)):
            states = [some_expert(chance, n) for n in range(40)]
            need, gains = some_need(chance, 1001), chance.randrange(40)
            skills = [*{*states[gains]["skills"], chance.choice(SKILLS)}]
            richer = [{**one, "skills": skills} if n == gains else one for n, one in enumerate(states)]
            before, after = (in_order(need, put(Experts.none(), pool).merged()) for pool in (states, richer))
            key = an_id(gains)
            assert (key in before) == (key in after)
            assert key not in before or after.index(key) <= before.index(key)
        measured(f"matching: {count(5_000):,} gained skills, 0 lower ranks")


class TestCounted:
    """Blocks of rows against one row after the other."""

    def test_equals_the_count_of_single_rows_in_a_large_pool(self) -> None:
        pool = synthetic.pool(3 * BLOCK + 17)
        for need in synthetic.needs(20):
            same_counts(need, pool.experts, vocabulary=synthetic.VOCABULARY)

    def test_equals_the_count_of_single_rows_in_pools_of_every_kind(self) -> None:
        for seed in range(count(400)):
            chance = Random(seed)
            states = [some_expert(chance, n) for n in range(150)]
            for _ in range(10):
                same_counts(some_need(chance, 1001), put(Experts.none(), states).merged(), vocabulary=DEEP)

    def test_would_notice_a_row_that_is_not_looked_at_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control: without the search for odd rows the counts differ."""
        blocks = counts.failing_in_ranges.py_func
        monkeypatch.setitem(blocks.__globals__, "_look_again", lambda *_arrays: None)
        monkeypatch.setattr(search, "failing_in_ranges", blocks)
        with pytest.raises(AssertionError):
            for need in synthetic.needs(20):
                same_counts(need, synthetic.pool(BLOCK).experts, vocabulary=synthetic.VOCABULARY)


@njit(cache=False)
def row_by_row(
    query: Query, columns: Columns, spans: Beside, groups: Numbers, points: Numbers, expected: Numbers
) -> None:
    for row in range(len(groups)):
        expected[counts._failing(query, columns, spans, row, points[groups[row]] >= 0)] += 1


def same_counts(need: NeedState, experts: Experts, *, vocabulary: Vocabulary) -> None:
    query = query_of(need, experts.codes, on=TODAY, vocabulary=vocabulary)
    if query is None:
        return
    base, expected = experts.base, np.zeros(2 ** len(Condition), np.int64)
    assert base is not None
    points = field_points(query, *base.groups)
    row_by_row(query, base.part.columns, base.part.spans, base.part.groups, points, expected)
    assert (search.counted(query, experts) == expected).all()


class TestExperts:
    def test_equals_the_table_after_any_changes(self) -> None:
        for seed in range(60):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            assert experts == kept
            assert len(experts) == len(kept)
            merged = experts.merged()
            assert merged == kept
            assert len(merged) == len(kept)

    def test_leaves_one_that_was_taken_as_it_was(self) -> None:
        before = put(Experts.none(), [expert_json(1), expert_json(2)]).merged()
        need = a_need()
        ranking = best_experts(need, before, limit=9, on=TODAY, vocabulary=load())
        taken(put(before, [expert_json(3), expert_json(1, state="paused")]), [2])
        assert best_experts(need, before, limit=9, on=TODAY, vocabulary=load()) == ranking
        assert before == {an_id(1): an_expert(1), an_id(2): an_expert(2)}

    def test_is_empty_after_everybody_left(self) -> None:
        experts = taken(put(Experts.none(), [expert_json(1)]).merged(), [1])
        for one in (experts, experts.merged()):
            assert not one
            assert best_experts(a_need(), one, limit=9, on=TODAY, vocabulary=load()).considered == 0

    @pytest.mark.parametrize(
        "changes", [{"percentage": -1}, {"max_months": -1}, {"skills": [f"s{n}" for n in range(200)]}]
    )
    def test_leaves_to_the_reference_what_a_row_cannot_hold(self, changes: State) -> None:
        experts = put(put(Experts.none(), [expert_json(1)]).merged(), [expert_json(2, **changes)])
        assert [expert.id for expert in experts.loose()] == [an_id(2)]
        ranking = best_experts(a_need(percentage=0), experts, limit=9, on=TODAY, vocabulary=load())
        assert ranking == rank_experts(a_need(percentage=0), experts.values(), limit=9, on=TODAY, vocabulary=load())

    def test_finds_those_who_have_alerts_turned_on(self) -> None:
        for seed in range(20):
            experts, kept = lived_through(Random(seed))
            wanted = sorted(key for key, expert in kept.items() if expert.alerts)
            assert 0 < len(wanted) < len(kept)
            for one in (experts, experts.merged()):
                assert sorted(expert.id for expert in one.listening()) == wanted

    def test_hides_the_places_of_those_the_rule_hides(self) -> None:
        met = Counter[bool]()
        for seed in range(40):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            asker = chance.choice([BAERUM, "000000000"])
            alike = alike_among(kept.values(), asker=asker)
            hidden = {key for key, expert in kept.items() if hides_place(expert, alike)}
            shown = {key: expert for key, expert in kept.items() if key not in hidden}
            met.update(crowd.is_many for crowd in alike.values())
            for one in (experts, experts.merged()):
                assert {key for key in one if one.hides(one[key], asker=asker)} == hidden
                assert one.of_known_place(asker=asker) == shown
                same_ranking(one.of_known_place(asker=asker), shown, chance)
        assert min(met[True], met[False]) > 0

    def test_leaves_out_the_people_of_one_body(self) -> None:
        for seed in range(40):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            others = {key: expert for key, expert in kept.items() if not expert.belongs_to(BAERUM)}
            for one in (experts, experts.merged()):
                assert one.of_others(asker=BAERUM) == others
                same_ranking(one.of_others(asker=BAERUM), others, chance)
                assert one.of_others(asker="111111111") == kept

    @pytest.mark.parametrize("key", ["", "x", "z" * 36, an_id(77)])
    def test_knows_no_other_ids(self, key: str) -> None:
        experts = put(Experts.none(), [expert_json(1)]).merged()
        assert key not in experts
