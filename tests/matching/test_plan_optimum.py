"""The optimum against brute force, scipy and its own bound; the greedy assignment against the meaning of stable."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.matching.engine.planning import column_generation, solver
from services.matching.engine.planning.bound import upper_bound
from services.matching.engine.planning.column_generation import priced_optimum
from services.matching.engine.planning.flow import Unsolved, flow
from services.matching.engine.planning.greedy import blocking_pairs, greedy
from services.matching.engine.planning.market import UNLIMITED, Ints, Market, Most, ints
from services.matching.engine.planning.solver import Solver, SolverEnded, optimum
from tests.support.counts import count


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Up to four needs, five experts, two home agencies, ten pairs: few enough to try every choice."""
    needs, experts, homes = draw(st.integers(1, 4)), draw(st.integers(1, 5)), 2
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, needs - 1), st.integers(0, experts - 1)), min_size=1, max_size=10, unique=True
        )
    )
    return Market(
        need=ints(need for need, _ in pairs),
        expert=ints(expert for _, expert in pairs),
        score=ints(draw(st.lists(st.integers(1, 9), min_size=len(pairs), max_size=len(pairs)))),
        places=ints(draw(st.lists(st.integers(0, 2), min_size=needs, max_size=needs))),
        home=ints(draw(st.lists(st.integers(0, homes - 1), min_size=experts, max_size=experts))),
        caps=ints(draw(st.lists(st.sampled_from([0, 1, 2, UNLIMITED]), min_size=homes, max_size=homes))),
        left_out=np.zeros(needs, dtype=np.int64),
    )


def a_market(needs: int, experts: int, each: int, *, homes: int = 0, seed: int = 1) -> Market:
    """A random market; with homes, one in which these lend none to four."""
    random = np.random.default_rng(seed)
    need = np.repeat(np.arange(needs), each)
    expert = random.integers(0, experts, needs * each)
    once = np.unique(need * experts + expert, return_index=True)[1]
    return Market(
        need=need[once],
        expert=expert[once],
        score=random.integers(1, 10_001, len(once)),
        places=random.integers(1, 4, needs) if homes else np.ones(needs, dtype=np.int64),
        home=random.integers(0, homes, experts) if homes else np.zeros(experts, dtype=np.int64),
        caps=random.integers(0, 5, homes) if homes else np.array([UNLIMITED]),
        left_out=np.zeros(needs, dtype=np.int64),
    )


def allowed(market: Market, chosen: Ints) -> bool:
    taken = market.taking(chosen)
    return bool(
        (taken.places <= market.places).all() and (taken.experts <= 1).all() and (taken.caps <= market.caps).all()
    )


def every_choice(market: Market) -> list[Ints]:
    pairs = range(len(market.need))
    choices = [ints(choice) for size in range(len(pairs) + 1) for choice in combinations(pairs, size)]
    return [choice for choice in choices if allowed(market, choice)]


