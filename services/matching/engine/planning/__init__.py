"""Assigns everybody to everything at once: the market as arrays, its optimum, what it costs and what bounds it."""

from services.matching.engine.planning.bound import Bound, upper_bound
from services.matching.engine.planning.greedy import blocking_pairs, greedy
from services.matching.engine.planning.market import UNLIMITED, Ints, Market, Most, ints
from services.matching.engine.planning.solving import Stop, optimum

__all__ = [
    "UNLIMITED",
    "Bound",
    "Ints",
    "Market",
    "Most",
    "Stop",
    "blocking_pairs",
    "greedy",
    "ints",
    "optimum",
    "upper_bound",
]
