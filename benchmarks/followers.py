"""P12: how many events a second a follower applies, where they have no effect and where people are notified of each."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.goals import EVENTS_WITH_EFFECTS, EVENTS_WITHOUT_EFFECT, Measured
from benchmarks.house import HOME, empty_folder
from ressurspool.ops.applications import application
from services.kit.calls.peer import EventsPage
from services.kit.data.migrations import upgrade
from services.kit.events.follower import FollowerLoop
from services.kit.ids import new_id
from services.notify.settings import NotifySettings
from services.notify.tasks.models import Task

WITHOUT_EFFECT, WITH_EFFECTS = 3_000, 600  # events
ROUNDS = 3
GOAL_WITHOUT, GOAL_WITH = 1_000.0, 300.0  # events a second


class Feed:
    """A sibling's feed, in place of the sibling: what is measured is the follower."""

    def __init__(self, events: list[dict[str, Any]]) -> None:
        self._events = events

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:  # noqa: ARG002 -- Peer's own form
        begin = int(after.partition(".")[2] or 0)
        page = self._events[begin : begin + limit]
        return EventsPage(events=page, position=page[-1]["position"] if page else after or "bench.0")


def measure() -> list[Measured]:
    """notify follows pool: changed profiles, of which nobody is notified, and submitted ones."""
    changed = [_rate("expert.updated", WITHOUT_EFFECT) for _ in range(ROUNDS)]
    submitted = [_rate("expert.submitted", WITH_EFFECTS) for _ in range(ROUNDS)]
    return [
        Measured(goal=EVENTS_WITHOUT_EFFECT, rounds=[(rate, GOAL_WITHOUT) for rate in changed]),
        Measured(goal=EVENTS_WITH_EFFECTS, rounds=[(rate, GOAL_WITH) for rate in submitted]),
    ]


def _rate(kind: str, count: int) -> float:
    """Events a second. Asserts that each was applied, and its task opened where it has an effect."""
    with _notify() as app:
        (following,) = (loop for loop in app.state.follower_loops if loop.name == "pool")
        following.peer = Feed([_event(number, kind) for number in range(1, count + 1)])
        began = time.perf_counter()
        applied = _follow_to_the_end(following)
        seconds = time.perf_counter() - began
        assert applied == count, "not all events were applied"
        assert _open_tasks(app) == (count if kind == "expert.submitted" else 0), "not the tasks that wait"
    return count / seconds


def _follow_to_the_end(following: FollowerLoop) -> int:
    applied = 0
    while (page := following.follow_once(wait=0)) > 0:
        applied += page
    return applied


@contextmanager
def _notify() -> Iterator[Any]:
    """notify's application on a new database, in which the home agency has a coordinator."""
    with empty_folder() as folder:
        url = f"sqlite:///{folder / 'notify.db'}"
        upgrade("notify", url)
        app = application("notify", NotifySettings(database_url=url, maildir=Path(folder) / "maildir"))
        (members,) = (loop for loop in app.state.follower_loops if loop.name == "auth")
        members.peer = Feed([_event(1, "membership.granted", roles=["coordinator"])])
        members.follow_once(wait=0)
        yield app
        app.state.database.close()


def _event(number: int, kind: str, **codes: Any) -> dict[str, Any]:
    """An event of the home agency's, of a week ago: as most that are caught up with, too old for mail."""
    data = {"version": 1, "orgs": [HOME], "persons": [str(new_id())], "codes": codes}
    at = datetime.now(UTC) - timedelta(days=7)
    return {
        "id": str(new_id()),
        "type": kind,
        "subject": str(new_id()),
        "time": at.isoformat(),
        "position": f"bench.{number}",
        "data": data,
    }


def _open_tasks(app: Any) -> int:
    with app.state.database.read() as session:
        return session.scalar(select(func.count()).select_from(Task)) or 0
