"""The page of webhooks: its receivers, run as they stand there, with our worker as the sender."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from services.kit import clock
from services.kit.data.database import Database
from services.kit.settings import PROJECT_ROOT
from services.notify.tables import Table
from tests.docs.pages import fenced
from tests.notify.factories import Story
from tests.notify.webhooks.receivers import Receiver, a_worker, receive, register, state_of
from tests.support.service_fixtures import committing_fixture

PAGE = PROJECT_ROOT / "docs/webhooks.md"
SECONDS = 20

database = committing_fixture("notify", Table.metadata)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], *, port: int, secret: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    env = {"PATH": os.environ["PATH"], "PORT": str(port), "WEBHOOK_SECRET": secret}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True) as process:
        ends = clock.monotonic() + SECONDS
        while not listens(port) and clock.monotonic() < ends:
            pass
        try:
            yield process
        finally:
            process.kill()


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False


def takes_an_event(database: Database, command: Sequence[str], folder: Path) -> None:
    """The receiver proves control, and takes an event once although it is sent twice."""
    port, story = free_port(), Story()
    there = Receiver(address=f"http://127.0.0.1:{port}/")
    webhook_id = register(database, there)
    with running(command, port=port, secret=there.secrets[0], folder=folder) as process:
        receive(database, story.event("expert.endorsed"))
        a_worker().send_due(database)
        assert (state_of(database, webhook_id).state, state_of(database, webhook_id).position) == ("active", 1)
        assert process.stdout is not None
        assert process.stdout.readline() == f"expert.endorsed {story.expert}\n"


def test_the_receiver_in_python_takes_an_event(database: Database, tmp_path: Path) -> None:
    (lines,) = fenced(PAGE, "python")
    takes_an_event(database, [sys.executable, "-c", lines], tmp_path)


def test_the_receiver_in_typescript_takes_an_event(database: Database, node_folder: Path) -> None:
    """It has no types of its own, so that it runs as it is."""
    (lines,) = fenced(PAGE, "typescript")
    (node_folder / "receiver.mjs").write_text(lines, encoding="utf-8")
    takes_an_event(database, [str(shutil.which("node")), "receiver.mjs"], node_folder)
