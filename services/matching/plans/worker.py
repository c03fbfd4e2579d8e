"""Makes the requested plans, one at a time, outside any transaction.

A worker claims a plan for the time of a lease and renews the lease as it goes. It may die anywhere: the lease ends,
and the next worker begins anew. A worker that was overtaken, or whose plan was cancelled, notices when it next reports
progress.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Unavailable
from services.kit.events.jobs import Job
from services.matching.engine.errors import IndexEmpty
from services.matching.engine.index import Index, Snapshot
from services.matching.engine.planning.solver import SolverEnded
from services.matching.plans.domain import MAX_TRIES
from services.matching.plans.models import Plan, PlanAssignment, PlanGap
from services.matching.plans.repository import Plans
from services.matching.plans.results import assignments_of, gaps_of, outcome_of, solution_of

EVERY_SECONDS = 1.0
REPORT_EVERY_SECONDS = 1.0
LINES_A_TRANSACTION = 2_000  # written in a transaction: others want the database too

log = structlog.get_logger()


class ClaimLost(Exception):
    """The plan was cancelled, or another worker has it."""


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Makes plans in the background. Any number of workers may run at once, in any number of processes."""

    index: Index

    @property
    def job(self) -> Job:
        return Job(name="make_plans", every_seconds=EVERY_SECONDS, work=self.make_due)

    def make_due(self, database: Database) -> None:
        """Make every plan that is due; none while the index is being built."""
        while True:
            try:
                snapshot = self.index.snapshot()
            except IndexEmpty:
                return
            plan = self.claim_due(database)
            if plan is None:
                return
            self.make(database, plan, snapshot)

    def claim_due(self, database: Database) -> Plan | None:
        with database.read() as session:
            due = Plans(session).find_due(at=clock.now())
        if due is None:
            return None
        with database.write() as session:
            return Plans(session).claim(due, at=clock.now())

    def make(self, database: Database, plan: Plan, snapshot: Snapshot) -> None:
        """Make a claimed plan, and record how it ended."""
        if plan.tries > MAX_TRIES:
            self._fail(database, plan, "gave_up")
            return
        try:
            self._make(database, plan, snapshot)
        except ClaimLost:
            log.info("plan_not_wanted", tries=plan.tries)
        except Unavailable as error:  # the lease lapses, and the next try may have better luck
            log.info("plan_waits", reason=error.code)
        except SolverEnded:
            log.warning("plan_waits", reason="solver_ended")
        except Exception as error:  # the next try would fail in the same way
            log.error("plan_failed", reason=type(error).__name__)
            self._fail(database, plan, "internal")

    def _make(self, database: Database, plan: Plan, snapshot: Snapshot) -> None:
        progress = Progress(database, plan)
        made = solution_of(plan, snapshot, progress.report)
        at = clock.now()
        for model, lines in (
            (PlanAssignment, assignments_of(plan, made, snapshot, at=at)),
            (PlanGap, gaps_of(plan, made, at=at)),
        ):
            for some in _parts(lines):
                progress.write(90, model, some)
        outcome = outcome_of(made, snapshot)
        with database.write() as session:
            finished = Plans(session).finish(plan, outcome, at=clock.now())
        if finished:
            log.info("plan_made", needs=plan.needs, placements=outcome["placements"], tries=plan.tries)

    def _fail(self, database: Database, plan: Plan, reason: str) -> None:
        with database.write() as session:
            Plans(session).fail(plan, reason, at=clock.now())


class Progress:
    """Reports how far a plan has come, which renews the lease: at most once a second, however often it is called."""

    def __init__(self, database: Database, plan: Plan) -> None:
        self._database, self._plan = database, plan
        self._reported_at = float("-inf")

    def report(self, percent: int) -> None:
        """Save how far the plan has come. Raises ClaimLost."""
        if clock.monotonic() - self._reported_at >= REPORT_EVERY_SECONDS:
            self.write(percent, PlanGap, [])
            self._reported_at = clock.monotonic()

    def write(self, percent: int, model: type[PlanAssignment] | type[PlanGap], lines: list[dict[str, Any]]) -> None:
        """Write lines, and renew the claim in the same transaction: an overtaken worker writes nothing.

        Raises ClaimLost.
        """
        with self._database.write() as session:
            plans = Plans(session)
            if not plans.renew(self._plan, percent, at=clock.now()):
                raise ClaimLost()
            plans.add_lines(model, lines)


def _parts(lines: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return (lines[first : first + LINES_A_TRANSACTION] for first in range(0, len(lines), LINES_A_TRANSACTION))
