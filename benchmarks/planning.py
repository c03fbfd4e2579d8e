"""P5 and P6: a plan of 20,000 needs and 100,000 experts as the service makes it, against scipy's LAPJVsp.

The work is done in a process of its own, so that its memory can be measured: a line in, a line of JSON out.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Thread

import numpy as np

from benchmarks import synthetic
from benchmarks.children import Child, answer
from benchmarks.goals import Bound, Goal, Measured
from benchmarks.synthetic import TODAY, VOCABULARY
from services.matching.engine import compilation
from services.matching.engine.planning.column_generation import priced_optimum
from services.matching.engine.planning.columns import ColumnPool
from services.matching.engine.planning.draft import Draft
from services.matching.engine.planning.flow import flow
from services.matching.engine.planning.market import Market, Most
from services.matching.engine.planning.single_stays import PAIRS_A_NEED, make_plan
from services.matching.engine.planning.solution import Solution
from services.matching.engine.planning.wishes import Objective, Wishes

NEEDS, EXPERTS = 20_000, 100_000
TIGHT_NEEDS, TIGHT_EXPERTS = 6_500, 10_000
ROUNDS = 3
MOST_SECONDS, MOST_MEGABYTES = 6.0, 700.0
WATCHED_EVERY_SECONDS = 0.02

TIME = Goal(id="P5", what="plan 100k × 20k with its pairs; the goal", unit="s", bound=Bound.AT_MOST, limit=1)
MEMORY = Goal(id="P5", what="memory of that plan; the goal", unit="MB", bound=Bound.AT_MOST, limit=1)
SOLVING = Goal(id="P5", what="optimum of 100k × 20k, proved; LAPJVsp", unit="/s", bound=Bound.AT_LEAST, limit=3)
LOSS = Goal(id="P5", what="proved of the optimum; all of it", unit="%", bound=Bound.AT_LEAST, limit=1)
GAIN = Goal(id="P6", what="placements where tight; greedy's", unit="", bound=Bound.AT_LEAST, limit=1)
PRICE = Goal(id="P6", what="blocking pairs of the plan, stated; of the pairs", unit="", bound=Bound.AT_MOST, limit=1)
GOALS = (TIME, MEMORY, SOLVING, LOSS, GAIN, PRICE)


def measure() -> list[Measured]:
    """Check that both sides find the same optimum, before anything is measured."""
    with Child("benchmarks.planning") as child:
        rounds = json.loads(child.ask("plan"))
    return [Measured(goal=goal, rounds=[tuple(one) for one in rounds[goal.what]]) for goal in GOALS]


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


def rounds_by_goal() -> dict[str, list[tuple[float, float]]]:
    compilation.compile_all()
    _planned(20, 3_000, Objective.MOST_SCORE)  # compiles the loops of plans
    plan, seconds, megabytes = _planned(NEEDS, EXPERTS, Objective.MOST_SCORE)
    best, greedy = plan.reached
    _say(f"{plan.loss.pairs} pairs, {best.placements} placed, greedy {greedy.placements}, {plan.loss.at_most} lost")
    tight, _, _ = _planned(TIGHT_NEEDS, TIGHT_EXPERTS, Objective.MOST_PLACEMENTS)
    most, fewer = tight.reached
    market = _market(NEEDS, EXPERTS)
    return {
        TIME.what: [(seconds, MOST_SECONDS)],
        MEMORY.what: [(megabytes, MOST_MEGABYTES)],
        SOLVING.what: [_solved(market) for _ in range(ROUNDS)],
        LOSS.what: [(min(100 * (1 - one.loss.at_most / one.loss.highest) for one in (plan, tight)), 100.0)],
        GAIN.what: [(most.placements, fewer.placements)],
        PRICE.what: [(best.blocking_pairs or 0, plan.loss.pairs)],
    }


def _planned(needs: int, experts: int, objective: Objective) -> tuple[Solution, float, float]:
    """A plan as the service makes it, from the index to the reasons; its seconds, and the memory in MB it took."""
    pool, asked = synthetic.pool(experts, with_states=True), synthetic.needs(needs)
    before = _peak("self")
    began = time.perf_counter()
    with _watched() as solvers:
        columns = ColumnPool(pool.experts.merged(), on=TODAY, vocabulary=VOCABULARY)
        plan = make_plan(Wishes(objective=objective), asked, columns, report=lambda _: None)
    return plan, time.perf_counter() - began, _peak("self") - before + max(solvers, default=0.0)


def _peak(process: str) -> float:
    """The most memory that a process had, in MB. A child's `ru_maxrss` would count what its parent had at the fork."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@contextmanager
def _watched() -> Iterator[list[float]]:
    """The peaks of the processes that are started meanwhile, looked at again and again: they end with the plan."""
    peaks, over = [0.0], Event()

    def watch() -> None:
        while not over.wait(WATCHED_EVERY_SECONDS):
            for child in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError, IndexError, ValueError):  # it has ended, or not begun
                    peaks.extend(_peak(one) for one in child.read_text(encoding="ascii").split())

    watching = Thread(target=watch)
    watching.start()
    try:
        yield peaks
    finally:
        over.set()
        watching.join()


def _market(needs: int, experts: int) -> Market:
    """The pairs that a plan begins with."""
    columns = ColumnPool(synthetic.pool(experts).experts, on=TODAY, vocabulary=VOCABULARY)
    draft = Draft(Wishes(objective=Objective.MOST_SCORE), synthetic.needs(needs), columns)
    return draft.market(draft.find_each(PAIRS_A_NEED, lambda _: None))


def _solved(market: Market) -> tuple[float, float]:
    """Plans per second, ours and the peer's, once both have reached the same total."""
    began = time.perf_counter()
    chosen = priced_optimum(market, most=Most.SCORE, solve=partial(flow, most=Most.SCORE)).chosen
    seconds = time.perf_counter() - began
    peers, total = lapjvsp(market)
    assert total == market.total(chosen)
    return 1 / seconds, 1 / peers


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    answer(rounds_by_goal)