class TestOptimum:
    @settings(max_examples=count(5_000))
    @given(markets())
    def test_is_what_brute_force_finds(self, market: Market) -> None:
        choices = every_choice(market)
        best = optimum(market, most=Most.SCORE)
        assert allowed(market, best)
        assert market.total(best) == max(market.total(choice) for choice in choices)
        most = optimum(market, most=Most.PLACEMENTS)
        assert allowed(market, most)
        assert (len(most), market.total(most)) == max((len(choice), market.total(choice)) for choice in choices)

    @pytest.mark.parametrize(("needs", "experts", "each"), [(300, 500, 30), (1000, 700, 20), (2000, 3000, 20)])
    def test_is_what_scipys_assignment_finds(self, needs: int, experts: int, each: int) -> None:
        market = a_market(needs, experts, each)
        table = np.zeros((needs, experts), dtype=np.int64)
        table[market.need, market.expert] = market.score
        rows, columns = scipy.optimize.linear_sum_assignment(table, maximize=True)
        assert market.total(optimum(market, most=Most.SCORE)) == table[rows, columns].sum()

    @pytest.mark.parametrize("seed", range(count(200)))
    def test_is_what_scipys_linear_program_finds_with_places_and_caps(self, seed: int) -> None:
        market = a_market(300, 200, 15, homes=20, seed=seed)
        more = int(market.score.max()) * (int(market.places.sum()) + 1)  # so that a placement counts more than scores
        for most, extra in ((Most.SCORE, 0), (Most.PLACEMENTS, more)):
            chosen = optimum(market, most=most)
            assert allowed(market, chosen)
            assert market.total(chosen) + extra * len(chosen) == highest_of_program(market, market.score + extra)

    def test_is_the_same_from_a_process_of_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Far more is sent than a pipe holds, and the waits run out while it is read: that once waited for ever."""
        market, asked = a_market(400, 900, 40, homes=6), list[int]()
        here = optimum(market, most=Most.SCORE)
        monkeypatch.setattr(solver, "SMALL", 0)
        monkeypatch.setattr(solver, "ASK_EVERY_SECONDS", 0.01)
        there = optimum(market, most=Most.SCORE, stop=lambda: asked.append(1))
        assert there.tolist() == here.tolist()

    def test_is_found_however_slowly_the_process_reads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """More than a pipe holds, and asked about long before the process has begun."""
        monkeypatch.setattr(solver, "ASK_EVERY_SECONDS", 0.001)
        market = a_market(3000, 2000, 20, homes=150)
        assert allowed(market, optimum(market, most=Most.SCORE))

    def test_stops_where_the_answer_is_not_wanted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(solver, "SMALL", 0)
        monkeypatch.setattr(solver, "ASK_EVERY_SECONDS", 0.01)

        def stop() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            optimum(a_market(60, 50, 8), most=Most.SCORE, stop=stop)

    def test_is_not_found_by_a_process_that_was_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(solver, "SMALL", 0)
        for asked_first in (False, True):
            with Solver() as ended, pytest.raises(SolverEnded):
                if asked_first:
                    ended.solve(a_market(60, 50, 8), most=Most.SCORE)
                ended.start().kill()
                ended.start().wait()
                ended.solve(a_market(60, 50, 8), most=Most.SCORE)

    def test_is_not_found_where_the_problem_has_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A market whose pairs name experts that there are not: the process says so, and goes on."""
        market = a_market(60, 50, 8)
        monkeypatch.setattr(solver, "SMALL", 0)
        broken = replace(market, places=-market.places)
        with Solver() as there:
            with pytest.raises(Unsolved):
                there.solve(broken, most=Most.SCORE)
            assert allowed(market, there.solve(market, most=Most.SCORE))

    def test_is_nothing_where_there_is_nobody(self) -> None:
        nobody = ints(())
        market = Market(
            need=nobody, expert=nobody, score=nobody, places=ints([2]), home=nobody, caps=nobody, left_out=ints([0])
        )
        for most in Most:
            assert optimum(market, most=most).tolist() == []
            assert upper_bound(market, nobody, most=most).loss == 0


