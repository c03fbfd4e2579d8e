"""Finds why places of a plan stay empty."""

from collections.abc import Sequence

import numpy as np

from services.matching.engine.planning.draft import Draft
from services.matching.engine.planning.market import Ints, Market
from services.matching.engine.planning.pool import Found, can_begin, clipped
from services.matching.engine.planning.solution import Gap, Shortfall
from services.matching.fit.conditions import Condition

MAX_LOOKED_AT = 2_000_000  # pairs that are examined once more to find which condition excludes people


def gaps_of(draft: Draft, found: Sequence[Found], market: Market, chosen: Ints) -> tuple[Gap, ...]:
    """Why places stay empty beside the chosen pairs, before these are assigned."""
    open_places = market.places - market.taking(chosen).places
    lendable = _people_kept_by_caps(market, chosen)
    explained = max(MAX_LOOKED_AT // max(len(draft.pool), 1), 1)
    gaps = []
    for number, need in enumerate(draft.needs):
        missing = int(open_places[number])
        if need.state != "open" or need.filled >= need.places:
            gaps.append(Gap(need=need.id, places=max(need.places - need.filled, 0), because=Shortfall.NEED_NOT_OPEN))
        elif missing:
            because = _because(draft, number, found[number], lendable)
            condition = _condition(draft, number) if because is Shortfall.NO_CANDIDATES and explained > 0 else None
            explained -= condition is not None
            gaps.append(Gap(need=need.id, places=missing, because=because, condition=condition))
    return tuple(gaps)


def _because(draft: Draft, number: int, found: Found, kept_by_caps: frozenset[int]) -> Shortfall:
    need = draft.needs[number]
    if not can_begin(clipped(need, draft.wishes.horizon), draft.pool.on) and draft.wishes.horizon is not None:
        return Shortfall.OUTSIDE_HORIZON
    if not draft.pool.knows_a_field(need):
        return Shortfall.FIELD_UNKNOWN
    if not len(found.experts):
        return Shortfall.EXCLUDED_PAIRS if found.excluded else Shortfall.NO_CANDIDATES
    if kept_by_caps and found.next_score:  # everybody counts, not only the best
        found = draft.find(number, None)
    if not kept_by_caps.isdisjoint(found.experts.tolist()):
        return Shortfall.LENDING_CAP
    return Shortfall.PEOPLE_TAKEN


def _people_kept_by_caps(market: Market, chosen: Ints) -> frozenset[int]:
    """The people who are free, but whose home agency lends nobody more."""
    taken = market.taking(chosen)
    full = taken.caps >= market.caps
    kept = (taken.experts == 0) & (full[market.home] if len(market.home) else False)
    return frozenset(np.flatnonzero(kept).tolist())


def _condition(draft: Draft, number: int) -> Condition | None:
    """The condition that alone keeps out most experts; where none does, the one that most fail."""
    counted = draft.pool.excluded(clipped(draft.needs[number], draft.wishes.horizon))
    return max(counted, key=lambda condition: counted[condition], default=None)
