"""Starts the services for a demonstration, and says why where it fails."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from ressurspool.ops.addresses import PORTS, SERVICES
from ressurspool.ops.demo.company import assemble
from ressurspool.ops.demo.outcome import read_back
from ressurspool.ops.demo.people import write_logins
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.demo.story import tell
from ressurspool.ops.stack import Stack

FOLDER = Path("var/demo")
LOGINS = "logins.json"
STRICT = {"AUTH_SECOND_FACTOR": "required"}  # as outside development
SEARCHED_LINES, LOG_LINES = 400, 8
ROUTINE = re.compile(r'"level": "info"|keys_not_fetched')  # the first keys are asked for before auth is up


def play(*, folder: Path = FOLDER, language: str = "en") -> bool:
    """Play the main job from nothing to the agreed placement. False where it did not come about."""
    reporter = Reporter()
    stack = _fresh_stack(folder, reporter, ports=None)

    def story() -> None:
        company = assemble(stack, reporter, language=language)
        write_logins(folder / LOGINS, company.people, company.roles())
        placement = tell(company, reporter)
        read_back(company, reporter, placement.id)
        company.people.close()

    return _run(stack, reporter, story)


def stay_up(*, folder: Path = FOLDER, language: str = "nb") -> bool:
    """Fill the pool and leave everything running on the usual ports until Ctrl-C or SIGTERM."""
    reporter = Reporter()
    stack = _fresh_stack(folder, reporter, ports=PORTS)

    def run() -> None:
        company = assemble(stack, reporter, language=language)
        roles = company.roles()
        write_logins(folder / LOGINS, company.people, roles)
        company.people.close()
        reporter.title(f"Running at {stack.origin}. Ctrl-C stops it.")
        for name in SERVICES:
            reporter.line(f"{name:<11} {stack.origin}/{name}/docs   log: {stack.log(name)}")
        reporter.title(
            "Logins: one password for all, the secret of an authenticator for who needs one, and what prints a token"
        )
        reporter.line(f"password    {company.people.password}")
        for role, account in roles.items():
            reporter.line(f"{account.email:<45} .venv/bin/ressurspool token --as {role}")
            if secret := company.people.authenticator(account).secret:
                reporter.fine(f"authenticator {secret}")
        with _until_told() as told:
            told.wait()

    return _run(stack, reporter, run)


def _fresh_stack(folder: Path, reporter: Reporter, ports: Mapping[str, int] | None) -> Stack:
    shutil.rmtree(folder, ignore_errors=True)
    reporter.title(f"Six services, one origin, SQLite under {folder}/")
    return Stack(folder, "sqlite", ports, environment=STRICT, tell=reporter.fine)


def _run(stack: Stack, reporter: Reporter, what: Callable[[], None]) -> bool:
    """Run it on a started stack, which is stopped in any case."""
    try:
        with stack:
            reporter.line(f"All are ready ({reporter.elapsed()}). Origin: {stack.origin}")
            what()
    except Exception as error:  # whatever it was, the logs may say why
        _explain(stack, reporter, error)
        return False
    except KeyboardInterrupt:
        reporter.line("Stopped.")
        return True
    reporter.title(f"Done in {reporter.elapsed()}.")
    return True


def _explain(stack: Stack, reporter: Reporter, error: Exception) -> None:
    """The failure, and what the logs say of it: warnings, errors, and all of the refused request."""
    reporter.title(f"It failed ({type(error).__name__}): {error}")
    request_id = getattr(error, "request_id", None)
    for name in stack.services:
        lines = stack.last_lines(name, SEARCHED_LINES).splitlines()
        telling = [line for line in lines if not ROUTINE.search(line) or (request_id and request_id in line)]
        if telling:
            reporter.line(f"— {stack.log(name)}:")
            for line in telling[-LOG_LINES:]:
                reporter.fine(line)


@contextmanager
def _until_told() -> Iterator[Event]:
    """An event that SIGTERM or Ctrl-C sets."""
    told = Event()
    before = [(which, signal.signal(which, lambda *_: told.set())) for which in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield told
    finally:
        for which, handler in before:
            signal.signal(which, handler)
