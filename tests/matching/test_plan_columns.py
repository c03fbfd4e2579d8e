"""Plans over the columns against plans over the reference: the same pairs, scores, reasons and plans."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from services.matching.engine import compilation
from services.matching.engine.experts import Experts
from services.matching.engine.planning.columns import ColumnPool
from services.matching.engine.planning.pool import Above, Places, Pool, clipped
from services.matching.engine.planning.single_stays import make_plan
from services.matching.engine.planning.wishes import Objective, Wishes
from services.matching.fit.states import ExpertState, NeedState, Period
from tests.matching.scenes.pools import put, some_expert, some_need
from tests.matching.scenes.states import TODAY, an_id
from tests.support.counts import Measured, count
from vocabulary import load

EXPERTS, NEEDS = 60, 12
POOLS = max(count(2_000), 60)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compilation.compile_all()


def both(chance: Random) -> tuple[Pool, ColumnPool]:
    """The same experts, whom the columns can hold, and the same places that must not be shown."""
    numbers = range(1, EXPERTS + 1)
    states = [one for one in (some_expert(chance, n) for n in numbers) if one["percentage"] > 0]
    merged = put(Experts.none(), states).merged()
    hidden = frozenset(an_id(n) for n in chance.sample(numbers, 10))
    places = Places(untold=frozenset(chance.sample(["akershus", "troms"], chance.choice([0, 0, 1]))), hidden=hidden)
    plain = Pool(map(ExpertState.of, states), on=TODAY, vocabulary=load(), places=places)
    return plain, ColumnPool(merged, on=TODAY, vocabulary=load(), places=places)


def some_needs(chance: Random) -> list[NeedState]:
    return [some_need(chance, 1001 + n) for n in range(NEEDS)]


def some_horizon(chance: Random) -> Period | None:
    first = date(2027, 1, 1) + timedelta(chance.randint(0, 200))
    return None if chance.random() < 0.5 else Period(start=first, end=first + timedelta(chance.randint(0, 300)))


def some_pairs(chance: Random, needs: list[NeedState], most: int) -> list[tuple[str, str]]:
    return [(chance.choice(needs).id, an_id(chance.randint(1, EXPERTS + 3))) for _ in range(chance.randint(0, most))]


def test_finds_the_same_pairs(measured: Measured) -> None:
    for seed in range(POOLS):
        chance = Random(seed)
        plain, columns = both(chance)
        needs = some_needs(chance)
        excluded = frozenset(some_pairs(chance, needs, 40))
        for need in needs:
            limit, horizon = chance.choice([None, 1, 5]), some_horizon(chance)
            one, other = (each.find(need, limit=limit, horizon=horizon, excluded=excluded) for each in (plain, columns))
            assert one.experts.tolist() == other.experts.tolist()
            assert one.scores.tolist() == other.scores.tolist()
            assert (one.next_score, one.excluded) == (other.next_score, other.excluded)
            assert plain.excluded(need) == columns.excluded(need)
    measured(f"matching: pairs of {POOLS * NEEDS:,} needs for plans, columns = reference")


def test_finds_the_same_pairs_for_many_needs_at_once() -> None:
    for seed in range(POOLS // 4):
        chance = Random(seed)
        plain, columns = both(chance)
        needs = some_needs(chance)
        excluded, horizon = frozenset(some_pairs(chance, needs, 3)), some_horizon(chance)
        price = np.array([chance.randint(0, 6_000) for _ in plain], np.int64)
        above = Above(price=price, least=np.array([chance.randint(0, 2_000) for _ in needs], np.int64))
        limit = chance.choice([1, 3, 80])
        for prices in (None, above):
            one, other = (
                each.find_each(needs, limit=limit, horizon=horizon, excluded=excluded, above=prices)
                for each in (plain, columns)
            )
            assert [(each.experts.tolist(), each.scores.tolist(), each.next_score, each.excluded) for each in one] == [
                (each.experts.tolist(), each.scores.tolist(), each.next_score, each.excluded) for each in other
            ]
            for need, found in zip(needs, one, strict=True):
                within = clipped(need, horizon)
                days = [
                    [pool.first_day(need, within, who) for who in found.experts.tolist()] for pool in (plain, columns)
                ]
                assert days[0] == days[1]


def test_numbers_everybody_alike() -> None:
    plain, columns = both(Random(0))
    assert list(plain) == list(columns)
    assert plain.homes[0] == columns.homes[0]
    assert plain.homes[1].tolist() == columns.homes[1].tolist()
    assert [columns.find_number(an_id(n)) for n in range(70)] == [plain.find_number(an_id(n)) for n in range(70)]


@pytest.mark.parametrize("objective", list(Objective))
def test_makes_the_same_plan(objective: Objective, measured: Measured) -> None:
    for seed in range(POOLS // 4):
        chance = Random(seed)
        plain, columns = both(chance)
        needs = some_needs(chance)
        wishes = Wishes(
            objective=objective,
            horizon=some_horizon(chance),
            caps={home: chance.randint(0, 4) for home in chance.sample(plain.homes[0], 1)},
            fixed=tuple(some_pairs(chance, needs, 4)),
            excluded=frozenset(some_pairs(chance, needs, 10)),
        )
        made = [make_plan(wishes, needs, each, report=lambda _: None, limit=1) for each in (plain, columns)]
        assert made[0] == made[1]
        whole = make_plan(wishes, needs, plain, report=lambda _: None, limit=EXPERTS)
        assert [(one.placements, one.score) for one in made[0].reached] == [
            (one.placements, one.score) for one in whole.reached
        ]
        assert made[0].loss.at_most == whole.loss.at_most == 0
    measured(f"matching: {POOLS // 4:,} plans for {objective}, columns = reference")
