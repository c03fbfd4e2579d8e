"""P5 and P6: a plan of 20,000 needs and 100,000 experts, from the columns to the proof, against scipy's LAPJVsp.

The work is done in a process of its own, so that its memory can be told: a line in, a line of JSON out.
"""

import json
import resource
import sys
import time
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.children import Child
from benchmarks.goals import Bound, Goal, Measured
from services.matching.engine.planning import (
    UNLIMITED,
    Ints,
    Market,
    Most,
    blocking_pairs,
    greedy,
    optimum,
    upper_bound,
)
from services.matching.engine.planning.flow import flow

NEEDS, EXPERTS, FIELDS, COUNTIES = 20_000, 100_000, 120, 15
TIGHT_NEEDS, TIGHT_EXPERTS = 6_500, 10_000
PAIRS_A_NEED = 300
ROUNDS = 3

TIME = Goal(id="P5", what="plan 100k × 20k with its pairs; the goal", unit="s", bound=Bound.AT_MOST, limit=1)
MEMORY = Goal(id="P5", what="memory of that plan; the goal", unit="MB", bound=Bound.AT_MOST, limit=1)
SOLVING = Goal(id="P5", what="LAPJVsp's time; the optimum as a flow", unit="s", bound=Bound.AT_LEAST, limit=3)
LOSS = Goal(id="P6", what="lost at most by truncation; the goal", unit="%", bound=Bound.AT_MOST, limit=1)
GAIN = Goal(id="P6", what="placements where tight; greedy's", unit="", bound=Bound.AT_LEAST, limit=1)
PRICE = Goal(id="P6", what="blocking pairs of the plan, stated; of the pairs", unit="", bound=Bound.AT_MOST, limit=1)
GOALS = (TIME, MEMORY, SOLVING, LOSS, GAIN, PRICE)


def measure() -> list[Measured]:
    """Both sides find the same optimum before anything is measured."""
    with Child("benchmarks.planning") as child:
        told = json.loads(child.ask("plan"))
    return [Measured(goal=goal, rounds=[tuple(one) for one in told[goal.what]]) for goal in GOALS]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The experts, sorted by field; the needs beside them. Days are numbers."""

    first: Ints
    county: Ints
    level: Ints
    since: Ints
    until: Ints
    skills: Any
    asked: dict[str, Any]


def columns(needs: int, experts: int) -> Columns:
    """Fields are taken by Zipf's law, as in the pool of PERFORMANCE.md."""
    random = np.random.default_rng(4)
    zipf = 1 / np.arange(1, FIELDS + 1)
    field = np.sort(random.choice(FIELDS, experts, p=zipf / zipf.sum()))
    since = random.integers(0, 300, experts)
    asked = {
        "field": random.choice(FIELDS, needs, p=zipf / zipf.sum()),
        "county": random.integers(0, COUNTIES, needs),
        "level": random.integers(1, 4, needs),
        "start": random.integers(0, 400, needs),
        "skills": random.integers(0, 2**20, needs, dtype=np.uint64),
    }
    return Columns(
        first=np.searchsorted(field, np.arange(FIELDS + 1)),
        county=random.integers(0, COUNTIES, experts),
        level=random.integers(1, 4, experts),
        since=since,
        until=since + random.integers(60, 250, experts),
        skills=random.integers(0, 2**20, experts, dtype=np.uint64),
        asked=asked,
    )


def market_of(data: Columns, *, everywhere: bool) -> Market:
    """Every need's best 300 of those who are free and near enough; a field's rows at once."""
    asked, found = data.asked, []
    needs = len(asked["field"])
    left_out = np.zeros(needs, dtype=np.int64)
    for need in range(needs):
        rows = slice(data.first[asked["field"][need]], data.first[asked["field"][need] + 1])
        start = asked["start"][need]
        fits = (data.since[rows] <= start) & (data.until[rows] >= start + 60)
        fits &= everywhere | (data.county[rows] == asked["county"][need])
        near = np.flatnonzero(fits)
        shared = np.bitwise_count(data.skills[rows][near] & asked["skills"][need]).astype(np.int64)
        score = 4_000 * np.minimum(data.level[rows][near], asked["level"][need]) // asked["level"][need]
        score += 300 * shared + (data.until[rows][near] - start)
        if len(near) > PAIRS_A_NEED:
            order = np.argsort(-score, kind="stable")
            left_out[need] = score[order[PAIRS_A_NEED]]
            near, score = near[order[:PAIRS_A_NEED]], score[order[:PAIRS_A_NEED]]
        found.append((np.full(len(near), need), near + rows.start, score))
    experts = len(data.county)
    need_column, expert_column, score_column = (np.concatenate(column) for column in zip(*found, strict=True))
    return Market(
        need=need_column,
        expert=expert_column,
        score=score_column,
        places=np.ones(needs, dtype=np.int64),
        home=np.zeros(experts, dtype=np.int64),
        caps=np.array([UNLIMITED]),
        left_out=left_out,
    )


def lapjvsp(market: Market) -> tuple[float, int]:
    """Seconds and total of scipy's; each need may take a place of its own that is worth nothing.

    Imported here, so that the peer does not count into our memory.
    """
    sparse, graph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    needs, experts = len(market.places), len(market.home)
    top = int(market.score.max()) + 1
    rows = np.append(market.need, np.arange(needs))
    places = np.append(market.expert, experts + np.arange(needs))
    cost = np.append(top - market.score, np.full(needs, top))
    table = sparse.csr_array((cost, (rows, places)), shape=(needs, experts + needs))
    began = time.perf_counter()
    chosen_rows, chosen = graph.min_weight_full_bipartite_matching(table)
    seconds = time.perf_counter() - began
    return seconds, int(needs * top - table[chosen_rows, chosen].sum())


def told() -> dict[str, list[tuple[float, float]]]:
    began = time.perf_counter()
    market = market_of(columns(NEEDS, EXPERTS), everywhere=False)
    chosen = optimum(market, most=Most.SCORE)
    bound = upper_bound(market, chosen, most=Most.SCORE)
    stable = greedy(market)
    blocking = blocking_pairs(market, chosen)
    seconds = time.perf_counter() - began
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert blocking_pairs(market, stable) == 0
    _say(f"{len(market.need)} pairs, {len(chosen)} placed, greedy {len(stable)}, at most {bound.loss} points lost")
    uncut = replace(market, left_out=np.zeros_like(market.left_out))
    assert upper_bound(uncut, chosen, most=Most.SCORE).loss == 0
    tight = market_of(columns(TIGHT_NEEDS, TIGHT_EXPERTS), everywhere=True)
    most, fewer = len(optimum(tight, most=Most.PLACEMENTS)), len(greedy(tight))
    return {
        TIME.what: [(seconds, 10.0)],
        MEMORY.what: [((own + children) / 1024, 1024.0)],
        SOLVING.what: [_solved(market) for _ in range(ROUNDS)],
        LOSS.what: [(100 * bound.share, 0.2)],
        GAIN.what: [(most, fewer)],
        PRICE.what: [(blocking, len(market.need))],
    }


def _solved(market: Market) -> tuple[float, float]:
    """The peer's seconds and ours, after both have reached the same."""
    began = time.perf_counter()
    chosen = flow(market, most=Most.SCORE)
    seconds = time.perf_counter() - began
    peers, total = lapjvsp(market)
    assert total == market.total(chosen)
    return peers, seconds


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.stdin.readline()
    print(json.dumps(told()), flush=True)
