"""Starts, watches and ends processes of our own. They are forked from one that has imported what they share."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

TERM_SECONDS = 8  # a service answers its waiting requests for up to five
GONE_SECONDS = 0.001  # between the end of its sockets and the end of a process


class Forks:
    """The process that others are forked from. Started alone each would import the same for more than a second."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def start(self) -> None:
        """Start it where it does not run. It imports, while this process goes on."""
        if self._running is not None and self._running.poll() is None:
            return
        self.close()
        self._orders, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "ressurspool.ops.forks", str(theirs.fileno())]
            # Ctrl-C reaches the starter only, which then stops its processes in order
            self._running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True
            )

    def fork(self, order: Mapping[str, object]) -> socket.socket:
        """Fork a process that carries the order out. Either end of the socket reads its end when the other is gone."""
        self.start()
        assert self._orders is not None
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._orders, [b"1"], [theirs.fileno()])
        ours.sendall(json.dumps(order).encode() + b"\n")
        return ours

    def close(self) -> None:
        """End it. What was forked from it goes on."""
        if self._running is None or self._orders is None:
            return
        self._orders.close()
        self._running.wait()
        self._running = self._orders = None


class Process:
    """One command of `ressurspool-ops` as a process: its log is a file, and it ends when its starter ends."""

    def __init__(
        self, name: str, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path, forks: Forks
    ) -> None:
        self.name = name
        self.log = log
        self._command = list(arguments)
        self._environment = dict(environment)
        self._forks = forks
        self._end: socket.socket | None = None  # ours; the process holds the other as long as it lives
        self._pid: int | None = None

    def start(self) -> None:
        self._close()
        order = {"command": self._command, "environment": self._environment, "log": str(self.log)}
        self._end, self._pid = self._forks.fork(order), None

    @property
    def pid(self) -> int | None:
        """Of the process that was started last. Waits until it is forked."""
        if self._pid is None and self._end is not None:
            with suppress(ConnectionResetError):  # it was never forked
                line = self._end.recv(32)  # it writes this one line, at once
                self._pid = int(line) if line else None
        return self._pid

    @property
    def alive(self) -> bool:
        return self._lives(seconds=0)

    def ask_to_end(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        self.wait_for_end(TERM_SECONDS)

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the process to end, at most this long; then kill it."""
        if self._lives(seconds=seconds):
            self._signal(signal.SIGKILL)
            self._lives(seconds=TERM_SECONDS)
        self._close()

    def last_lines(self, count: int = 15) -> str:
        """The last lines of the log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

    def _lives(self, *, seconds: float) -> bool:
        """Whether it still lives after so many seconds, or less where it ends before."""
        if self._end is None or self.pid is None:
            return False
        readable, _, _ = select.select([self._end], [], [], seconds)
        return not readable

    def _signal(self, which: signal.Signals) -> None:
        if self.alive and self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, which)

    def _close(self) -> None:
        """Forget a process that has ended, once the system has forgotten it too."""
        if self._end is None:
            return
        self._end.close()
        self._end = None
        with suppress(ProcessLookupError):
            ends = time.monotonic() + TERM_SECONDS
            while self._pid is not None and time.monotonic() < ends:
                os.kill(self._pid, 0)
                time.sleep(GONE_SECONDS)
