"""P9: the time from nothing, not even a database, to all services ready; what they use then, and when nobody asks."""

import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.goals import AUTH_MEMORY, IDLE, MEMORY, START, Measured
from benchmarks.house import HOME, PASSWORD, empty_folder
from benchmarks.processes import cpu_seconds, memory_mb, process_mb
from ressurspool.client.login import login_with_form
from ressurspool.ops.stack import Stack
from services.auth.operator.imports import NewMember, import_members
from services.auth.settings import AuthSettings
from services.scheme.roles import Role

STARTS = 3
GOAL_SECONDS, GOAL_MB, GOAL_CORES, GOAL_AUTH_MB = 6.0, 600.0, 0.03, 150.0
CALM_SECONDS, IDLE_SECONDS = 5.0, 20.0
LOGINS, ACCOUNTS, AT_ONCE = 1_000, 20, 3  # one network has three places for logins
LOGIN_SECONDS = 180.0


def measure() -> list[Measured]:
    """Several cold starts, each in an empty folder; the services of the last one then idle, and log people in."""
    seconds, megabytes = [], []
    for number in range(1, STARTS + 1):
        with empty_folder() as folder:
            stack = Stack(folder)
            began = time.perf_counter()
            with stack:
                seconds.append((time.perf_counter() - began, GOAL_SECONDS))
                megabytes.append((memory_mb(stack), GOAL_MB))
                if number == STARTS:
                    idle, after_logins = _idle(stack), _after_logins(stack)
    return [
        Measured(goal=START, rounds=seconds),
        Measured(goal=MEMORY, rounds=megabytes),
        Measured(goal=IDLE, rounds=[(idle, GOAL_CORES)]),
        Measured(goal=AUTH_MEMORY, rounds=[(after_logins, GOAL_AUTH_MB)]),
    ]


def _idle(stack: Stack) -> float:
    """The share of a core that all services use while nobody asks them anything."""
    time.sleep(CALM_SECONDS)
    before, began = cpu_seconds(stack), time.perf_counter()
    time.sleep(IDLE_SECONDS)
    return (cpu_seconds(stack) - before) / (time.perf_counter() - began)


def _after_logins(stack: Stack) -> float:
    """auth's memory after a thousand logins by the real login page. Raises RuntimeError where they take too long."""
    settings = AuthSettings(database_url=stack.databases["auth"], origin=stack.origin)
    emails = [f"ansatt-{number}@baerum.example" for number in range(ACCOUNTS)]
    members = [NewMember(name="Ansatt", email=email, orgnr=HOME, role=Role.EMPLOYEE) for email in emails]
    import_members(settings, members, password=PASSWORD)
    ends = time.monotonic() + LOGIN_SECONDS

    def log_in(number: int) -> None:
        if time.monotonic() > ends:
            raise RuntimeError(f"{number} logins took {LOGIN_SECONDS:g} s")
        assert login_with_form(stack.origin, emails[number % ACCOUNTS], PASSWORD).live, "a token of now"

    with ThreadPoolExecutor(AT_ONCE) as people:
        for _ in people.map(log_in, range(LOGINS)):
            pass
    pid = stack.pid("auth")
    assert pid is not None
    return process_mb(pid)
