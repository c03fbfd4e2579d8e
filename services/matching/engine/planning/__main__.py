"""The solver as a process, given the directory of its files. Only `solver` starts it."""

import sys
from pathlib import Path

from services.matching.engine.planning.solver import serve

if __name__ == "__main__":
    serve(Path(sys.argv[1]))
