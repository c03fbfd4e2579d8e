"""Processes of our own: started, killed, restarted, and gone at the end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ressurspool.ops.addresses import LOOPBACK, ORIGIN, free_ports
from ressurspool.ops.stack import Stack, StackError
from tests.journeys.cast import until

KILLED = """
import os, signal, sys
from pathlib import Path
from ressurspool.ops.stack import Stack

with Stack(Path(sys.argv[1]), services=()) as running:
    print(running.pid("origin"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
INCURIOUS = """
import os, signal, sys, time
from pathlib import Path
import httpx
from ressurspool.ops.processes import Forks, Process

log, port = Path(sys.argv[1]) / "origin.log", sys.argv[2]
process = Process("origin", ["origin", "--port", port], environment=os.environ, log=log, forks=Forks())
process.start()
while True:
    try:
        httpx.get(f"http://127.0.0.1:{port}/health/live", trust_env=False)
        break
    except httpx.TransportError:
        time.sleep(0.05)
os.kill(os.getpid(), signal.SIGKILL)
"""
LONGEST_SECONDS = 60
NO_STATE_TO_COPY = """
import threading
from ressurspool.ops.forks import import_shared

import_shared()
print([thread.name for thread in threading.enumerate()], flush=True)
"""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """The origin alone: what starting and stopping is about needs no more."""
    with Stack(tmp_path, services=()) as running:
        yield running


def lives(pid: int | None) -> bool:
    assert pid is not None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def is_served(origin: str) -> bool:
    try:
        return httpx.get(f"{origin}/health/live", trust_env=False).is_success
    except httpx.TransportError:
        return False


class TestStack:
    def test_is_reached_at_its_origin(self, stack: Stack) -> None:
        assert httpx.get(f"{stack.origin}/health/live", trust_env=False).json() == {"status": "live"}

    def test_kills_and_restarts_a_process(self, stack: Stack) -> None:
        first = stack.pid(ORIGIN)
        stack.kill(ORIGIN)
        assert not lives(first)
        stack.restart(ORIGIN)
        assert stack.pid(ORIGIN) != first
        assert lives(stack.pid(ORIGIN))

    def test_leaves_nothing_running(self, tmp_path: Path) -> None:
        with Stack(tmp_path, services=()) as running:
            pid = running.pid(ORIGIN)
        assert not lives(pid)

    def test_leaves_nothing_running_where_its_starter_is_killed(self, tmp_path: Path) -> None:
        starter = subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True, text=True, check=False)
        assert starter.returncode == -signal.SIGKILL, starter.stderr
        pid = int(starter.stdout)
        until(lambda: not lives(pid), what="its end")

    def test_leaves_nothing_running_where_its_starter_never_asked_for_its_id(self, tmp_path: Path) -> None:
        """The line with the id waits unread then: the socket does not end, it is reset."""
        port = free_ports([ORIGIN])[ORIGIN]
        command = [sys.executable, "-c", INCURIOUS, str(tmp_path), str(port)]
        starter = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS)
        assert starter.returncode == -signal.SIGKILL, starter.stderr
        until(lambda: not is_served(f"http://{LOOPBACK}:{port}"), what="its end")

    def test_says_which_port_is_taken(self, stack: Stack, tmp_path: Path) -> None:
        second = Stack(tmp_path / "second", ports=stack.ports, services=())
        with pytest.raises(StackError, match=f"origin: {stack.ports[ORIGIN]}"):
            second.start()

    def test_shows_the_log_of_a_process_that_ends_by_itself(self, tmp_path: Path) -> None:
        broken = Stack(tmp_path, services=(), environment={"ORIGIN_POOL_URL": "", "PYTHONPATH": "/nowhere"})
        broken._processes[ORIGIN]._command.append("--no-such-option")
        with pytest.raises(StackError, match="no-such-option"):
            broken.start()


class TestForks:
    def test_copy_no_thread(self) -> None:
        ran = subprocess.run([sys.executable, "-c", NO_STATE_TO_COPY], capture_output=True, text=True, check=True)
        assert ran.stdout == "['MainThread']\n"


class TestEnvironment:
    def test_gives_each_service_an_own_database_and_the_one_origin(self, tmp_path: Path) -> None:
        environment = Stack(tmp_path).environment
        assert environment["POOL_DATABASE_URL"] == f"sqlite:///{tmp_path}/pool.db"
        assert environment["POOL_ORIGIN"] == environment["NOTIFY_ORIGIN"] == environment["AUTH_ORIGIN"]

    def test_leads_siblings_to_each_other(self, tmp_path: Path) -> None:
        stack = Stack(tmp_path)
        assert stack.environment["PLACEMENTS_NEEDS_URL"] == stack.address("needs")

    def test_takes_no_setting_of_ours_from_the_machine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("POOL_DISCLOSURE_DAYS", "1")
        assert "POOL_DISCLOSURE_DAYS" not in Stack(tmp_path).environment

    def test_takes_databases_as_they_are_given(self, tmp_path: Path) -> None:
        databases = dict.fromkeys(("auth", "pool"), "postgresql+psycopg://127.0.0.1/x")
        assert Stack(tmp_path, databases).environment["POOL_DATABASE_URL"] == databases["pool"]


class TestFreePorts:
    def test_are_all_different(self) -> None:
        assert len(set(free_ports("abcdefgh").values())) == 8

    def test_free_ones_are_handed_out_once_and_not_by_two_processes(self) -> None:
        ask = "from ressurspool.ops.addresses import free_ports; print(*free_ports('abcdefgh').values())"
        other = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
        ports = [*free_ports("abcdefgh").values(), *free_ports("abcdefgh").values(), *map(int, other.stdout.split())]
        assert len(set(ports)) == 24
        assert max(ports) < 32768, "which the system gives to outgoing connections"

    def test_one_that_was_taken_while_migrating_is_refused(self, tmp_path: Path) -> None:
        with socket.socket() as somebody:
            stack = Stack(tmp_path, services=("pool",))

            def listen(name: str) -> None:
                somebody.bind((LOOPBACK, stack.ports[name]))
                somebody.listen()

            stack.migrate = listen  # type: ignore[method-assign]  # in its place
            with pytest.raises(StackError, match="pool"):
                stack.start()
