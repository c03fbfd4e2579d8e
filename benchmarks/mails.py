"""P12: how many mails a second one process sends by SMTP, and how soon after an event inbox and mail server have it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sqlalchemy import func, select

from benchmarks.goals import MAILS_DRAINED, TO_INBOX, TO_MAIL_SERVER, Measured
from benchmarks.house import HOME, empty_folder
from ressurspool.ops.applications import application
from services.kit.calls.peer import EventsPage
from services.kit.data.migrations import upgrade
from services.kit.events.jobs import background_threads
from services.kit.ids import new_id
from services.kit.language import Language
from services.notify.deliveries.models import Delivery
from services.notify.peers import Contact, Peers
from services.notify.settings import NotifySettings

NOTIFICATIONS = 50_000
RATE, LOADED = 40, 1_200  # events a second, and how many under load
GOAL_DRAINED, GOAL_INBOX, GOAL_MAIL_SERVER = 100.0, 2.0, 5.0
WAIT_SECONDS = 300.0


class Contacts(Peers):
    """auth, which knows everybody: what is measured is notify."""

    def __init__(self) -> None:
        self.language = Language.NB

    def find_contact(self, person_id: str) -> Contact | None:
        return Contact(name="HR-koordinator", email=f"{person_id}@kommune.example", language=self.language)


class Feed:
    """pool's feed: events that came about at once, or so many a second from now on. Each is mailed to its person."""

    def __init__(self, events: int, *, rate: float | None = None) -> None:
        self._events, self._rate, self._began = events, rate, time.time()
        self._made: list[dict[str, Any]] = []
        self._lock = Lock()

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        begin = int(after.partition(".")[2] or 0)
        ends = time.monotonic() + wait
        while True:
            with self._lock:
                self._make()
                page = self._made[begin : begin + limit]
            if page or time.monotonic() >= ends:
                return EventsPage(events=page, position=page[-1]["position"] if page else after or "bench.0")
            time.sleep(0.005)

    def _make(self) -> None:
        now = time.time()
        due = self._events if self._rate is None else min(self._events, int((now - self._began) * self._rate))
        for number in range(len(self._made) + 1, due + 1):
            at = now if self._rate is None else self._began + number / self._rate
            self._made.append(_event(number, datetime.fromtimestamp(at, UTC)))


def _event(number: int, at: datetime) -> dict[str, Any]:
    data = {"version": 1, "orgs": [HOME], "persons": [str(new_id())], "codes": {"reason": "workload"}}
    position, event_id = f"bench.{number}", str(new_id())
    told = {"id": event_id, "type": "expert.returned", "subject": str(new_id()), "time": at.isoformat()}
    return {**told, "position": position, "data": data}


def measure(notifications: int = NOTIFICATIONS, loaded: int = LOADED) -> list[Measured]:
    drained = _drained(notifications)
    to_inbox, to_server = _under_load(loaded)
    return [
        Measured(goal=MAILS_DRAINED, rounds=[(drained, GOAL_DRAINED)]),
        Measured(goal=TO_INBOX, rounds=[(to_inbox, GOAL_INBOX)]),
        Measured(goal=TO_MAIL_SERVER, rounds=[(to_server, GOAL_MAIL_SERVER)]),
    ]


def _drained(notifications: int) -> float:
    """Events a second, from the feed to the mail server, with all of them there at the beginning."""
    with _notify(Feed(notifications)) as (app, following, worker):
        began = time.perf_counter()
        with background_threads([following.run, worker.job.loop(app.state.database)]):
            _until_sent(app, notifications, seconds=max(WAIT_SECONDS, notifications / 10))
        return notifications / (time.perf_counter() - began)


def _under_load(events: int) -> tuple[float, float]:
    """Seconds from an event to the inbox and to the mail server, p99."""
    feed = Feed(events, rate=RATE)
    with _notify(feed) as (app, following, worker):
        feed._began = time.time()
        with background_threads([following.run, worker.job.loop(app.state.database)]):
            _until_sent(app, events, seconds=events / RATE + WAIT_SECONDS)
        at = {one["id"]: datetime.fromisoformat(one["time"]) for one in feed._made}
        with app.state.database.read() as session:
            rows = session.execute(select(Delivery.event_id, Delivery.created_at, Delivery.delivered_at)).all()  # type: ignore[call-overload]  # SQLModel's columns
    inbox = sorted((row.created_at - at[row.event_id]).total_seconds() for row in rows)
    server = sorted((row.delivered_at - at[row.event_id]).total_seconds() for row in rows)
    return inbox[int(len(inbox) * 0.99)], server[int(len(server) * 0.99)]


def _until_sent(app: Any, count: int, *, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while (sent := _sent(app)) < count:
        assert time.monotonic() < ends, f"{sent} of {count} sent"
        time.sleep(0.05 if count < 5_000 else 1)


def _sent(app: Any) -> int:
    with app.state.database.read() as session:
        return session.scalar(select(func.count()).where(Delivery.state == "delivered")) or 0  # type: ignore[arg-type]  # SQLModel's columns


@contextmanager
def _notify(feed: Feed) -> Iterator[tuple[Any, Any, Any]]:
    """notify on a new database, the follower of pool, and its worker, who sends to a server in another process."""
    with empty_folder() as folder, _sink() as port:
        url = f"sqlite:///{folder / 'notify.db'}"
        upgrade("notify", url)
        smtp: dict[str, Any] = {"channel": "smtp", "smtp_host": "127.0.0.1", "smtp_security": "none", "smtp_port": port}
        app = application("notify", NotifySettings(database_url=url, **smtp))
        (following,) = (loop for loop in app.state.follower_loops if loop.name == "pool")
        following.peer = feed
        worker = replace(app.state.worker, peers=Contacts())
        yield app, following, worker
        worker.channel.close_idle(after=0)
        app.state.database.close()


@contextmanager
def _sink() -> Iterator[int]:
    command = [sys.executable, "-m", "benchmarks.mail_sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sink:
        assert sink.stdout is not None
        yield int(sink.stdout.readline())
        sink.communicate(timeout=10)


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    for one in measure(*sizes):
        print(f"{one.goal.what}: {one.ours:.2f} {one.goal.unit} ({one.verdict})")
