"""Runs the solver without blocking the service: a small market in this process, a large one in a process of its own."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO

from services.matching.engine.planning.flow import Unsolved, flow
from services.matching.engine.planning.market import Ints, Market, Most

SMALL = 20_000  # pairs: solved in some 10 ms, during which the service answers no request
ASK_EVERY_SECONDS = 0.5

Stop = Callable[[], None]


def optimum(market: Market, *, most: Most, stop: Stop | None = None) -> Ints:
    """The pairs of the optimum. `stop` is called now and then, and raises where the answer is no longer wanted."""
    if len(market.need) <= SMALL:
        return flow(market, most=most)
    with TemporaryFile() as asked:
        pickle.dump((market, most), asked)
        asked.seek(0)
        answer = _answer(asked, stop or (lambda: None))
    chosen: Ints = pickle.loads(answer)  # noqa: S301 -- our own process's
    return chosen


def _answer(asked: IO[bytes], stop: Stop) -> bytes:
    """The output of the solver's process, which reads its input from a file.

    `communicate` forgets the rest of an input when it times out before all is read (CPython 3.11), and then both
    processes would wait for ever.
    """
    running = subprocess.Popen(
        [sys.executable, "-m", "services.matching.engine.planning"], stdin=asked, stdout=subprocess.PIPE
    )
    try:
        answer = _output(running, stop)
    except BaseException:
        running.kill()
        running.communicate()  # closes the pipe, and waits for its end
        raise
    if running.returncode:
        raise Unsolved(f"the solver ended with {running.returncode}")
    return answer


def _output(running: "subprocess.Popen[bytes]", stop: Stop) -> bytes:
    while True:
        try:
            return running.communicate(timeout=ASK_EVERY_SECONDS)[0]
        except subprocess.TimeoutExpired:
            stop()
