"""Runs the services and their origin as separate processes on this machine."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import httpx

from ressurspool.client.http import http_client
from ressurspool.ops.addresses import LOOPBACK, ORIGIN, free_ports, is_taken
from ressurspool.ops.processes import TERM_SECONDS, Forks, Process
from ressurspool.ops.web_key import development_key
from services.kit.data.migrations import upgrade
from services.scheme.services import PROCESSES, SERVICES, WEB

READY_SECONDS = 60
PROBE_SECONDS = 0.1

Databases = Mapping[str, str]


class StackError(Exception):
    """A process did not start. The message ends with the last lines of its log."""


def _silent(_line: str) -> None:
    return


class Stack:
    """The services on loopback, by themselves those of the API, each with a database of its own, behind one origin.

    `engine` is "sqlite" (a file per service in `folder`) or a database URL per service. `ports` maps the services and
    "origin" to fixed ports; without it free ports are found. `report` is called with each step of the start. Use the
    stack as a context manager, or `start` and `stop` it.
    """

    def __init__(
        self,
        folder: Path,
        engine: Literal["sqlite"] | Databases = "sqlite",
        ports: Mapping[str, int] | None = None,
        *,
        services: Sequence[str] = SERVICES,
        environment: Mapping[str, str] | None = None,
        report: Callable[[str], None] = _silent,
    ) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.services = tuple(services)
        self.ports = dict(ports or free_ports([ORIGIN, *PROCESSES]))
        self.databases = self._sqlite_files() if engine == "sqlite" else dict(engine)
        self.environment = self._environment() | dict(environment or {})
        self.days_ahead = 0
        self.forks = Forks()
        self._report = report
        self._processes = {name: self._process(name) for name in (*self.services, ORIGIN)}

    @property
    def origin(self) -> str:
        """The address for clients; also the issuer of tokens."""
        return f"http://localhost:{self.ports[ORIGIN]}"

    @property
    def maildir(self) -> Path:
        return self.folder / "maildir"

    def address(self, service: str) -> str:
        """The service's own address behind the origin."""
        return f"http://{LOOPBACK}:{self.ports[service]}"

    def log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def pid(self, name: str) -> int | None:
        return self._processes[name].pid

    def last_lines(self, name: str, count: int = 15) -> str:
        return self._processes[name].last_lines(count)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Migrate, start everything, and wait until all is ready. Raises StackError, with nothing left running.

        Each process starts as soon as its database is migrated, and imports its modules while the next one's is.
        """
        self._refuse_taken(*self.ports)
        try:
            self.forks.start()
            for name, process in self._processes.items():
                if name in self.services:
                    self.migrate(name)
                self._refuse_taken(name)  # migrating takes a while: who took the port meanwhile would answer instead
                process.start()
            self.wait_ready()
        except BaseException:
            self.stop()
            raise

    def _refuse_taken(self, *names: str) -> None:
        taken = [f"{name}: {self.ports[name]}" for name in names if is_taken(self.ports[name])]
        if taken:
            raise StackError(f"Somebody listens on these ports already: {', '.join(taken)}. Stop it, and try again.")

    def migrate(self, name: str) -> None:
        """Bring a service's database to its newest migration."""
        self._report(f"migrating {name}")
        upgrade(name, self.databases[name])

    def wait_ready(self, *names: str, seconds: float = READY_SECONDS) -> None:
        """Wait until the named processes, or all without names, are ready. Raises StackError."""
        waiting = list(names or self._processes)
        ends = time.monotonic() + seconds
        with http_client(seconds=2) as client:
            while waiting:
                ready = [name for name in waiting if self._is_ready(client, name)]
                for name in ready:
                    waiting.remove(name)
                    self._report(f"{name} is ready on port {self.ports[name]}")
                self._refuse_dead(waiting, late=time.monotonic() > ends)
                time.sleep(PROBE_SECONDS if waiting else 0)

    def kill(self, name: str) -> None:
        """End a process by SIGKILL, as a crash would."""
        self._processes[name].kill()

    def restart(self, name: str) -> None:
        """Stop a process if it still runs, start it again, and wait until it is ready."""
        process = self._processes[name]
        process.ask_to_end()
        process.wait_for_end(TERM_SECONDS)
        process.start()
        self.wait_ready(name)

    def move_clocks(self, *, days_ahead: int) -> None:
        """Start every process anew with its clock so many days ahead, and wait until all are ready."""
        self._end_all()
        self.days_ahead = days_ahead
        self._processes = {name: self._process(name) for name in self._processes}
        for process in self._processes.values():
            process.start()
        self.wait_ready()

    def stop(self) -> None:
        """End all: SIGTERM, a bounded wait, then SIGKILL for what still runs."""
        self._end_all()
        self.forks.close()

    def _end_all(self) -> None:
        ends = time.monotonic() + TERM_SECONDS
        for process in self._processes.values():
            process.ask_to_end()
        for process in self._processes.values():
            process.wait_for_end(max(ends - time.monotonic(), 0.1))

    def _is_ready(self, client: httpx.Client, name: str) -> bool:
        try:
            return client.get(f"{self.address(name)}/health/ready").status_code == 200
        except httpx.HTTPError:
            return False

    def _refuse_dead(self, waiting: Sequence[str], *, late: bool) -> None:
        for name in waiting:
            if late or not self._processes[name].alive:
                why = "was not ready in time" if late else "ended by itself"
                raise StackError(f"{name} {why}. Its log's last lines:\n{self.last_lines(name)}")

    def _process(self, name: str) -> Process:
        log = self.log(name)
        log.parent.mkdir(exist_ok=True)
        what = ["origin"] if name == ORIGIN else ["serve", name, "--days-ahead", str(self.days_ahead)]
        arguments = [*what, "--port", str(self.ports[name])]
        return Process(name, arguments, environment=self.environment, log=log, forks=self.forks)

    def _sqlite_files(self) -> dict[str, str]:
        return {name: f"sqlite:///{self.folder / name}.db" for name in PROCESSES}

    def _environment(self) -> dict[str, str]:
        """The processes' environment: the machine's variables without any setting of ours, and our own settings."""
        ours = tuple(f"{name.upper()}_" for name in (*PROCESSES, ORIGIN))
        variables = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        for name in PROCESSES:
            variables |= self._settings_of(name)
            variables[f"ORIGIN_{name.upper()}_URL"] = self.address(name)
        if WEB in self.services:
            key = development_key()
            variables |= {"WEB_CLIENT_KEY": key.private, "AUTH_WEB_KEYS": key.public}
        variables["NOTIFY_MAILDIR"] = str(self.maildir)
        variables["NOTIFY_QUIET_HOURS"] = "false"  # whoever tries it out reads the mail at once
        variables["MATCHING_INDEX_FILE"] = str(self.folder / "matching-index.npz")
        return variables

    def _settings_of(self, service: str) -> dict[str, str]:
        prefix = service.upper()
        siblings = {f"{prefix}_{name.upper()}_URL": self.address(name) for name in SERVICES if name != service}
        return siblings | {
            f"{prefix}_DATABASE_URL": self.databases.get(service, "sqlite://"),
            f"{prefix}_ORIGIN": self.origin,
            f"{prefix}_AUTH_URL": self.address("auth"),
            f"{prefix}_ENVIRONMENT": "development",
        }
