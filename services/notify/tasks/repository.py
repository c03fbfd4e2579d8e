"""Every query about tasks and the parties' answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, String, Uuid, and_, bindparam, delete, insert, or_, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, empty_page, keys_of_any, unindexed
from services.kit.data.repository import Repository, insert_into
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement, numbered
from services.kit.data.tables import table_of
from services.kit.errors import NotFound
from services.kit.lists import Order
from services.notify.tasks.domain import Kind, SubjectTasks, TaskState, WantedTasks
from services.notify.tasks.models import PartyAnswer, Task

_TASKS, _ANSWERS = table_of(Task), table_of(PartyAnswer)
_SUBJECTS: BindParameter[Any] = bindparam("subjects", expanding=True)
_FOLLOWING = {"expires_at", "remind_at"}  # these follow from `due`
_STATE = [column for column in _TASKS.columns if column.name not in _FOLLOWING]
_ABOUT = select(*_STATE).where(_TASKS.c.subject.in_(_SUBJECTS)).order_by(_TASKS.c.id).with_for_update()
_OPEN = insert(_TASKS)
_CHANGES = (
    "version",
    "due",
    "expires_at",
    "remind_at",
    "terms_version",
    "reference",
    "closed_at",
    "closed_by",
)  # what events change of a task
_CHANGE = update(_TASKS).where(_TASKS.c.id == bindparam("task")).values({name: bindparam(name) for name in _CHANGES})
_VOID = delete(_ANSWERS).where(_ANSWERS.c.subject.in_(_SUBJECTS))


class Tasks(Repository[Task]):
    """What waits for somebody, and what the parties have answered."""

    def list_about_locked(self, subjects: Iterable[str]) -> Mapping[str, SubjectTasks]:
        """All tasks about each of the subjects, locked until the transaction ends."""
        about = {subject: SubjectTasks(subject=subject) for subject in subjects}
        found = self.session.execute(_ABOUT, {"subjects": list(about)}) if about else ()
        for row in found:
            about[row.subject].tasks.append(TaskState(**row._mapping, stored=row.version))
        return about

    def save(self, about: Iterable[SubjectTasks]) -> None:
        """Store what has changed about the subjects. What is closed comes first: the same may be open anew."""
        about = list(about)
        tasks = [task for one in about for task in one.tasks if task.version != task.stored]
        changed = [_changes_of(task) for task in tasks if task.stored is not None]
        opened = [_row_of(task) for task in tasks if task.stored is None]
        voided = [one.subject for one in about if one.voids_earlier]
        answers = [vars(answer) for one in about for answer in one.answers.values()]
        if changed:
            self.session.execute(_CHANGE, changed)
        if opened:
            self.session.execute(_OPEN, opened)
        if voided:
            self.session.execute(_VOID, {"subjects": voided})
        if answers:
            self._save_answers(answers)

    def _save_answers(self, answers: Sequence[Mapping[str, object]]) -> None:
        """Store parties' answers, in the place of earlier ones."""
        insertion = insert_into(self.session, _ANSWERS)
        now = {name: insertion.excluded[name] for name in ("decision", "terms_version", "at")}
        self.session.execute(insertion.on_conflict_do_update(index_elements=["subject", "party"], set_=now), answers)

    def list_open(self, task_ids: Collection[UUID]) -> Set[UUID]:
        """Those of the tasks that are open."""
        query = select(col(Task.id)).where(col(Task.id).in_(task_ids), col(Task.closed_at).is_(None))
        return set(self.session.scalars(query)) if task_ids else set()

    def list_to_remind_locked(self, *, at: datetime, limit: int) -> Sequence[Task]:
        """Open tasks of which somebody may have to be reminded; those that another transaction has are left out."""
        query = select(Task).where(col(Task.closed_at).is_(None), col(Task.remind_at) <= at)
        query = query.order_by(col(Task.remind_at), col(Task.id)).limit(limit)
        return self.session.scalars(query.with_for_update(skip_locked=True)).all()

    def close(self, subject: str, kinds: Sequence[Kind], *, at: datetime, by: str) -> None:
        still = (col(Task.subject) == subject) & col(Task.kind).in_(kinds) & col(Task.closed_at).is_(None)
        values = {"closed_at": at, "closed_by": by, "version": col(Task.version) + 1}
        self.session.execute(update(Task).where(still).values(values))

    def pass_on(self, from_audience: str, to: str, *, at: datetime, by: str) -> None:
        """Give an audience's tasks to another. Where both are asked the same, one of the two tasks is closed."""
        still = select(Task).where(col(Task.closed_at).is_(None))
        asked = {(task.subject, task.kind) for task in self.session.scalars(still.where(col(Task.audience) == to))}
        for task in self.session.scalars(still.where(col(Task.audience) == from_audience)):
            if (task.subject, task.kind) in asked:
                task.closed_at, task.closed_by, task.version = at, by, task.version + 1
        self.flush()
        moved = update(Task).where(col(Task.audience) == from_audience)
        self.session.execute(moved.values(audience=to, version=col(Task.version) + 1))


