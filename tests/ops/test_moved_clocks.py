"""Days that go by in the services of the demonstration: all of them start anew with their clock ahead."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from ressurspool.ops.stack import Stack
from services.kit import clock
from services.scheme import days
from tests.journeys.cast import until

AHEAD = 63


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """auth alone, which is ready without the others, behind the origin."""
    with Stack(tmp_path, services=("auth",)) as running:
        yield running


def day_in(stack: Stack) -> date:
    """The day that auth writes into its log, of a request that it is asked now."""
    asked = httpx.get(f"{stack.address('auth')}/v1/me", trust_env=False)
    (moment,) = until(lambda: moments_of(stack, asked.headers["X-Request-ID"]), what="the line in the log")
    return days.day_of(moment)


def moments_of(stack: Stack, request_id: str) -> list[datetime]:
    lines = [json.loads(line) for line in stack.log("auth").read_text().splitlines() if line.startswith("{")]
    return [datetime.fromisoformat(one["at"]) for one in lines if one.get("request_id") == request_id]


def test_every_process_starts_anew_at_the_later_day_and_stays_there(stack: Stack) -> None:
    before = {name: stack.pid(name) for name in ("auth", "origin")}
    assert day_in(stack) == clock.today()
    stack.move_clocks(days_ahead=AHEAD)
    assert day_in(stack) - clock.today() == timedelta(days=AHEAD)
    assert all(stack.pid(name) != pid for name, pid in before.items())
    assert httpx.get(f"{stack.origin}/auth/health/ready", trust_env=False).is_success

    stack.kill("auth")
    stack.restart("auth")
    assert day_in(stack) - clock.today() == timedelta(days=AHEAD), "one that is started anew is no earlier"
