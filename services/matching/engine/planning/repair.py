"""Fills places that the rounds left empty: a free person takes over the stay of someone who could fill the place."""

from services.matching.engine.planning.draft import DraftInARow
from services.matching.engine.planning.pool import Suited
from services.matching.engine.planning.solution import Stay

MAX_PASSES = 3


def repair(draft: DraftInARow) -> None:
    """Fill empty places. Each step fills one more and empties none, so it ends. Fixed pairs stay."""
    for _ in range(MAX_PASSES):
        if not sum(_filled(draft, number) for number, places in enumerate(draft.places) if places):
            return


def _filled(draft: DraftInARow, number: int) -> bool:
    """Whether somebody could be freed for the need. Free people who suit were placed by the rounds, or are now."""
    direct = _going(draft, number)
    if direct is not None:
        draft.assign(number, direct)
        return True
    return any(_freed(draft, number, stay) for stay in list(draft.stays) if not stay.fixed)


def _freed(draft: DraftInARow, number: int, stay: Stay) -> bool:
    """Whether the person of `stay` fits the need without it, and another takes their stay over."""
    if (draft.needs[number].id, stay.expert) in draft.wishes.excluded:
        return False
    other, suited = draft.number_of(stay.need), draft.unassign(stay)
    left = suited.expert
    wanted = draft.suits(number, left)
    if wanted is not None and draft.may_go(number, left):
        draft.assign(number, wanted)
        taker = _going(draft, other)
        if taker is not None:
            draft.assign(other, taker)
            return True
        draft.unassign(draft.stays[-1])
    draft.assign(other, suited)
    return False


def _going(draft: DraftInARow, number: int) -> Suited | None:
    """The best person for the need who may go once more."""
    experts = draft.find(number, None).experts.tolist()
    return next((draft.suits(number, expert) for expert in experts if draft.may_go(number, expert)), None)
