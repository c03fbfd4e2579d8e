"""Reminds people of what waits for them, as long as it does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.service.queues import queue_mails
from services.notify.inbox.domain import News
from services.notify.inbox.repository import Inbox
from services.notify.inbox.service import put_messages
from services.notify.mailboxes.service import list_recipients
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of, parts_of
from services.notify.members.repository import Members
from services.notify.members.service import list_people
from services.notify.reminders.repository import Reminders
from services.notify.stages.domain import Stage, reminders_of
from services.notify.tasks.models import Task
from services.notify.tasks.repository import Tasks
from services.scheme.days import day_of
from services.scheme.roles import Role

_IDS = UUID("6d4ce3c2-3b32-4f0c-9f2f-2f8a63a7c4d1")  # of what stands in an event's place: of each reminder the same


def remind(session: Session, *, at: datetime, limit: int, bounds: MailBounds) -> int:
    """Give the reminders that are due, of tasks that are open. Returns how many tasks were looked at."""
    tasks = Tasks(session).list_to_remind_locked(at=at, limit=limit)
    for task in tasks:
        stage = _take_stage(session, task, at)
        if stage is not None:
            _notify(session, task, stage, at, bounds)
    return len(tasks)


def _take_stage(session: Session, task: Task, at: datetime) -> Stage | None:
    """The reminder to give now: the last one due that was not given. Notes when the next one is due."""
    plan = reminders_of(task.opened_at, task.due)
    task.remind_at = next((moment for moment in plan if moment > at), None)
    session.add(task)
    due = [stage for moment, stage in plan.items() if moment <= at]
    new = Reminders(session).record(task.id, due, at=at)
    over = task.due is not None and task.due <= at  # what expires is notified of by its own event
    return None if over or not due or due[-1] not in new else due[-1]


def _notify(session: Session, task: Task, stage: Stage, at: datetime, bounds: MailBounds) -> None:
    audience, people = _asked(session, task, stage, at)
    news = _news_of(task, stage, audience, at)
    mailboxes = list_recipients(session, {audience})
    addressed = [(news, recipient) for recipient in [*people, *mailboxes.get(audience, [])]]
    queue_mails(session, put_messages(Inbox(session), addressed), bounds)


def _asked(session: Session, task: Task, stage: Stage, at: datetime) -> tuple[str, Sequence[str]]:
    """Whom the task waits for; at the last call all coordinators of the body, away or not, if it has any."""
    role, body = parts_of(task.audience)
    if stage is Stage.LAST_CALL and role != PERSON and body != ALL_BODIES:
        key = (Role.COORDINATOR, body)
        coordinators = Members(session).list_with_roles([Role.COORDINATOR], [body]).get(key, [])
        if coordinators:
            return audience_of(*key), coordinators
    asked = (task.audience, day_of(at))
    return task.audience, list_people(session, [asked])[asked]


def _news_of(task: Task, stage: Stage, audience: str, at: datetime) -> News:
    to_all = stage is Stage.LAST_CALL and parts_of(audience)[0] == Role.COORDINATOR
    params: dict[str, Any] = {
        "task_id": str(task.id),
        "task": task.kind,
        "due": task.due.isoformat() if task.due else None,
    }
    params |= {"reference": task.reference, "placement_id": task.parent, "terms_version": task.terms_version}
    return News(
        event_id=str(uuid5(_IDS, f"{task.id} {stage}")),
        audience=audience,
        code="task_last_call" if to_all else "task_reminder",
        subject=task.subject,
        params={name: value for name, value in params.items() if value is not None},
        at=at,
        mail=True,
        sender=None,
        pair=None,
    )
