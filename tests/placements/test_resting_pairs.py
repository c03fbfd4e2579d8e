"""Whoever withdrew two candidacies waits before they begin another of the same two (I30)."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from services.kit import clock
from services.kit.data.database import Database
from services.placements.candidacies.models import Candidacy
from tests.placements.factories import Cast
from tests.support.api import assert_problem

REST_DAYS = 7


def pass_days(database: Database, days: int) -> None:
    """Let what was withdrawn be so long ago. The clock stays: tokens last ten minutes."""
    with database.write() as session:
        session.execute(update(Candidacy).values(withdrawn_on=clock.today() - timedelta(days=days)))


def withdraw_twice(cast: Cast, headers: dict[str, str], begin: Callable[[], str]) -> None:
    for _ in range(2):
        assert cast.do(headers, begin(), "withdrawal", reason="other").status_code == 201


class TestBeginningAgain:
    def test_is_free_once(self, cast: Cast) -> None:
        """Whoever offered a wrong day makes another offer."""
        cast.do(cast.requester, cast.offered(), "withdrawal", reason="other")
        cast.offered()

    def test_waits_for_some_days_where_the_expert_withdrew(self, cast: Cast, database: Database) -> None:
        withdraw_twice(cast, cast.employee, cast.applied)
        refused = assert_problem(cast.ask(cast.employee, kind="application"), 409, "pair-rests")
        assert refused["from_day"] == str(clock.today() + timedelta(days=REST_DAYS))
        pass_days(database, REST_DAYS - 1)
        assert_problem(cast.ask(cast.employee, kind="application"), 409, "pair-rests")
        pass_days(database, REST_DAYS)
        cast.applied()

    def test_waits_for_some_days_where_the_host_withdrew(self, cast: Cast, database: Database) -> None:
        """Sixty invitations that are withdrawn again were 240 mails (I30)."""
        withdraw_twice(cast, cast.requester, cast.invited)
        assert_problem(cast.ask(cast.requester), 409, "pair-rests")
        assert_problem(cast.ask(cast.host), 409, "pair-rests")
        pass_days(database, REST_DAYS)
        cast.invited()

    def test_is_the_experts_where_the_host_withdrew(self, cast: Cast) -> None:
        withdraw_twice(cast, cast.requester, cast.invited)
        cast.do(cast.employee, cast.applied(), "withdrawal", reason="personal")
        assert_problem(cast.ask(cast.requester), 409, "pair-rests")

    def test_is_the_hosts_where_the_expert_withdrew(self, cast: Cast) -> None:
        cast.do(cast.employee, cast.invited(), "withdrawal", reason="personal")
        cast.invited()
