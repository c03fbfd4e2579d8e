"""Every query about plans."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Function, ScalarSelect, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from services.kit.data.outbox import Event, emit_event
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.data.successions import move_rows
from services.kit.data.tables import UtcDateTime
from services.kit.errors import NotFound
from services.matching.plans.domain import LEASE, PlanState
from services.matching.plans.models import Plan, PlanAssignment, PlanGap

LONG_AGO = literal(datetime(2000, 1, 1, tzinfo=UTC), UtcDateTime)  # NULL is first on SQLite, and last on PostgreSQL


class Plans(Repository[Plan]):
    """Plans, their assignments and their gaps."""

    def get(self, plan_id: UUID) -> Plan:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Plan).where(col(Plan.id) == plan_id))

    def move_to_body(self, predecessor: str, successor: str) -> None:
        """Move a body's plans to the body that has taken its place."""
        move_rows(self.session, Plan.org, predecessor=predecessor, successor=successor)

    def get_locked(self, plan_id: UUID) -> Plan:
        """The plan, locked until the transaction ends. Raises NotFound."""
        query = select(Plan).where(col(Plan.id) == plan_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def pass_on(self, from_id: str, to: str) -> None:
        """Give the plans that somebody asked for to another person: who asked is notified of the end."""
        self.session.execute(update(Plan).where(col(Plan.caller_sub) == from_id).values(caller_sub=to))

    def list_of(self, org: str | None, *, paging: PageRequest) -> Page[Plan]:
        """The plans of a body, the newest first. Without a body: the plans across all bodies."""
        mine = col(Plan.across).is_(True) if org is None else (col(Plan.org) == org) & col(Plan.across).is_(False)
        by = (col(Plan.created_at), col(Plan.id))
        return page_of(self.session, select(Plan).where(mine), paging=paging, by=by, newest_first=True)

    def list_assignments(self, plan_id: UUID, *, paging: PageRequest) -> Page[PlanAssignment]:
        query = select(PlanAssignment).where(col(PlanAssignment.plan_id) == plan_id)
        return page_of(self.session, query, paging=paging, by=(col(PlanAssignment.at), col(PlanAssignment.id)))

    def list_gaps(self, plan_id: UUID, *, paging: PageRequest) -> Page[PlanGap]:
        query = select(PlanGap).where(col(PlanGap.plan_id) == plan_id)
        return page_of(self.session, query, paging=paging, by=(col(PlanGap.at), col(PlanGap.id)))

    def find_due(self, *, at: datetime) -> UUID | None:
        """The plan whose turn it is. A plan whose worker died is due when its lease ends.

        Bodies take turns: first who has no plan at work, then whose last one ended longest ago, then who has waited
        longest. Plans across all bodies are one body's like any others.
        """
        due = self.session.scalars(select(col(Plan.id)).where(_due(at)).limit(2)).all()
        if len(due) < 2:  # as at nearly every look: whose turn it is costs three times as much to find out
            return due[0] if due else None
        turn = (_at_work(at), _last_ended(), col(Plan.created_at), col(Plan.id))
        return self.session.scalars(select(col(Plan.id)).where(_due(at)).order_by(*turn).limit(1)).first()

    def count_waiting(self, org: str, *, across: bool) -> int:
        """How many plans of a body wait for their turn: its own, or a broker's across all bodies."""
        waiting = (col(Plan.state) == PlanState.QUEUED) & (col(Plan.org) == org) & col(Plan.across).is_(across)
        return self.session.scalar(select(func.count()).where(waiting)) or 0

    def claim(self, plan_id: UUID, *, at: datetime) -> Plan | None:
        """Claim a plan for one lease, and delete what an earlier try wrote. None where another worker was first."""
        values = {"state": PlanState.RUNNING, "lease_until": at + LEASE, "tries": col(Plan.tries) + 1}
        if self._change((col(Plan.id) == plan_id) & _due(at), values | {"progress": 0}) is None:
            return None
        for lines in (PlanAssignment, PlanGap):
            self.session.execute(delete(lines).where(col(lines.plan_id) == plan_id))
        plan = self.session.get_one(Plan, plan_id, populate_existing=True)
        emit_plan_event(self.session, plan, "started", tries=plan.tries)
        return plan

    def renew(self, plan: Plan, progress: int, *, at: datetime) -> bool:
        """Renew the lease of a claim. False where the plan was cancelled or another worker has it."""
        return self._change(_held(plan), {"progress": progress, "lease_until": at + LEASE}) is not None

    def finish(self, plan: Plan, outcome: dict[str, Any], *, at: datetime) -> bool:
        """Record the outcome of a claim. False where it is no longer held."""
        ended = self._end(plan, {"state": PlanState.DONE, "progress": 100, "outcome": outcome}, at)
        if ended is not None:
            emit_plan_event(self.session, ended, "finished", placements=outcome["placements"], places=outcome["places"])
        return ended is not None

    def fail(self, plan: Plan, reason: str, *, at: datetime) -> bool:
        """Record why a claim failed. False where it is no longer held."""
        ended = self._end(plan, {"state": PlanState.FAILED, "reason": reason}, at)
        if ended is not None:
            emit_plan_event(self.session, ended, "failed", reason=reason)
        return ended is not None

    def add_lines(self, model: type[PlanAssignment] | type[PlanGap], lines: Sequence[dict[str, Any]]) -> None:
        if lines:
            self.session.execute(insert(model), lines)

    def _end(self, plan: Plan, values: dict[str, Any], at: datetime) -> Plan | None:
        if self._change(_held(plan), values | {"finished_at": at, "lease_until": None}) is None:
            return None
        return self.session.get_one(Plan, plan.id, populate_existing=True)

    def _change(self, which: ColumnElement[bool], values: dict[str, Any]) -> UUID | None:
        changed = update(Plan).where(which).values(**values, version=col(Plan.version) + 1)
        changed = changed.execution_options(synchronize_session=False)
        return self.session.scalars(changed.returning(col(Plan.id))).one_or_none()


def emit_plan_event(session: Session, plan: Plan, verb: str, **codes: Any) -> None:
    """Emit what happened to a plan: it concerns the plan's body, and the person who requested it."""
    event = Event(
        type=f"plan.{verb}",
        subject=plan.id,
        version=plan.version,
        orgs=[] if plan.across else [plan.org],
        persons=[] if plan.caller_sub == plan.caller_client else [plan.caller_sub],  # a machine is not a person
        codes=codes,
    )
    emit_event(session, event)


def _due(at: datetime) -> ColumnElement[bool]:
    left = (col(Plan.state) == PlanState.RUNNING) & (col(Plan.lease_until) <= at)
    return (col(Plan.state) == PlanState.QUEUED) | left


def _at_work(at: datetime) -> ScalarSelect[int]:
    other = aliased(Plan)
    running = (col(other.state) == PlanState.RUNNING) & (col(other.lease_until) > at)
    return select(func.count()).where(_of_the_same(other), running).scalar_subquery()


def _last_ended() -> Function[Any]:
    """When the body's last plan ended that was begun, even where it was cancelled; long ago without any."""
    other = aliased(Plan)
    ended = select(func.max(col(other.finished_at))).where(_of_the_same(other), col(other.tries) > 0)
    return func.coalesce(ended.scalar_subquery(), LONG_AGO)


def _of_the_same(other: type[Plan]) -> ColumnElement[bool]:
    return (col(other.org) == col(Plan.org)) & (col(other.across) == col(Plan.across))


def _held(plan: Plan) -> ColumnElement[bool]:
    running = col(Plan.state) == PlanState.RUNNING
    return (col(Plan.id) == plan.id) & running & (col(Plan.tries) == plan.tries)
