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


def make_plan_in_rows(wishes: Wishes, needs: Iterable[NeedState], pool: ChangingPool, *, tell: Report) -> Solution:
    """A plan in which everybody goes at most `in_a_row` times, never twice on a day."""
    needs, everybody = list(needs), list(pool)
    room = DraftInARow(wishes, needs, pool)
    first = [room.find(number, None) for number in range(len(room.needs))]
    highest, pairs = highest_possible(room, count=wishes.objective is Objective.MOST_PLACEMENTS)
    tell(30)
    _rounds(room, wishes.objective, tell)
    tell(60)
    if wishes.objective is not Objective.STABLE:
        repair(room)
    tell(80)
    other = Objective.MOST_SCORE if wishes.objective is Objective.STABLE else Objective.STABLE
    compared = DraftInARow(
        wishes, needs, ChangingPool(everybody, on=pool.on, vocabulary=pool.vocabulary, places=pool.places)
    )
    _rounds(compared, other, tell)
    gaps = gaps_of(room, first, room.market(first), ints(()))
    got = len(room.stays) if wishes.objective is Objective.MOST_PLACEMENTS else sum(one.score for one in room.stays)
    loss = Loss(at_most=max(highest - got, 0), highest=highest, method="lp", pairs=pairs, needs_cut=0)
    return Solution(
        stays=tuple(room.stays),
        gaps=gaps,
        places=room.offered,
        reached=(_reached(wishes.objective, room), _reached(other, compared)),
        loss=loss,
        dropped=tuple(room.dropped),
    )


def _rounds(room: DraftInARow, objective: Objective, tell: Report) -> None:
    for _ in range(room.wishes.in_a_row):
        found = [room.find(number, None) for number in range(len(room.needs))]
        market = room.market(found)
        chosen = choose(objective, market, tell)
        if not len(chosen):
            return
        for pair in chosen:
            number, expert = int(market.need[pair]), int(market.expert[pair])
            room.give(number, room.going(number, expert))


def _reached(objective: Objective, room: DraftInARow) -> Reached:
    score = sum(stay.score for stay in room.stays)
    return Reached(objective=objective, placements=len(room.stays), score=score, blocking_pairs=None)
