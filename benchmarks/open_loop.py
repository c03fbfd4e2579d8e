"""An open loop: acts are sent when they are due, however long the answers before them take.

Times count from when an act was due, so that an act that is sent late because others were slow counts as slow too.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from benchmarks.acts import Act, Connections

MOST_WAITING = 400  # answers at one time: beyond it the step is over
ANSWER_SECONDS = 10.0  # the last answers of a step come within that


@dataclass(frozen=True, kw_only=True)
class Draw:
    """An act, and the job that it is a write of."""

    act: Act
    job: Any = None


class Mix(Protocol):
    """Where the acts come from, and what is told how each went."""

    def draw(self) -> Draw:
        """The next act."""

    def answered(self, draw: Draw, body: str) -> None:
        """It was done."""

    def refused(self, draw: Draw) -> None:
        """A service was busy, or the caller had asked for too much."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What came of one rate, in acts a second."""

    rate: float
    done_per_second: float
    times_ms: Sequence[float]  # of those that were done, in order
    refused: Counter[str] = field(default_factory=Counter)  # by reason

    @property
    def p50_ms(self) -> float:
        return self._percentile(50)

    @property
    def p99_ms(self) -> float:
        return self._percentile(99)

    def _percentile(self, percent: int) -> float:
        """Infinite where every act was refused."""
        if not self.times_ms:
            return float("inf")
        return self.times_ms[len(self.times_ms) * percent // 100]


@dataclass(kw_only=True)
class _Run:
    mix: Mix
    connections: Connections
    times: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    last_answer: float = 0.0

    async def do(self, draw: Draw, due: float) -> None:
        answer = await self.connections.send(draw.act)
        self.last_answer = max(self.last_answer, answer.at)
        if refusal := answer.refusal:
            self.refused[f"{refusal}: {draw.act.name}"] += 1
            self.mix.refused(draw)
            return
        if wrong := draw.act.fault_of(answer):
            raise RuntimeError(wrong)
        self.times.append((answer.at - due) * 1e3)
        self.mix.answered(draw, answer.body)


async def step(mix: Mix, connections: Connections, *, rate: float, seconds: float, seed: int) -> Step:
    """Send for so many seconds, at moments of a Poisson process. Raises RuntimeError for any wrong answer."""
    run = _Run(mix=mix, connections=connections)
    began = time.perf_counter()
    async with asyncio.timeout(seconds + ANSWER_SECONDS), asyncio.TaskGroup() as waiting:
        under_way: set[asyncio.Task[None]] = set()
        for due in _moments(rate, seconds, seed):
            await asyncio.sleep(began + due - time.perf_counter())
            if len(under_way) >= MOST_WAITING:
                raise RuntimeError(f"{MOST_WAITING} answers are waited for")
            task = waiting.create_task(run.do(mix.draw(), began + due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
    return Step(
        rate=rate,
        done_per_second=len(run.times) / max(run.last_answer - began, seconds),
        times_ms=sorted(run.times),
        refused=run.refused,
    )


def _moments(rate: float, seconds: float, seed: int) -> list[float]:
    """When acts are due, in seconds from the beginning."""
    random = Random(seed)  # noqa: S311 -- the same moments in every run
    moments, at = [], random.expovariate(rate)
    while at < seconds:
        moments.append(at)
        at += random.expovariate(rate)
    return moments