class TestPricedOptimum:
    """With few of the pairs, and proved for all: here one of each need at first, so that others have to be added."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(column_generation, "FIRST_PAIRS", 1)

    @settings(max_examples=count(3_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(markets())
    def test_is_the_optimum_of_all_pairs(self, market: Market) -> None:
        for most in Most:
            self.is_proved(market, most)

    @pytest.mark.parametrize("seed", range(max(count(40), 4)))
    def test_is_that_of_a_large_market_with_places_and_caps(self, seed: int) -> None:
        market = a_market(300, 200, 15, homes=20, seed=seed)
        for most in Most:
            assert self.is_proved(market, most) < len(market.need)

    def is_proved(self, market: Market, most: Most) -> int:
        """How many pairs were enough."""
        priced = priced_optimum(market, most=most, solve=lambda few: flow(few, most=most))
        whole = flow(market, most=most)
        assert allowed(market, priced.chosen)
        assert (len(priced.chosen) if most is Most.PLACEMENTS else 0, market.total(priced.chosen)) == (
            len(whole) if most is Most.PLACEMENTS else 0,
            market.total(whole),
        )
        assert upper_bound(market, priced.chosen, most=most, prices=priced.prices).loss == priced.lost == 0
        return len(priced.pairs)


class TestUpperBound:
    @settings(max_examples=count(5_000))
    @given(markets())
    def test_proves_the_optimum(self, market: Market) -> None:
        for most in Most:
            assert upper_bound(market, optimum(market, most=most), most=most).loss == 0

    @given(markets())
    def test_bounds_also_what_is_worse(self, market: Market) -> None:
        best = market.total(optimum(market, most=Most.SCORE))
        assert upper_bound(market, greedy(market), most=Most.SCORE).highest >= best

    def test_proves_a_large_one_with_caps(self) -> None:
        market = a_market(3000, 2000, 20, homes=150)
        for most in Most:
            assert upper_bound(market, optimum(market, most=most), most=most).loss == 0

    @pytest.mark.parametrize("kept", [2, 5, 10])
    def test_counts_what_was_left_out(self, kept: int) -> None:
        whole = a_market(150, 120, 25)
        cut = best_of_each(whole, kept)
        for most in Most:
            best = optimum(whole, most=most)
            found = optimum(cut, most=most)
            bound = upper_bound(cut, found, most=most)
            unit = bound.unit
            assert bound.highest >= whole.total(best) + unit * len(best)


def highest_of_program(market: Market, worth: Ints) -> int:
    """The same problem as a linear program, by another solver; its best corner is whole, as it is a network's."""
    size, ones = len(market.need), np.ones(len(market.need))
    groups = [
        (market.need, market.places),
        (market.expert, np.ones_like(market.home)),
        (market.home[market.expert], market.caps),
    ]
    limits = [
        scipy.sparse.coo_array((ones, (group, np.arange(size))), (len(most), size)).tocsr() for group, most in groups
    ]
    most = np.concatenate([most for _, most in groups])
    found = scipy.optimize.linprog(-worth, A_ub=scipy.sparse.vstack(limits), b_ub=most, bounds=(0, 1), method="highs")
    assert found.status == 0, found.message
    return int(worth[np.flatnonzero(found.x > 0.5)].sum())


def best_of_each(market: Market, kept: int) -> Market:
    order = np.lexsort((-market.score, market.need))
    rank = np.arange(len(order)) - np.searchsorted(market.need[order], market.need[order])
    keep, rest = order[rank < kept], order[rank >= kept]
    left_out = np.zeros(len(market.places), dtype=np.int64)
    np.maximum.at(left_out, market.need[rest], market.score[rest])
    return Market(
        need=market.need[keep],
        expert=market.expert[keep],
        score=market.score[keep],
        places=market.places,
        home=market.home,
        caps=market.caps,
        left_out=left_out,
    )


class TestGreedy:
    @settings(max_examples=count(5_000))
    @given(markets())
    def test_leaves_no_two_who_would_rather_have_each_other(self, market: Market) -> None:
        chosen = greedy(market)
        assert allowed(market, chosen)
        assert blocking_pairs(market, chosen) == 0

    @given(markets())
    def test_places_no_more_than_the_most(self, market: Market) -> None:
        assert len(greedy(market)) <= len(optimum(market, most=Most.PLACEMENTS))

    def test_blocking_pairs_are_found(self) -> None:
        """Control: the optimum gives up the best pair for two others, and these two would rather have each other."""
        market = Market(
            need=ints([0, 0, 1]),
            expert=ints([0, 1, 0]),
            score=ints([9, 8, 8]),
            places=ints([1, 1]),
            home=ints([0, 0]),
            caps=ints([UNLIMITED]),
            left_out=ints([0, 0]),
        )
        assert optimum(market, most=Most.SCORE).tolist() == [1, 2]
        assert blocking_pairs(market, ints([1, 2])) == 1
        assert blocking_pairs(market, greedy(market)) == 0
