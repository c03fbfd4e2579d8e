"""Lets the time pass, and sees how a state ends."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job
from tests.lives.life import Life

STEP = timedelta(days=7)
LONGEST = timedelta(days=3 * 365)


def assert_clock_ends(
    life: Life, state: str, *, read: Callable[[], str], jobs: Sequence[Job], database: Database
) -> None:
    """The jobs lead a thing out of the state by the verb that the page names, and before three years are over."""
    assert read() == state
    with clock.stopped_at(clock.now()) as move:
        passed = timedelta(0)
        while read() == state and passed < LONGEST:
            move(STEP)
            passed += STEP
            for job in jobs:
                job.work(database)
        assert read() in exits_of(life, state), f"{state} is left after {passed.days} days for {read()}"


def exits_of(life: Life, state: str) -> set[str]:
    return {to for verb, to in life.transitions_from(state) if verb == life.exits[state].verb}
