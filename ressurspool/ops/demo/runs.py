"""Runs the demonstration on a fresh stack of services, and reports why where it fails."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from ressurspool.ops.addresses import LOOPBACK, METRICS_PORTS, PORTS
from ressurspool.ops.demo.company import assemble
from ressurspool.ops.demo.outcome import read_back
from ressurspool.ops.demo.people import write_logins
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.demo.stay import play_stay
from ressurspool.ops.demo.story import play_story
from ressurspool.ops.stack import Stack
from services.scheme.services import PROCESSES, SERVICES

FOLDER = Path("var/demo")
LOGINS = "logins.json"
STRICT = {"AUTH_SECOND_FACTOR": "required"}  # as outside development
SEARCHED_LINES, LOG_LINES = 400, 8
ROUTINE = re.compile(r'"level": "info"|keys_not_fetched')  # services ask for keys before auth has started


def play(*, folder: Path = FOLDER, language: str = "en") -> bool:
    """Play the main job from empty databases to the agreed placement, and its stay. False where it fails."""
    reporter = Reporter()
    stack = _fresh_stack(folder, reporter, ports=None)

    def story() -> None:
        company = assemble(stack, reporter, language=language)
        write_logins(folder / LOGINS, company.people, company.roles())
        placement, applications = play_story(company, reporter)
        read_back(company, reporter, placement.id, applications)
        play_stay(stack, company, reporter, placement, applications)
        company.people.close()

    return _run(stack, reporter, story)


def stay_up(*, folder: Path = FOLDER, language: str = "nb") -> bool:
    """Fill the pool, and leave everything running on the usual ports until Ctrl-C or SIGTERM."""
    reporter = Reporter()
    stack = _fresh_stack(folder, reporter, ports=PORTS)

    def run() -> None:
        company = assemble(stack, reporter, language=language)
        roles = company.roles()
        write_logins(folder / LOGINS, company.people, roles)
        company.people.close()
        reporter.title(f"Running at {stack.origin}.")
        for name in SERVICES:
            reporter.line(f"{name:<11} {stack.origin}/{name}/docs   log: {stack.log(name)}")
            reporter.fine(f"metrics     http://{LOOPBACK}:{METRICS_PORTS[name]}")
        reporter.title(
            "Logins: one password for all, the secret of an authenticator for who needs one, and what prints a token"
        )
        reporter.line(f"password    {company.people.password}")
        for role, account in roles.items():
            reporter.line(f"{account.email:<45} .venv/bin/ressurspool token --as {role}")
            if secret := company.people.authenticator(account).secret:
                reporter.fine(f"authenticator {secret}")
        reporter.title(f"Open {stack.origin} in a browser, and log in as one of these.")
        reporter.title(f"Ready in {reporter.elapsed()}. Ctrl-C stops it.")
        with _stop_signal() as stopped:
            stopped.wait()

    return _run(stack, reporter, run)


def _fresh_stack(folder: Path, reporter: Reporter, ports: Mapping[str, int] | None) -> Stack:
    shutil.rmtree(folder, ignore_errors=True)
    reporter.title(f"Six services, the web application, one origin, SQLite under {folder}/")
    metrics = {f"{name.upper()}_METRICS_PORT": str(port) for name, port in METRICS_PORTS.items()} if ports else {}
    return Stack(folder, "sqlite", ports, services=PROCESSES, environment={**STRICT, **metrics}, report=reporter.fine)


def _run(stack: Stack, reporter: Reporter, what: Callable[[], None]) -> bool:
    """Start the stack, call `what`, and stop the stack in any case. False where something failed."""
    try:
        with stack:
            reporter.line(f"All are ready ({reporter.elapsed()}). Origin: {stack.origin}")
            what()
    except Exception as error:  # whatever it was, the logs may show why
        _report_failure(stack, reporter, error)
        return False
    except KeyboardInterrupt:
        reporter.line("Stopped.")
        return True
    reporter.title(f"Done in {reporter.elapsed()}.")
    return True


def _report_failure(stack: Stack, reporter: Reporter, error: Exception) -> None:
    """Report the failure, and from the logs warnings, errors and all lines of the refused request."""
    reporter.title(f"It failed ({type(error).__name__}): {error}")
    request_id = getattr(error, "request_id", None)
    for name in stack.services:
        lines = stack.last_lines(name, SEARCHED_LINES).splitlines()
        notable = [line for line in lines if not ROUTINE.search(line) or (request_id and request_id in line)]
        if notable:
            reporter.line(f"— {stack.log(name)}:")
            for line in notable[-LOG_LINES:]:
                reporter.fine(line)


@contextmanager
def _stop_signal() -> Iterator[Event]:
    """An event that SIGTERM or Ctrl-C sets."""
    stopped = Event()
    before = [(which, signal.signal(which, lambda *_: stopped.set())) for which in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield stopped
    finally:
        for which, handler in before:
            signal.signal(which, handler)
