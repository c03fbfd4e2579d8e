"""How many experts fit a need, how many each condition keeps out, and of which bodies they all are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from services.matching.engine import compilation
from services.matching.engine.columns import Numbers
from services.matching.engine.experts import Experts
from services.matching.fit.conditions import Condition, against
from services.matching.fit.pairs import Pair
from services.matching.fit.privacy import Crowd
from services.matching.fit.states import ExpertState, NeedState
from vocabulary import Vocabulary

CONDITIONS = tuple(Condition)
NOBODY = Crowd()
SETS = 1 << len(CONDITIONS)  # of conditions that may fail together, as an integer with a bit for each


@dataclass
class Counted:
    """Those who fit, and those whom each condition keeps out: with others, or `alone`."""

    eligible: Crowd = NOBODY
    excluded: dict[Condition, Crowd] = field(default_factory=dict)
    alone: dict[Condition, Crowd] = field(default_factory=dict)

    def add(self, failing: Iterable[Condition], crowd: Crowd) -> None:
        """Count some who fail these conditions."""
        failing = tuple(failing)
        if not failing:
            self.eligible += crowd
        for condition in failing:
            self.excluded[condition] = self.excluded.get(condition, NOBODY) + crowd
        if len(failing) == 1:
            self.alone[failing[0]] = self.alone.get(failing[0], NOBODY) + crowd


def count_experts(need: NeedState, experts: Experts, *, on: date, vocabulary: Vocabulary) -> Counted:
    """Computed from the columns where they exist and their loops are compiled, else by the reference."""
    counted, apart = Counted(), experts.apart(need.host)
    ready = apart.base is not None and compilation.READY.is_set()
    in_rows = ready and _from_columns(counted, need, apart, on=on, vocabulary=vocabulary)
    for expert in apart.loose() if in_rows else experts.values():
        failing = against(Pair(expert=expert, need=need, on=on, vocabulary=vocabulary))
        counted.add(failing, _one(expert))
    return counted


def homes_of(experts: Experts) -> Counter[str]:
    """How many experts of each home there are."""
    counted = Counter(entry.state.home for entry in experts.since.entries.values())
    if experts.base is not None:
        found = np.bincount(experts.base.part.columns.home[experts.living])
        words = {number: home for home, number in list(experts.codes.homes.items())}  # it grows meanwhile
        counted.update({words.get(number, ""): int(found[number]) for number in np.flatnonzero(found).tolist()})
    return counted


def crowd_of(homes: Counter[str]) -> Crowd:
    return Crowd(experts=homes.total(), homes=frozenset(+homes))


def _one(expert: ExpertState) -> Crowd:
    return Crowd(experts=1, homes=frozenset({expert.home}))


def _from_columns(counted: Counted, need: NeedState, experts: Experts, *, on: date, vocabulary: Vocabulary) -> bool:
    """Count those with rows. False for a need that only the reference can answer."""
    from services.matching.engine.query import query_of  # noqa: PLC0415 -- imports numba, as the line below
    from services.matching.engine.search import failing_rows  # noqa: PLC0415 -- which small pools never need

    query = query_of(need, experts.codes, on=on, vocabulary=vocabulary)
    if query is None:
        return False
    words = np.array(["", *experts.codes.homes], object)
    for sets, homes in failing_rows(query, experts):
        if len(sets):
            _add_table(counted, *_by_set(sets, homes), words=words)
    return True


def _by_set(sets: Numbers, homes: Numbers) -> tuple[Numbers, Numbers]:
    """The sets of conditions that somebody fails, and for each how many of each home do."""
    found = np.flatnonzero(np.bincount(sets, minlength=SETS))
    place = np.zeros(SETS, np.int64)
    place[found] = np.arange(len(found))
    width = int(homes.max()) + 1
    table = np.bincount(place[sets] * width + homes, minlength=len(found) * width)
    return found, table.reshape(len(found), width)


def _add_table(counted: Counted, found: Numbers, table: Numbers, *, words: Numbers) -> None:
    counted.eligible += _crowd(table[found == 0], words)
    for place, condition in enumerate(CONDITIONS):
        bit = 1 << place
        for kept, those in ((counted.excluded, found & bit != 0), (counted.alone, found == bit)):
            crowd = _crowd(table[those], words)
            if crowd.experts:
                kept[condition] = kept.get(condition, NOBODY) + crowd


def _crowd(table: Numbers, words: Numbers) -> Crowd:
    by_home = table.sum(axis=0)
    return Crowd(experts=int(by_home.sum()), homes=frozenset(words[np.flatnonzero(by_home)].tolist()))
