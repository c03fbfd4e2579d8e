"""The solver as a process: a pickled market in, the chosen pairs out. Only `solver` starts it."""

import pickle
import sys

from services.matching.engine.planning.flow import flow

if __name__ == "__main__":
    market, most = pickle.load(sys.stdin.buffer)  # noqa: S301 -- from the process that started this one
    sys.stdout.buffer.write(pickle.dumps(flow(market, most=most)))
