"""I14: however many processes and threads guess at an account, few guesses are made."""

import subprocess
import sys

from services.kit import clock
from tests.support.counts import Measured, count
from tests.support.service_fixtures import database_url_fixture

PROCESSES = 3
SECONDS = 240
AT_ONCE, PACE_SECONDS = 4, 450  # of the account's gate


url = database_url_fixture("auth", scope="module")


def let_through(url: str, how: str, *, guesses: int) -> tuple[int, float]:
    """How many of the guesses of all processes were made, and for how many seconds they went on."""
    began = clock.monotonic()
    command = [sys.executable, "-m", "tests.faults.scenes.guesser", url, str(guesses // PROCESSES), how]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    made = sum(int(process.communicate(timeout=SECONDS)[0]) for process in running)
    return made, clock.monotonic() - began


def test_few_of_many_guesses_are_made(url: str, measured: Measured) -> None:
    guesses = count(10_000)
    made, seconds = let_through(url, "in-database", guesses=guesses)
    measured(f"I14: {guesses:,} guesses by {PROCESSES} processes in {seconds:.0f} s, {made} made")
    assert AT_ONCE <= made <= AT_ONCE + seconds / PACE_SECONDS + 1


def test_a_count_in_each_process_lets_each_have_its_own(url: str) -> None:
    made, _ = let_through(url, "in-each-process", guesses=PROCESSES * 10)
    assert made == PROCESSES * AT_ONCE
    assert made > 10
