"""Starts, watches and ends processes of our own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

TERM_SECONDS = 8  # a service answers its waiting requests for up to five


class Process:
    """One process of `ressurspool-ops`: its log is a file, and it ends when the process that started it ends."""

    def __init__(self, name: str, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "ressurspool.ops", *arguments, "--attached"]
        self._environment = dict(environment)
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,  # closes however this process ends: see `end_with_starter`
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,  # Ctrl-C reaches the starter only, which then stops its processes in order
            )

    @property
    def pid(self) -> int | None:
        return self._running.pid if self._running else None

    @property
    def alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def ask_to_end(self) -> None:
        if self._running is not None and self.alive:
            self._running.terminate()

    def kill(self) -> None:
        if self._running is not None and self.alive:
            self._running.kill()
        self.wait_for_end(TERM_SECONDS)

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the process to end, at most this long; then kill it."""
        if self._running is None:
            return
        try:
            self._running.wait(seconds)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        if self._running.stdin is not None:
            self._running.stdin.close()

    def last_lines(self, count: int = 15) -> str:
        """The last lines of the log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


def end_with_starter() -> None:
    """End this process when its starter is gone: then the starter's end of our standard input closes."""

    def watch() -> None:
        while os.read(0, 1024):
            continue
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
