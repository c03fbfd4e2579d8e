"""Child processes of the benchmarks, each a module that is spoken to in lines of text."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import structlog

END_SECONDS = 5


class Child:
    """One of our modules as a process, spoken to in lines. It ends with its input, so it never outlives its parent."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._module = module
        self._running = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.terminate()
        try:
            self._running.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def ask(self, line: str) -> str:
        """Send a line, and wait for the line that answers it. Raises RuntimeError where none comes."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(line + "\n")
        self._running.stdin.flush()
        answer = self._running.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._module} ended")
        return answer


def end_with_parent() -> None:
    """The side of a child that is not spoken to: end this process once its input ends."""

    def watch() -> None:
        while os.read(0, 1024):
            continue
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def answer(measure: Callable[[], object]) -> None:
    """The child's side: wait for a line, and answer with one line of JSON. Log lines go to stderr."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    sys.stdin.readline()
    print(json.dumps(measure()), flush=True)
