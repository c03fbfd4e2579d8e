"""The sessions of docs/command-line.md are what the command line prints, played on the running services.

`WRITE_SESSIONS=1 pytest tests/docs/test_sessions.py` writes what came to the page: read it before you commit.
"""

import os
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from ressurspool.cli.config import Remembered, remember
from ressurspool.cli.shell import out
from ressurspool.cli.stored_logins import keep
from ressurspool.client import login_with_form
from services.auth.operator.members import set_role
from services.auth.settings import AuthSettings
from services.kit import clock
from services.scheme.roles import Role
from tests.client.terminal import at_home, at_terminal
from tests.docs.sessions import TODAY, Almanac, Step, blocks, play, rewrite, steps_of
from tests.journeys.cast import PASSWORD, Actor, Cast

BERGEN, NAV, DFO = "964338531", "889640782", "986252932"
WAITS_SECONDS = 30
WRITES = "WRITE_SESSIONS" in os.environ
SETTLES_SECONDS = 1.5  # before each command, where there is no page yet to compare with


@pytest.fixture
def homes(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, Mapping[str, str]]]:
    """Everybody's own machine, logged in: the environment of their commands."""
    at_terminal(monkeypatch)
    monkeypatch.setattr(out, "_width", 124)  # else that of whoever imported it first
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    people = {
        "employee": cast.new("employee", BERGEN),
        "home": cast.coordinator(BERGEN),
        "leader": cast.new("requester", NAV),
        "host": cast.coordinator(NAV),
        "broker": broker_of(cast),
    }
    environments = {}
    for who, actor in people.items():
        with monkeypatch.context() as own:
            at_home(tmp_path / who, own)
            remember(Remembered(origin=cast.stack.origin, language="en"))
            keep(cast.stack.origin, login_with_form(cast.stack.origin, actor.email, PASSWORD, actor.orgnr))
            environments[who] = {name: os.environ[name] for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    yield environments
    monkeypatch.undo()
    time.tzset()


def broker_of(cast: Cast) -> Actor:
    actor = cast.new("employee", DFO)
    settings = AuthSettings(database_url=cast.stack.databases["auth"], origin=cast.stack.origin)
    set_role(settings, actor.email, DFO, Role.BROKER)
    return actor


def played(step: Step, almanac: Almanac, environment: Mapping[str, str]) -> str:
    """What is printed. What only reads is repeated until the services have caught up with what was done before."""
    ends = time.monotonic() + WAITS_SECONDS
    if WRITES:
        time.sleep(SETTLES_SECONDS)
    shown = play(step, almanac, environment)
    while step.reads and shown != step.shown and not WRITES and time.monotonic() < ends:
        time.sleep(0.1)
        shown = play(step, almanac, environment)
    return shown


def test_are_what_the_commands_print(cast: Cast, homes: Mapping[str, Mapping[str, str]]) -> None:
    almanac = Almanac(today=clock.today())
    for block in blocks():
        came = ""
        for step in steps_of(block):
            shown = played(step, almanac, homes[step.who])
            came += str(Step(who=step.who, command=step.command, shown=shown))
        if WRITES:
            rewrite(block, came)
        else:
            assert came == block


def test_are_of_all_four_personas() -> None:
    assert {step.who for block in blocks() for step in steps_of(block)} == {
        "employee",
        "leader",
        "home",
        "host",
        "broker",
    }


@pytest.mark.parametrize("today", [date(2027, 1, 4), date(2026, 11, 30), date(2028, 2, 29), date(2026, 12, 31)])
def test_have_the_same_days_whenever_they_are_played(today: date) -> None:
    """Deadlines stay as many days away, and the stay begins and ends on the same days of later months."""
    step, almanac = Step(who="home", command="task list", shown=""), Almanac(today=today)
    (start,) = almanac.real("2027-04-15")
    due = today.fromordinal(today.toordinal() + 14)
    assert almanac.shown(step, f"{start} {due}") == "2027-04-15 2027-01-18\n"


def test_differ_where_a_word_differs() -> None:
    """What is evened out is ids, days, moments, references and how many others there are."""
    step, almanac = Step(who="employee", command="offer accept $CANDIDACY", shown=""), Almanac(today=TODAY)
    placed = "14a80b38-5ba1-4c1e-9d4f-0123456789ab"
    assert almanac.shown(step, f"\x1b[1maccepted\x1b[0m\n→ {placed}\n") == "accepted\n→ $PLACEMENT\n"
    assert almanac.shown(step, f"declined\n→ {placed}\n") == "declined\n→ $PLACEMENT\n"
    assert almanac.real("placement approve $PLACEMENT") == ["placement", "approve", placed]
