"""P9: the memory of auth after a thousand logins by the login page, each with its Argon2 hash."""

import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.goals import AUTH_MEMORY, Measured
from benchmarks.house import HOME, PASSWORD, empty_folder
from benchmarks.processes import process_mb
from ressurspool.client.login import login_with_form
from ressurspool.ops.stack import Stack
from services.auth.operator.imports import NewMember, import_members
from services.auth.settings import AuthSettings
from services.scheme.roles import Role

LOGINS, ACCOUNTS, AT_ONCE = 1_000, 20, 3  # one network has three places for logins
MOST_SECONDS = 240.0
GOAL_MB = 150.0


def measure() -> list[Measured]:
    """auth alone behind the origin. Raises RuntimeError where the logins take too long."""
    with empty_folder() as folder, Stack(folder, services=("auth",)) as stack:
        emails = [f"ansatt-{number}@baerum.example" for number in range(ACCOUNTS)]
        members = [NewMember(name="Ansatt", email=email, orgnr=HOME, role=Role.EMPLOYEE) for email in emails]
        settings = AuthSettings(database_url=stack.databases["auth"], origin=stack.origin)
        import_members(settings, members, password=PASSWORD)
        ends = time.monotonic() + MOST_SECONDS

        def log_in(number: int) -> None:
            if time.monotonic() > ends:
                raise RuntimeError(f"{number} logins took {MOST_SECONDS:g} s")
            assert login_with_form(stack.origin, emails[number % ACCOUNTS], PASSWORD).live, "a token of now"

        with ThreadPoolExecutor(AT_ONCE) as people:
            for _ in people.map(log_in, range(LOGINS)):
                pass
        return [Measured(goal=AUTH_MEMORY, rounds=[(_auth_mb(stack), GOAL_MB)])]


def _auth_mb(stack: Stack) -> float:
    pid = stack.pid("auth")
    assert pid is not None
    return process_mb(pid)
