"""Runs the solver without blocking the service: a small market in this process, a large one in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Self

import numpy as np

from services.matching.engine.planning.flow import Unsolved, flow
from services.matching.engine.planning.market import Ints, Market, Most

SMALL = 20_000  # pairs: solved in some 10 ms, during which the service answers no request
ASK_EVERY_SECONDS = 0.5
COLUMNS = ("need", "expert", "score", "places", "home", "caps", "left_out")
MARKET, CHOSEN = "market.npz", "chosen.npy"  # in a directory that both processes know

Stop = Callable[[], None]


class SolverEnded(RuntimeError):
    """The solver's process was ended from outside, as by a machine without memory: another try may have better luck."""


class Solver:
    """Solves any number of markets; the large ones in one process, which ends with this.

    `stop` is called now and then while it works, and raises where the answer is no longer wanted.
    """

    def __init__(self, stop: Stop | None = None) -> None:
        self._stop = stop or (lambda: None)
        self._running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._running is not None:
            self._running.kill()
            self._running.communicate()  # closes the pipes, and waits for its end
            self._files.cleanup()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the process, if it does not run: it takes half a second until it can solve."""
        if self._running is None:
            self._files = TemporaryDirectory()
            self._running = subprocess.Popen(  # noqa: S603 -- our own module
                [sys.executable, "-m", "services.matching.engine.planning", self._files.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._running

    def solve(self, market: Market, *, most: Most) -> Ints:
        """The pairs of the optimum. Raises Unsolved, SolverEnded."""
        if len(market.need) <= SMALL:
            return flow(market, most=most)
        running, files = self.start(), Path(self._files.name)
        assert running.stdin is not None
        assert running.stdout is not None
        with (files / MARKET).open("wb") as written:
            np.savez(written, allow_pickle=False, **{name: getattr(market, name) for name in COLUMNS})
        try:
            running.stdin.write(f"{most}\n".encode())
            running.stdin.flush()
        except BrokenPipeError:
            raise SolverEnded("before it was asked") from None
        while not select([running.stdout], [], [], ASK_EVERY_SECONDS)[0]:
            self._stop()
        answer = running.stdout.readline()
        if not answer:
            raise SolverEnded(f"with {running.wait()}")
        if answer.strip():
            raise Unsolved(answer.decode().strip())
        chosen: Ints = np.load(files / CHOSEN)
        return chosen


def optimum(market: Market, *, most: Most, stop: Stop | None = None) -> Ints:
    """The pairs of the optimum."""
    with Solver(stop) as solver:
        return solver.solve(market, most=most)


def serve(files: Path) -> None:
    """The process: a line with what an optimum maximises in, a line out once the chosen are written, or why not."""
    for line in sys.stdin:
        with np.load(files / MARKET) as columns:
            market = Market(**{name: columns[name] for name in COLUMNS})
        try:
            np.save(files / CHOSEN, flow(market, most=Most(line.strip())))
            answer = ""
        except Unsolved as unsolved:
            answer = str(unsolved)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