def _changes_of(task: TaskState) -> dict[str, object]:
    return {"task": task.id, **{name: getattr(task, name) for name in _CHANGES}}


def _row_of(task: TaskState) -> dict[str, object]:
    return {column.name: getattr(task, column.name) for column in _TASKS.columns}


_BY_ID = Statement[Task](select(Task).where(col(Task.id) == bindparam("task_id")))


@dataclass(frozen=True, kw_only=True)
class _Form:
    """What of a list stands in its SQL; all else is given with the request."""

    audiences: int
    closed_too: bool
    order: Order
    kinds: int
    ids: int


@cache
def _list_for(form: _Form) -> PagedStatement[Task]:
    """The list of so many audiences, in the order that is asked for; where ids are named, these find the tasks."""
    query = select(Task) if form.closed_too else select(Task).where(col(Task.closed_at).is_(None))
    if form.kinds:
        query = query.where(col(Task.kind).in_([bindparam(f"kind_{n}") for n in range(form.kinds)]))
    audience = unindexed(col(Task.audience)) if form.ids else col(Task.audience)
    theirs = [audience == bindparam(f"audience_{n}") for n in range(form.audiences)]
    by = (col(Task.expires_at) if form.order is Order.SOONEST else col(Task.opened_at), col(Task.id))
    if form.ids:
        ids: list[Any] = [bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]
        theirs = [and_(col(Task.id).in_(ids), or_(*theirs))]
    return PagedStatement(query, by=by, keys=keys_of_any(query, theirs, by=by), newest_first=form.order is Order.NEWEST)


@cache
def _answers_about(number: int) -> Statement[PartyAnswer]:
    asked: list[Any] = [bindparam(f"subject_{n}", type_=String()) for n in range(number)]
    query = select(PartyAnswer).where(col(PartyAnswer.subject).in_(asked))
    return Statement(query.order_by(col(PartyAnswer.at), col(PartyAnswer.party)))


class ShownTasks:
    """What is shown of tasks, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, task_id: UUID) -> Task:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), task_id=task_id)

    def list_for(self, audiences: Collection[str], wanted: WantedTasks, *, paging: PageRequest) -> Page[Task]:
        """What waits for any of the audiences."""
        if not audiences or wanted.ids == ():
            return empty_page(paging)
        ids = numbered("id", wanted.ids) if wanted.ids else {}
        kinds = numbered("kind", sorted(wanted.kinds)) if wanted.kinds else {}
        form = _Form(
            audiences=len(audiences),
            closed_too=wanted.closed_too,
            order=wanted.order,
            kinds=len(kinds),
            ids=len(ids),
        )
        theirs = {f"audience_{n}": audience for n, audience in enumerate(audiences)}
        return self._snapshot.page(_list_for(form), paging, **theirs, **ids, **kinds)

    def list_answers(self, subjects: Collection[str]) -> Mapping[str, list[PartyAnswer]]:
        """The answers of each subject, oldest first."""
        if not subjects:
            return {}
        asked = numbered("subject", sorted(subjects))
        answers: dict[str, list[PartyAnswer]] = {}
        for answer in self._snapshot.all(_answers_about(len(asked)), **asked):
            answers.setdefault(answer.subject, []).append(answer)
        return answers
