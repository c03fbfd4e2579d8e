"""Runs the solver where it holds up nobody: a small market here, a large one in a process of its own."""

import pickle
import subprocess
import sys
from collections.abc import Callable

from services.matching.engine.planning.flow import Unsolved, flow
from services.matching.engine.planning.market import Ints, Market, Most

SMALL = 20_000  # pairs: solved in some 10 ms, during which the service answers nobody
ASK_EVERY_SECONDS = 0.5

Stop = Callable[[], None]


def optimum(market: Market, *, most: Most, stop: Stop | None = None) -> Ints:
    """The pairs of the optimum. `stop` is called now and then, and raises where the answer is no longer wanted."""
    if len(market.need) <= SMALL:
        return flow(market, most=most)
    running = subprocess.Popen(
        [sys.executable, "-m", "services.matching.engine.planning"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        told = _spoken(running, pickle.dumps((market, most)), stop or (lambda: None))
    except BaseException:
        running.kill()
        running.communicate()  # closes the pipes, and waits for its end
        raise
    if running.returncode:
        raise Unsolved(f"the solver ended with {running.returncode}")
    chosen: Ints = pickle.loads(told)  # noqa: S301 -- our own process's
    return chosen


def _spoken(running: "subprocess.Popen[bytes]", asked: bytes, stop: Stop) -> bytes:
    sent: bytes | None = asked
    while True:
        try:
            return running.communicate(sent, timeout=ASK_EVERY_SECONDS)[0]
        except subprocess.TimeoutExpired:
            sent = None
            stop()
