"""Starts the services for a demonstration, and says why where it fails."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from ressurspool.ops.addresses import PORTS, SERVICES
from ressurspool.ops.demo.ending import read_back
from ressurspool.ops.demo.loading import assemble
from ressurspool.ops.demo.people import write_logins
from ressurspool.ops.demo.story import tell
from ressurspool.ops.demo.telling import Teller
from ressurspool.ops.stack import Stack

FOLDER = Path("var/demo")
LOGINS = "logins.json"
STRICT = {"AUTH_SECOND_FACTOR": "required"}  # as outside development
SEARCHED_LINES, LOG_LINES = 400, 8
ROUTINE = re.compile(r'"level": "info"|keys_not_fetched')  # the first keys are asked for before auth is up


def play(*, folder: Path = FOLDER, language: str = "en") -> bool:
    """Play the main job from nothing to the agreed placement. False where it did not come about."""
    teller = Teller()
    stack = _fresh_stack(folder, teller, ports=None)

    def story() -> None:
        company = assemble(stack, teller, language=language)
        write_logins(folder / LOGINS, company.people, company.roles())
        placement = tell(company, teller)
        read_back(company, teller, placement.id)
        company.people.close()

    return _run(stack, teller, story)


def stay_up(*, folder: Path = FOLDER, language: str = "nb") -> bool:
    """Fill the pool and leave everything running on the usual ports until Ctrl-C or SIGTERM."""
    teller = Teller()
    stack = _fresh_stack(folder, teller, ports=PORTS)

    def run() -> None:
        company = assemble(stack, teller, language=language)
        roles = company.roles()
        write_logins(folder / LOGINS, company.people, roles)
        company.people.close()
        teller.title(f"Running at {stack.origin}. Ctrl-C stops it.")
        for name in SERVICES:
            teller.line(f"{name:<11} {stack.origin}/{name}/docs   log: {stack.log(name)}")
        teller.title(
            "Logins: one password for all, the secret of an authenticator for who needs one, and what prints a token"
        )
        teller.line(f"password    {company.people.password}")
        for role, account in roles.items():
            teller.line(f"{account.email:<45} .venv/bin/ressurspool token --as {role}")
            if secret := company.people.authenticator(account).secret:
                teller.fine(f"authenticator {secret}")
        with _until_told() as told:
            told.wait()

    return _run(stack, teller, run)


def _fresh_stack(folder: Path, teller: Teller, ports: Mapping[str, int] | None) -> Stack:
    shutil.rmtree(folder, ignore_errors=True)
    teller.title(f"Six services, one origin, SQLite under {folder}/")
    return Stack(folder, "sqlite", ports, environment=STRICT, tell=teller.fine)


def _run(stack: Stack, teller: Teller, what: Callable[[], None]) -> bool:
    """Run it on a started stack, which is stopped in any case."""
    try:
        with stack:
            teller.line(f"All are ready ({teller.elapsed()}). Origin: {stack.origin}")
            what()
    except Exception as error:  # whatever it was, the logs may say why
        _explain(stack, teller, error)
        return False
    except KeyboardInterrupt:
        teller.line("Stopped.")
        return True
    teller.title(f"Done in {teller.elapsed()}.")
    return True


def _explain(stack: Stack, teller: Teller, error: Exception) -> None:
    """The failure, and what the logs say of it: warnings, errors, and all of the refused request."""
    teller.title(f"It failed ({type(error).__name__}): {error}")
    request_id = getattr(error, "request_id", None)
    for name in stack.services:
        lines = stack.last_lines(name, SEARCHED_LINES).splitlines()
        telling = [line for line in lines if not ROUTINE.search(line) or (request_id and request_id in line)]
        if telling:
            teller.line(f"— {stack.log(name)}:")
            for line in telling[-LOG_LINES:]:
                teller.fine(line)


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
