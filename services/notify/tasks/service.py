"""Opens tasks, stores the parties' answers, and returns what waits for a caller."""

from collections.abc import Iterable, Sequence
from typing import Any

from services.kit import clock
from services.kit.data.pagination import Page, PageRequest
from services.kit.data.snapshot import Snapshot
from services.kit.language import Language
from services.notify.events.domain import IncomingEvent, Party
from services.notify.members.repository import ShownMembers
from services.notify.members.service import list_asked
from services.notify.tasks.domain import (
    TAKING_ANSWERS,
    TASKS,
    Answer,
    Kind,
    SubjectTasks,
    TaskState,
    WantedTasks,
    call_for,
    due_of,
    waiting_for,
)
from services.notify.tasks.models import PartyAnswer, Task
from services.notify.tasks.repository import ShownTasks
from services.notify.tasks.schemas import TaskRead
from services.notify.texts.tasks import task_text

AnsweredTask = tuple[Task, Sequence[PartyAnswer]]


def open_task(about: SubjectTasks, kind: Kind, event: IncomingEvent) -> None:
    """Open a task, or bring the one that is open up to date. Raises Unaddressed."""
    rule = TASKS[kind]
    audience = event.get_audience(rule.recipient)
    due = due_of(rule, event.codes) or (about.find_last_due() if rule.due else None)
    task = about.find_open(kind, audience)
    if task is None:
        parent = event.codes.get("placement_id")
        task = TaskState(kind=kind, subject=event.subject, parent=parent, audience=audience, opened_at=event.at)
        about.tasks.append(task)
    else:
        task.version += 1
    task.due, task.terms_version = due, event.codes.get("terms_version", task.terms_version)
    task.reference = event.codes.get("reference", task.reference)


def keep_answer(about: SubjectTasks, event: IncomingEvent, party: Party, decision: str) -> None:
    """Keep what a party decided about the terms that the event names."""
    version = event.codes["terms_version"]
    about.keep_answer(Answer(subject=event.subject, party=party, decision=decision, terms_version=version, at=event.at))


def list_tasks(
    snapshot: Snapshot, caller_id: str, audiences: Iterable[str], wanted: WantedTasks, *, paging: PageRequest
) -> Page[AnsweredTask]:
    """What waits for the caller's audiences.

    A role's tasks are left out on days the caller is away from the body, unless nobody else there has the role. The
    substitute has the role, and so sees what waited before.
    """
    asked = list_asked(ShownMembers(snapshot), caller_id, audiences, on=clock.today())
    tasks = ShownTasks(snapshot)
    found = tasks.list_for(asked, wanted, paging=paging)
    return found.with_items(with_answers(tasks, found.items))


def with_answers(tasks: ShownTasks, found: Sequence[Task]) -> list[AnsweredTask]:
    """The tasks, and of each decision what the parties have answered, oldest first."""
    answers = tasks.list_answers({task.subject for task in found if task.kind in TAKING_ANSWERS})
    return [(task, answers.get(task.subject, []) if task.kind in TAKING_ANSWERS else []) for task in found]


def show_task(task: Task, answered: Sequence[PartyAnswer], *, language: Language) -> TaskRead:
    kind, is_open = Kind(task.kind), task.closed_at is None
    call = call_for(
        kind, subject=task.subject, parent=task.parent, terms_version=task.terms_version, today=clock.today()
    )
    return TaskRead.of(
        task,
        text=task_text(kind, _params(task), language),
        waiting_for=waiting_for(kind, is_open=is_open, answered=[Party(answer.party) for answer in answered]),
        answered=answered,
        call=call if is_open else None,
    )


def _params(task: Task) -> dict[str, Any]:
    params = {"terms_version": task.terms_version, "reference": task.reference}
    return {name: value for name, value in params.items() if value is not None}
