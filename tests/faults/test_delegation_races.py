"""A delegation is good for one decision, for any number of concurrent ones."""

from uuid import UUID, uuid4

from sqlalchemy import text

from services.kit.data.database import Database
from services.placements.decisions.domain import Verdict
from services.placements.decisions.errors import DelegationUsed
from services.placements.decisions.models import Decision
from services.placements.decisions.repository import Decisions
from services.scheme.parties import Party
from tests.faults.scenes.placements_alone import api, cast, database
from tests.placements.factories import Cast
from tests.placements.tokens import delegate
from tests.support.races import RACERS, race

__all__ = ["api", "cast", "database"]  # the fixtures


def test_one_token_decides_once(cast: Cast) -> None:
    placement_id = cast.proposed()
    manager = delegate(placement_id)
    answers = race(lambda: cast.decide(manager, placement_id).status_code)
    assert sorted(answers) == [201] + [409] * (RACERS - 1)


class TestOnTermsThatDiffer:
    """Each decision has its own terms version and its own person; only the delegation is the same."""

    def decided(self, cast: Cast, database: Database) -> int:
        placement_id, delegation_id, versions = UUID(cast.proposed()), uuid4(), iter(range(10, 10 + RACERS))

        def decide() -> bool:
            decision = Decision(
                placement_id=placement_id,
                party=Party.HOME,
                sub=str(uuid4()),
                client_id="cli",
                decision=Verdict.APPROVE,
                delegation_id=delegation_id,
                terms_version=next(versions),
                terms_hash="-",
            )
            try:
                with database.write() as session:
                    Decisions(session).add(decision, unless=DelegationUsed())
            except DelegationUsed:
                return False
            return True

        return race(decide).count(True)

    def test_one_counts(self, cast: Cast, database: Database) -> None:
        assert self.decided(cast, database) == 1

    def test_without_the_index_all_do(self, cast: Cast, database: Database) -> None:
        with database.write() as session:
            session.execute(text("DROP INDEX uq_decisions_delegation_id"))
        assert self.decided(cast, database) == RACERS
