"""The index equals the tables after any of the three was killed while profiles and needs changed (I26)."""

from threading import Thread
from time import monotonic
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from ressurspool.client.needs import Closure
from ressurspool.client.pool import Pause
from ressurspool.ops.stack import Stack
from services.kit.data.database import Database
from services.pool.models import Expert, Table
from tests.faults.scenes.index import HEALED_SECONDS, differences
from tests.journeys.cast import HOME, HOST, Actor, Cast, a_need, endorsed, until
from tests.support.counts import Measured, count

ROUNDS = count(50)
VICTIMS = ("pool", "matching", "needs")


def change_much(employee: Actor, host: Actor, expert_id: str) -> None:
    """What is paused, held and closed while somebody dies; every request is repeated until it is answered."""
    need = host.client.needs.post(a_need())
    employee.client.pool.pause(expert_id, Pause(reason="workload"))
    host.client.needs.hold(need.id)
    employee.client.pool.resume(expert_id)
    host.client.needs.close(need.id, Closure(outcome="no_longer_required"))
    host.client.needs.post(a_need(months=3))


@pytest.mark.parametrize("victim", VICTIMS)
def test_the_index_equals_the_tables_after_kills(stack: Stack, cast: Cast, victim: str, measured: Measured) -> None:
    employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
    expert = endorsed(cast, employee)
    host.token()
    slowest = 0.0
    for _ in range(ROUNDS):
        changes = Thread(target=change_much, args=(employee, host, expert.id))
        changes.start()
        stack.kill(victim)
        stack.restart(victim)
        changes.join()
        healed = monotonic()
        until(lambda: not differences(stack), seconds=HEALED_SECONDS, what="the index to equal the tables")
        slowest = max(slowest, monotonic() - healed)
    measured(f"I26: {ROUNDS} kills of {victim} amid changes, 0 differences at most {slowest:.1f} s after")


def test_a_change_that_no_feed_has_is_a_difference(stack: Stack, cast: Cast) -> None:
    """The negative control: written past the feed, as where the two were not one transaction, and it is noticed."""
    expert = endorsed(cast, cast.new("employee", HOME))
    until(lambda: not differences(stack), seconds=HEALED_SECONDS, what="the index to equal the tables")
    database = Database(stack.databases["pool"], Table.metadata, connections=1)
    for percentage in (55, expert.percentage):
        with database.write() as session:
            session.execute(update(Expert).where(col(Expert.id) == UUID(expert.id)).values(percentage=percentage))
        assert list(differences(stack)) == (["experts"] if percentage == 55 else [])
    database.close()
