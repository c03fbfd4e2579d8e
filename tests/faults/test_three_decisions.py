"""Three people say yes in the same instant: the placement is agreed, once, every time.

Each decision reads what the others said, so whoever is last has to see them all: the placement is locked before its
decisions are read. The negative control reads first and writes then; it leaves placements that all have agreed to
and that are not agreed.
"""

from collections.abc import Callable
from threading import Barrier
from uuid import UUID

from services.kit.data.database import Database
from services.placements.decisions.domain import Verdict, all_agree
from services.placements.decisions.errors import AlreadyDecided
from services.placements.decisions.models import Decision
from services.placements.placements.repository import PlacementStore
from services.scheme.parties import Party
from tests.faults.scenes.placements_alone import api, database
from tests.placements.factories import Cast
from tests.support.api import Api
from tests.support.callers import service
from tests.support.counts import Measured, count
from tests.support.races import race_all

__all__ = ["api", "database"]  # the fixtures

ROUNDS = count(1000)
ROUNDS_OF_THE_CONTROL = 5
BARRIER_SECONDS = 10


def undecided(api: Api) -> tuple[Cast, str]:
    """A placement whose terms were changed just now: all three yeses are waited for."""
    cast = Cast(api, api.app.state.peers)
    placement_id = cast.proposed()
    changed = cast.edit(cast.home, placement_id, percentage=80)
    assert changed.json()["waiting_for"] == ["home", "host", "employee"], changed.text
    return cast, placement_id


def stuck(database: Database, placement_id: str) -> bool:
    """Whether all three have said yes to a placement that is not agreed."""
    with database.read() as session:
        store = PlacementStore(session)
        placement = store.placements.get(UUID(placement_id))
        decisions = [row.decided() for row in store.decisions.list_of([placement.id])]
        return all_agree(decisions, terms_version=placement.terms_version) and placement.state != "agreed"


def agreed_of(api: Api) -> int:
    """How many placements the whole feed says are agreed."""
    agreed, after = 0, ""
    while True:
        page = api.get(f"/v1/events?limit=1000&after={after}", service("placements", of="notify"))
        if not page.json():
            return agreed
        agreed += len([event for event in page.json() if event["type"] == "placement.agreed"])
        after = page.headers["Feed-Position"]


def deciding(cast: Cast, headers: dict[str, str], placement_id: str) -> Callable[[], int]:
    return lambda: cast.decide(headers, placement_id, terms_version=2).status_code


def test_three_yeses_in_the_same_instant_agree(api: Api, database: Database, measured: Measured) -> None:
    found = []
    for _ in range(ROUNDS):
        cast, placement_id = undecided(api)
        parties = (cast.employee, cast.home, cast.host)
        assert race_all([deciding(cast, headers, placement_id) for headers in parties]) == [201] * 3
        found.append((cast.read(placement_id)["state"], stuck(database, placement_id)))
    assert found == [("agreed", False)] * ROUNDS
    assert agreed_of(api) == ROUNDS
    measured(f"I5 {database.engine.dialect.name}: {ROUNDS:,} times three yeses at once, 0 stuck")


def test_the_same_yes_twice_in_the_same_instant_counts_once(api: Api, database: Database) -> None:
    for _ in range(ROUNDS_OF_THE_CONTROL):
        cast, placement_id = undecided(api)
        assert sorted(race_all([deciding(cast, cast.home, placement_id)] * 2)) == [201, 409]
        assert len([one for one in cast.read(placement_id)["decisions"] if one["terms_version"] == 2]) == 1


def test_without_the_lock_all_have_agreed_and_it_is_not(api: Api, database: Database) -> None:
    """Negative control."""
    for _ in range(ROUNDS_OF_THE_CONTROL):
        cast, placement_id = undecided(api)
        subs = {Party.EMPLOYEE: cast.expert.person_id, Party.HOME: cast.home_sub, Party.HOST: cast.host_sub}
        all_have_read = Barrier(len(Party))
        race_all([_unlocked(database, UUID(placement_id), *one, all_have_read) for one in subs.items()])
        assert stuck(database, placement_id)


def _unlocked(
    database: Database, placement_id: UUID, party: Party, sub: str, all_have_read: Barrier
) -> Callable[[], None]:
    """A decision that reads what the others said without holding the placement while it adds its own."""

    def decide() -> None:
        with database.read() as session:
            store = PlacementStore(session)
            placement = store.placements.get(placement_id)
            before = [row.decided() for row in store.decisions.list_of([placement_id])]
        own = Decision(
            placement_id=placement_id,
            party=party,
            sub=sub,
            client_id="cli",
            decision=Verdict.APPROVE,
            terms_version=placement.terms_version,
            terms_hash=placement.terms_hash,
        )
        after = [*before, own.decided()]
        all_have_read.wait(BARRIER_SECONDS)
        with database.write() as session:
            store = PlacementStore(session)
            store.decisions.add(own, unless=AlreadyDecided())
            if all_agree(after, terms_version=placement.terms_version):
                store.placements.get(placement_id).state = "agreed"

    return decide
