"""Somebody joins the host in the instant of the third yes: the yes is refused, or the stay is in doubt, every time.

The yes reads who belongs to the host while it holds the placement; the follower stores the membership and waits for
the placement before it looks whether that is agreed. The negative control reads first and writes then.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import EventData, ReceivedEvent
from services.placements.followers import FOLLOWERS
from services.placements.memberships.repository import Memberships
from services.placements.placements.repository import PlacementStore
from tests.faults.scenes.placements_alone import api, database
from tests.placements.factories import Cast
from tests.support.api import Api
from tests.support.callers import HUSBANKEN
from tests.support.counts import Measured, count

__all__ = ["api", "database"]  # the fixtures

ROUNDS = count(500)
GRANTED = next(one.handlers for one in FOLLOWERS if one.name == "auth-memberships")["membership.granted"]


def joining(database: Database, cast: Cast) -> Callable[[], None]:
    data = EventData(version=1, orgs=[HUSBANKEN], persons=[cast.expert.person_id])
    event = ReceivedEvent(
        id=str(uuid4()),
        type="membership.granted",
        subject=str(uuid4()),
        time=clock.now().isoformat(),
        position="e.1",
        data=data,
    )

    def join() -> None:
        with database.write() as session:
            GRANTED(session, event)

    return join


def outcome(cast: Cast, placement_id: str) -> tuple[str, str | None]:
    found = cast.read(placement_id)
    return found["state"], found["doubt"]


def test_a_host_that_hires_in_the_instant_of_the_yes_is_noticed(
    api: Api, database: Database, measured: Measured
) -> None:
    found = []
    for _ in range(ROUNDS):
        cast = Cast(api, api.app.state.peers)
        placement_id, together = cast.proposed(by=cast.host), Barrier(2)
        acts: list[Callable[[], object]] = [partial(cast.decide, cast.home, placement_id), joining(database, cast)]

        def act(one: Callable[[], object], together: Barrier = together) -> None:
            together.wait(10)
            one()

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(act, acts))
        found.append(outcome(cast, placement_id))
    assert set(found) <= {("proposed", None), ("agreed", "host_joined")}
    measured(f"I32 {database.engine.dialect.name}: {ROUNDS:,} times hired at the third yes, 0 unnoticed")


def test_negative_control_a_yes_that_does_not_hold_the_placement_misses_it(api: Api, database: Database) -> None:
    cast = Cast(api, api.app.state.peers)
    placement_id = cast.proposed(by=cast.host)
    with database.read() as session:
        Memberships(session).refuse_own(cast.expert.person_id, HUSBANKEN)
    joining(database, cast)()
    with database.write() as session:
        PlacementStore(session).placements.get(UUID(placement_id)).state = "agreed"
    assert outcome(cast, placement_id) == ("agreed", None)
