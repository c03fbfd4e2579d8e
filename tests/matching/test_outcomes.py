"""Who fits and whom each condition keeps out, with their bodies: the columns against the reference."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from services.matching.engine import compilation
from services.matching.engine.experts import Experts
from services.matching.engine.outcomes import Counted, count_experts, crowd_of, homes_of
from services.matching.fit.conditions import against
from services.matching.fit.pairs import Pair
from services.matching.fit.privacy import Crowd
from tests.matching.scenes.pools import DEEP, lived_through, some_need
from tests.matching.scenes.states import TODAY
from tests.support.counts import Measured, count

POOLS = count(400)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compilation.compile_all()


class TestCountExperts:
    def test_equals_the_reference_whatever_came_before(self, measured: Measured) -> None:
        seen = 0
        for seed in range(POOLS):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            need, on = some_need(chance, 1001), TODAY + timedelta(chance.randint(-9, 90))
            expected = Counted()
            for expert in kept.values():
                failing = against(Pair(expert=expert, need=need, on=on, vocabulary=DEEP))
                expected.add(failing, Crowd(experts=1, homes=frozenset({expert.home})))
            for one in (experts, experts.merged()):
                assert count_experts(need, one, on=on, vocabulary=DEEP) == expected
            seen += len(kept)
        measured(f"matching: {seen:,} experts counted by condition and body, 0 differ from the reference")

    def test_of_nobody(self) -> None:
        need = some_need(Random(1), 1001)
        assert count_experts(need, Experts.none().merged(), on=TODAY, vocabulary=DEEP) == Counted()


class TestHomesOf:
    def test_counts_the_living_of_each_home(self) -> None:
        for seed in range(20):
            experts, kept = lived_through(Random(seed))
            expected = Counter(expert.home for expert in kept.values())
            assert homes_of(experts) == homes_of(experts.merged()) == expected

    def test_is_a_crowd_of_those_that_have_any(self) -> None:
        assert crowd_of(Counter({"a": 2, "b": 0})) == Crowd(experts=2, homes=frozenset("a"))
