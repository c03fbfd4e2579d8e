"""Fills places that rounds left empty, by putting somebody free in the stay of one who could fill them."""

from services.matching.engine.planning.draft import DraftInARow
from services.matching.engine.planning.pool import Suited
from services.matching.engine.planning.solution import Stay

MAX_PASSES = 3


def repair(room: DraftInARow) -> None:
    """Each step fills one place more and empties none, so it ends; fixed pairs stay."""
    for _ in range(MAX_PASSES):
        if not sum(_filled(room, number) for number, places in enumerate(room.places) if places):
            return


def _filled(room: DraftInARow, number: int) -> bool:
    """Whether somebody could be freed for the need. Free people who suit were placed by the rounds, or are now."""
    direct = _going(room, number)
    if direct is not None:
        room.give(number, direct)
        return True
    return any(_freed(room, number, stay) for stay in list(room.stays) if not stay.fixed)


def _freed(room: DraftInARow, number: int, stay: Stay) -> bool:
    """Whether the person of `stay` fits the need without it, and another takes their stay over."""
    if (room.needs[number].id, stay.expert) in room.wishes.excluded:
        return False
    other, suited = room.number_of(stay.need), room.take_back(stay)
    left = suited.expert
    wanted = room.suits(number, left)
    if wanted is not None and room.may_go(number, left):
        room.give(number, wanted)
        taker = _going(room, other)
        if taker is not None:
            room.give(other, taker)
            return True
        room.take_back(room.stays[-1])
    room.give(other, suited)
    return False


def _going(room: DraftInARow, number: int) -> Suited | None:
    """The best person for the need who may go once more."""
    experts = room.find(number, None).experts.tolist()
    return next((room.suits(number, expert) for expert in experts if room.may_go(number, expert)), None)
