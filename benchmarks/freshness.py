"""P8: the time from an endorsement's 2xx until the expert is among a need's candidates."""

import time
from collections.abc import Callable
from statistics import median

import httpx

from benchmarks.goals import RANKABLE_P50, RANKABLE_P99, Measured
from benchmarks.house import House
from ressurspool.client.api import Client
from ressurspool.client.problem import ProblemError

TRIES = 30
PATIENCE_SECONDS = 5.0
ASK_EVERY_SECONDS = 0.002  # beside the request itself: this is the resolution of the measurement
P50_GOAL_MS = 100.0
P99_GOAL_MS = 500.0


def measure(house: House) -> list[Measured]:
    """Give and revoke the endorsement by turns, so that every try is of the same expert."""
    expert_id = house.employee.client.pool.mine().id
    need_id = house.posted().id
    # sent to the service itself: the development origin is not measured
    with Client(house.stack.address("matching"), token=house.requester.token) as asking:
        _wait(lambda: _is_known(asking, need_id))
        millis = [_try(house, expert_id, lambda: expert_id in _candidates(asking, need_id)) for _ in range(TRIES)]
    slowest = sorted(millis)[int(TRIES * 0.99)]
    return [
        Measured(goal=RANKABLE_P50, rounds=[(median(millis), P50_GOAL_MS)]),
        Measured(goal=RANKABLE_P99, rounds=[(slowest, P99_GOAL_MS)]),
    ]


def _try(house: House, expert_id: str, is_rankable: Callable[[], bool]) -> float:
    """Milliseconds from one endorsement until it is seen. It leaves the expert unendorsed, and out of the list."""
    pool = house.coordinator.client.pool
    assert not is_rankable(), "nobody stands in the list before the endorsement"
    pool.endorse(expert_id, house.endorsement())
    began = time.perf_counter()
    _wait(is_rankable)
    millis = (time.perf_counter() - began) * 1e3
    pool.revoke_endorsement(expert_id)
    _wait(lambda: not is_rankable())
    return millis


def _wait(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > ends:
            raise RuntimeError(f"matching had not followed the pool after {PATIENCE_SECONDS:g} s")
        time.sleep(ASK_EVERY_SECONDS)


def _is_known(client: Client, need_id: str) -> bool:
    """Whether matching has followed needs so far."""
    try:
        return _candidates(client, need_id) is not None
    except ProblemError as error:
        if error.status != httpx.codes.NOT_FOUND:
            raise
        return False


def _candidates(client: Client, need_id: str) -> set[str]:
    return {candidate.expert_id for candidate in client.matching.candidates(need_id).candidates}
