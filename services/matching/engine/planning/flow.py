"""Finds the optimum as a min-cost flow: need → expert → home agency → end, a need's places as its supply.

OR-tools holds the interpreter's lock while it solves, 1.0 s for a million pairs: see `solver` for who may call this.
"""

from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from services.matching.engine.planning.market import UNLIMITED, Ints, Market, Most


class Unsolved(RuntimeError):
    """The solver did not find the optimum of a problem that always has one."""


def flow(market: Market, *, most: Most) -> Ints:
    """The chosen pairs, by their number in the columns. A need may stay empty, so there is always an optimum."""
    solver = min_cost_flow.SimpleMinCostFlow()
    pairs = _add_pairs(solver, market)
    end = _add_ways_out(solver, market)
    needs = np.arange(len(market.places))
    if most is Most.SCORE:
        _arcs(solver, needs, np.full(len(needs), end), market.places, np.zeros(len(needs), dtype=np.int64))
    supplies = np.append(market.places, -market.places.sum())
    solver.set_nodes_supplies(np.append(needs, end), supplies)
    status = solver.solve() if most is Most.SCORE else solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise Unsolved(str(status))
    return np.flatnonzero(solver.flows(pairs)).astype(np.int64)


def _add_pairs(solver: Any, market: Market) -> Any:
    one = np.ones(len(market.need), dtype=np.int64)
    return _arcs(solver, market.need, len(market.places) + market.expert, one, -market.score)


def _add_ways_out(solver: Any, market: Market) -> int:
    """From each expert to the end, by way of their home agency where that lends only so many. Returns the end."""
    experts = len(market.places) + np.arange(len(market.home))
    homes = len(market.places) + len(market.home) + np.arange(len(market.caps))
    end = len(market.places) + len(market.home) + len(market.caps)
    capped = market.caps < UNLIMITED
    onward = np.where(capped[market.home], homes[market.home], end) if len(market.home) else experts
    none = np.zeros(len(experts), dtype=np.int64)
    _arcs(solver, experts, onward, np.ones(len(experts), dtype=np.int64), none)
    limited = homes[capped]
    _arcs(solver, limited, np.full(len(limited), end), market.caps[capped], np.zeros(len(limited), dtype=np.int64))
    return end


def _arcs(solver: Any, tails: Ints, heads: Ints, capacities: Ints, costs: Ints) -> Any:
    return solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
