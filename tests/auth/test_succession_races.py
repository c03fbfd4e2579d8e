"""Operators who say at the same moment that one body takes another's place."""

from collections.abc import Callable

from services.auth.bodies.models import Organisation
from services.auth.successions.errors import CannotSucceed
from services.kit.data.database import Database
from services.kit.errors import Busy
from tests.auth.scenes.events import emitted
from tests.auth.scenes.members import member
from tests.auth.scenes.successions import NEW, OLD, body, succeeded
from tests.support.races import RACERS, race, race_all


class TestTheSame:
    def test_is_done_once(self, started: Database) -> None:
        for _ in range(3):
            member(started, "employee", OLD)
        passed = race(lambda: succeeded(started)["members"])
        assert sorted(passed) == [0] * (RACERS - 1) + [3]
        assert len(emitted(started, "organisation.succeeded")) == 1
        assert len(emitted(started, "membership.granted")) == 3


class TestCrosswise:
    def test_one_of_the_two_stays(self, started: Database) -> None:
        """Without the locks both could leave, each in favour of the other."""
        outcomes = race_all([attempt(started, OLD, NEW), attempt(started, NEW, OLD)] * 3)
        assert set(outcomes) == {True, False}
        bodies: list[Organisation] = [body(started, orgnr) for orgnr in (OLD, NEW)]
        assert sorted(one.state for one in bodies) == ["joined", "left"]


def attempt(database: Database, old: str, new: str) -> Callable[[], bool]:
    def run() -> bool:
        try:
            succeeded(database, old, new)
        except (CannotSucceed, Busy):
            return False
        return True

    return run
