"""P1 to P3: the best twenty experts of a synthetic pool, against databases and data frames that find the same.

A process of its own, so that a million experts leave no memory behind: a line in, a line of JSON out.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from functools import partial
from operator import eq
from statistics import median
from typing import Any

import numpy as np

from benchmarks import rank_peers, synthetic, text_peers
from benchmarks.children import Child, answer
from benchmarks.goals import Bound, Goal, Measured
from benchmarks.rank_peers import Best, Peer
from benchmarks.rank_question import question_of
from benchmarks.synthetic import SOMEBODY, TODAY, Pool
from services.matching.engine import compilation
from services.matching.engine.index import ExpertMirror, View
from services.matching.engine.outcomes import count_experts, homes_of
from services.matching.engine.query import kept_query_of, query_of
from services.matching.engine.search import best, counted, excluded_of, search
from services.matching.fit.conditions import Condition
from services.matching.fit.scoring import share
from services.matching.fit.states import ExpertState, NeedState

SMALL, LARGE = 100_000, 1_000_000
NEEDS, IN_A_ROW = 60, 10
BEST = 20
CHANGES = 1_000
SCAN_BYTES = 2**29
BYTES_GOAL, CHANGE_GOAL_MS, DRAFT_GOAL_MS = 64.0, 1.0, 20.0


def _faster(goal_id: str, peer: str, times: float, size: str) -> Goal:
    what = f"best 20 of {size} experts; {peer}"
    return Goal(id=goal_id, what=what, unit="/s", bound=Bound.AT_LEAST, limit=times)


def _counted(peer: str, times: float) -> Goal:
    what = f"best 20 and counts of 100k; {peer}"
    return Goal(id="P4", what=what, unit="/s", bound=Bound.AT_LEAST, limit=times)


SQLITE = _faster("P1", "SQLite", 50, "100k")
POSTGRES = _faster("P1", "PostgreSQL", 100, "100k")
POLARS = _faster("P2", "polars", 10, "1M")
DUCKDB = _faster("P2", "DuckDB", 10, "1M")
SCAN = Goal(id="P2", what="best 20 of 1M; reading the columns once", unit="ms", bound=Bound.AT_MOST, limit=0.5)
BYTES = Goal(id="P3", what="columns per expert; the goal", unit="B", bound=Bound.AT_MOST, limit=1)
CHANGE = Goal(id="P3", what="follow one change at 1M; the goal", unit="ms", bound=Bound.AT_MOST, limit=1)
TANTIVY = _counted("tantivy's best 20", 1)
TEXT = _counted("PostgreSQL full text's", 10)
COUNTS = Goal(id="P4", what="counts of 100k; reading the columns once", unit="ms", bound=Bound.AT_MOST, limit=3)
DRAFT = Goal(id="P4", what="a draft's counts by body, of 100k; the goal", unit="ms", bound=Bound.AT_MOST, limit=1)
GOALS = (SQLITE, POSTGRES, POLARS, DUCKDB, SCAN, BYTES, CHANGE, TANTIVY, TEXT, COUNTS, DRAFT)


def measure() -> list[Measured]:
    """Check that every peer finds the same experts with the same scores, before anything is measured."""
    with Child("benchmarks.ranking") as child:
        rounds = json.loads(child.ask("rank"))
    return [Measured(goal=goal, rounds=[tuple(one) for one in rounds[goal.what]]) for goal in GOALS]


def list_ms(measured: Sequence[Measured]) -> float:
    """How long it took to find and to count one list."""
    return next(1e3 / one.ours for one in measured if one.goal == TANTIVY)


def rounds_by_goal() -> dict[str, list[tuple[float, float]]]:
    compilation.compile_all()
    rounds: dict[str, list[tuple[float, float]]] = {}
    for size, goals in ((SMALL, {SQLITE: rank_peers.sqlite, POSTGRES: rank_peers.postgres}),
                        (LARGE, {POLARS: rank_peers.polars, DUCKDB: rank_peers.duckdb})):  # fmt: skip
        pool, needs = synthetic.pool(size), synthetic.needs(NEEDS)
        for goal, peer in goals.items():
            with ExitStack() as opened:
                rounds[goal.what] = _rates(pool, needs, opened.enter_context(peer(pool.plain)))
            _say(f"{goal.what}: measured")
        if size == SMALL:
            rounds |= _counted_rounds(pool, needs)
    rounds[SCAN.what] = _scan(pool, needs)
    rounds[BYTES.what] = [(_bytes(pool), BYTES_GOAL)]
    rounds[CHANGE.what] = [(_follow(pool), CHANGE_GOAL_MS)]
    return rounds


def ours(pool: Pool, need: NeedState) -> Best:
    """A list as the engine makes it: the need turned into numbers, the search, the ids found."""
    experts = pool.experts.apart(need.host)
    query = kept_query_of(need, experts.codes, on=TODAY, vocabulary=synthetic.VOCABULARY)
    assert query is not None, "the columns can answer it"
    return best(query, experts, limit=BEST)


def counts(pool: Pool, need: NeedState) -> list[Counter[Condition]]:
    """Whom each condition keeps out, and whom it keeps out alone."""
    experts = pool.experts.apart(need.host)
    query = query_of(need, experts.codes, on=TODAY, vocabulary=synthetic.VOCABULARY)
    assert query is not None, "the columns can answer it"
    counted_sets = counted(query, experts)
    return [excluded_of(counted_sets, alone=alone) for alone in (False, True)]


def ours_and_counts(pool: Pool, need: NeedState) -> Best:
    """The list, and the counts that stand beside it in an answer."""
    experts = pool.experts.apart(need.host)
    found = search(need, experts, limit=BEST, on=TODAY, vocabulary=synthetic.VOCABULARY)
    assert found is not None, "the columns can answer it"
    assert found.excluded(alone=False).total() >= found.excluded(alone=True).total()
    return found.best


def _counted_rounds(pool: Pool, needs: Sequence[NeedState]) -> dict[str, list[tuple[float, float]]]:
    """The peers answer an easier question, so what they find is only checked to be as much."""
    rounds = {COUNTS.what: _scan(pool, needs, counts), DRAFT.what: _drafts(pool, needs)}
    for goal, peer in ((TANTIVY, text_peers.tantivy), (TEXT, text_peers.postgres_text)):
        with peer(pool.plain) as found:
            rounds[goal.what] = _rates(pool, needs, found, ours_and_counts, equal=_as_many)
        _say(f"{goal.what}: measured")
    return rounds


def _drafts(pool: Pool, needs: Sequence[NeedState]) -> list[tuple[float, float]]:
    """Our milliseconds for what `POST /v1/fit` counts, of each need as a draft."""

    def counted_by_body(need: NeedState) -> None:
        found = count_experts(need, pool.experts, on=TODAY, vocabulary=synthetic.VOCABULARY)
        assert found.excluded.keys() >= found.alone.keys()
        assert homes_of(pool.experts).total() == len(pool.ids)

    return [(_seconds(partial(counted_by_body, need)) * 1e3, DRAFT_GOAL_MS) for need in needs]


def _as_many(_ours: Best, theirs: Best) -> bool:
    return len({key for _, key in theirs}) == BEST


def _rates(
    pool: Pool,
    needs: Sequence[NeedState],
    peer: Peer,
    find: Callable[[Pool, NeedState], Best] = ours,
    *,
    equal: Callable[[Best, Best], bool] = eq,
) -> list[tuple[float, float]]:
    """Lists per second for some needs in a row: ours, and right after them the peer's for the same needs."""
    asked = [(need, question_of(need, pool)) for need in needs]
    for need, question in asked:
        theirs = [(share(points, of=question.possible), key) for points, key in peer(question)]
        assert equal(find(pool, need), theirs), f"need {need.id}: the lists differ"
    rounds = []
    for first in range(0, len(asked), IN_A_ROW):
        row = asked[first : first + IN_A_ROW]
        seconds = _seconds(lambda row=row: [find(pool, need) for need, _ in row])  # type: ignore[misc]  # bound now
        peers = _seconds(lambda row=row: [peer(question) for _, question in row])  # type: ignore[misc]  # bound now
        rounds.append((len(row) / seconds, len(row) / peers))
    return rounds


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _scan(
    pool: Pool, needs: Sequence[NeedState], work: Callable[[Pool, NeedState], object] = ours
) -> list[tuple[float, float]]:
    """Our milliseconds, and those that reading every column once takes at the bandwidth of one core."""
    assert pool.experts.base is not None
    whole = pool.experts.base.part.bytes
    memory = np.ones(SCAN_BYTES // 8, np.uint64)
    rounds = []
    for need in needs:
        seconds = min(_seconds(lambda need=need: work(pool, need)) for _ in range(3))  # type: ignore[misc]  # bound now
        rounds.append((seconds * 1e3, _seconds(memory.sum) * 1e3 * whole / SCAN_BYTES))
    return rounds


def _bytes(pool: Pool) -> float:
    assert pool.experts.base is not None
    return pool.experts.base.bytes_per_expert


def _follow(pool: Pool) -> float:
    """Milliseconds to take one changed expert into the index, the median of a thousand."""
    mirror = ExpertMirror()
    mirror.view = View(states=pool.experts, complete=True)
    millis = []
    for number, key in enumerate(pool.ids[:: len(pool.ids) // CHANGES][:CHANGES], start=1):
        changed = _state_of(replace(SOMEBODY, id=key))
        began = time.perf_counter()
        mirror.apply([(key, changed)], position=f"e.{number}", head=number)
        millis.append((time.perf_counter() - began) * 1e3)
    assert len(mirror.experts) == len(pool.ids)
    return median(millis)


def _state_of(expert: ExpertState) -> dict[str, Any]:
    """An expert as pool publishes them."""
    state = asdict(expert) | {
        "state": "available",
        "skills": sorted(expert.skills),
        "languages": sorted(expert.languages),
    }
    return dict(json.loads(json.dumps(state, default=str)))


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    answer(rounds_by_goal)
