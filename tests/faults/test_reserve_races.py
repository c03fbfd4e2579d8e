"""The last place is taken while an application arrives: the applicant stands in reserve, or is refused.

Applicant and follower lock the need's row of `vacancies`; without that, `tests/placements/test_reserve.py` has the
negative control.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from services.kit.data.database import Database
from tests.faults.scenes.bookings import race
from tests.faults.scenes.placements_alone import api, cast, database
from tests.placements.factories import Cast
from tests.placements.need_events import candidacy, handle
from tests.support.api import assert_problem

__all__ = ["api", "cast", "database"]  # the fixtures

ROUNDS = 6


def test_nobody_is_left_applied(cast: Cast, database: Database) -> None:
    for _ in range(ROUNDS):
        this = Cast(cast.api, cast.peers)
        works: list[Callable[[], Any]] = [
            partial(this.ask, this.employee, kind="application"),
            partial(handle, database, this, "filled", version=5),
        ]
        answer, _ = race(*works)
        if answer.status_code == 201:
            assert candidacy(this, answer.json()["id"])["state"] == "reserve"
        else:
            assert_problem(answer, 409, "need-not-open")
