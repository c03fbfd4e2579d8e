"""Makes a plan in which a person may go several times: rounds of the flow, then repair, then a bound.

Each round gives everybody at most one stay more; what they are given is busy in the next. Repair then lets somebody
who is in the way of an empty place be replaced by a person who is free. The result is not always the best there is:
the bound says how far off it can be.
"""

from collections.abc import Iterable

from services.matching.engine.planning.draft import DraftInARow
from services.matching.engine.planning.gaps import gaps_of
from services.matching.engine.planning.market import ints
from services.matching.engine.planning.pool import ChangingPool
from services.matching.engine.planning.relaxation import highest_possible
from services.matching.engine.planning.repair import repair
from services.matching.engine.planning.single_stays import Report, choose
from services.matching.engine.planning.solution import Loss, Reached, Solution
from services.matching.engine.planning.wishes import Objective, Wishes
from services.matching.fit.states import NeedState


def make_plan_in_rows(wishes: Wishes, needs: Iterable[NeedState], pool: ChangingPool, *, report: Report) -> Solution:
    """A plan in which everybody goes at most `in_a_row` times, never twice on a day."""
    needs, everybody = list(needs), list(pool)
    draft = DraftInARow(wishes, needs, pool)
    first = [draft.find(number, None) for number in range(len(draft.needs))]
    highest, pairs = highest_possible(draft, count=wishes.objective is Objective.MOST_PLACEMENTS)
    report(30)
    _rounds(draft, wishes.objective, report)
    report(60)
    if wishes.objective is not Objective.STABLE:
        repair(draft)
    report(80)
    other = Objective.MOST_SCORE if wishes.objective is Objective.STABLE else Objective.STABLE
    compared = DraftInARow(
        wishes, needs, ChangingPool(everybody, on=pool.on, vocabulary=pool.vocabulary, places=pool.places)
    )
    _rounds(compared, other, report)
    gaps = gaps_of(draft, first, draft.market(first), ints(()))
    got = len(draft.stays) if wishes.objective is Objective.MOST_PLACEMENTS else sum(one.score for one in draft.stays)
    loss = Loss(at_most=max(highest - got, 0), highest=highest, method="lp", pairs=pairs, needs_cut=0)
    return Solution(
        stays=tuple(draft.stays),
        gaps=gaps,
        places=draft.offered,
        reached=(_reached(wishes.objective, draft), _reached(other, compared)),
        loss=loss,
        dropped=tuple(draft.dropped),
    )


def _rounds(draft: DraftInARow, objective: Objective, report: Report) -> None:
    for _ in range(draft.wishes.in_a_row):
        found = [draft.find(number, None) for number in range(len(draft.needs))]
        market = draft.market(found)
        chosen = choose(objective, market, report)
        if not len(chosen):
            return
        for pair in chosen:
            number, expert = int(market.need[pair]), int(market.expert[pair])
            draft.assign(number, draft.pair_of(number, expert))


def _reached(objective: Objective, draft: DraftInARow) -> Reached:
    score = sum(stay.score for stay in draft.stays)
    return Reached(objective=objective, placements=len(draft.stays), score=score, blocking_pairs=None)
