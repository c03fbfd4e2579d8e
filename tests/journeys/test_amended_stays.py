"""A stay from its first day to its end, through all services: extended by three, or ended early by one of them.

The days go by in this process: it does what the calendar's job does, as on a later day. The services' clocks stay.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from ressurspool.client.cases import Amendment, Placement
from ressurspool.client.notify import Task
from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import follow_calendar
from services.placements.tables import Table
from services.scheme.days import OSLO
from services.scheme.months import last_day
from tests.journeys.cast import HOME, HOST, Actor, Cast, days_from_now, endorsed, published, terms, until
from tests.journeys.scenes.outcomes import busy_days_of, places_filled

Act = Callable[["Stay"], Amendment]


class Stay:
    """A stay that began today, and its three."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.employee = cast, cast.new("employee", HOME)
        self.home, self.host = cast.coordinator(HOME), cast.coordinator(HOST)
        self.end = last_day(days_from_now(0), months=2)
        expert, need = endorsed(cast, self.employee), published(cast, earliest_start=days_from_now(0))
        offer = terms(start=days_from_now(0), end=self.end)
        asked = self.host.client.placements.invite(expert.id, need.id, offer=offer)
        placement_id = self.employee.client.placements.accept(asked.id, terms_version=1).placement_id
        assert placement_id is not None
        self.id, self.need_id = placement_id, need.id
        self.home.client.placements.approve(self.id, terms_version=1)
        self.let_days_go_by(days_from_now(0))
        assert self.read().state == "active"

    def read(self) -> Placement:
        return self.employee.client.placements.placement(self.id)

    def let_days_go_by(self, until_day: date) -> None:
        with stopped_on(until_day), opened(self.cast.stack.databases["placements"]) as database:
            follow_calendar(database)


@contextmanager
def stopped_on(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime.combine(day, time(12), OSLO)):
        yield


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url, Table.metadata, connections=2)
    try:
        yield database
    finally:
        database.close()


def task_about(actor: Actor, amendment: Amendment) -> Task | None:
    return next((task for task in actor.client.notify.tasks() if task.subject == amendment.id), None)


def do(actor: Actor, task: Task | None) -> None:
    """What the task asks for, by its ready-made call."""
    assert task is not None
    assert task.call is not None
    actor.client.transport.send(task.call.method, task.call.path, body=task.call.body)


def busy_until(stay: Stay) -> str:
    return str(busy_days_of(stay.employee)[-1:])


def test_three_extend_a_stay_by_their_tasks_and_it_is_completed(cast: Cast) -> None:
    stay = Stay(cast)
    later = stay.end + timedelta(days=20)
    asked = stay.host.client.placements.extend(stay.id, end=later)
    assert asked.waiting_for == ["home", "employee"]
    for actor in (stay.home, stay.employee):
        do(actor, until(partial(task_about, actor, asked), what="the task"))
    found = stay.read()
    assert (found.terms.end, found.terms_version, found.amendment) == (later, 2, None)
    until(lambda: not task_about(stay.home, asked) and str(later) in busy_until(stay), what="the followers")
    stay.let_days_go_by(stay.end + timedelta(days=1))
    assert stay.read().state == "active"
    stay.let_days_go_by(later + timedelta(days=1))
    assert stay.read().state == "completed"


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("employee", lambda stay: stay.employee.client.placements.return_early(stay.id, "personal")),
        ("home", lambda stay: stay.home.client.placements.return_early(stay.id, "workload")),
        ("host", lambda stay: stay.host.client.placements.return_early(stay.id, "no_longer_required")),
        ("home", lambda stay: stay.home.client.placements.recall(stay.id, "workload")),
    ],
)
def test_one_party_ends_a_stay_with_notice(cast: Cast, who: str, act: Act) -> None:
    stay = Stay(cast)
    last = stay.read().notice_last_day
    assert last == days_from_now(14)
    told = act(stay)
    assert (told.state, told.proposed_by, told.end) == ("applied", who, last)
    until(lambda: str(last) in busy_until(stay), what="the shorter stay in the pool")
    stay.let_days_go_by(last)
    assert stay.read().state == "active"
    stay.let_days_go_by(last + timedelta(days=1))
    assert (stay.read().state, stay.read().ended_on) == ("ended_early", last)
    until(lambda: places_filled(stay.host, stay.need_id) == 0, what="the free place")


def test_nobody_came(cast: Cast) -> None:
    stay = Stay(cast)
    assert stay.host.client.placements.report_no_show(stay.id).state == "applied"
    assert (stay.read().state, stay.read().reason) == ("ended_early", "no_show")
    until(lambda: not busy_days_of(stay.employee), what="the free days")
    until(lambda: places_filled(stay.host, stay.need_id) == 0, what="the free place")
