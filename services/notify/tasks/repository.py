"""Every query about tasks and the parties' answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, page_of_any
from services.kit.data.repository import Repository
from services.kit.errors import NotFound
from services.notify.tasks.domain import Kind
from services.notify.tasks.models import PartyAnswer, Task


class Tasks(Repository[Task]):
    """What waits for somebody, and what the parties have answered."""

    def get(self, task_id: UUID) -> Task:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Task).where(col(Task.id) == task_id))

    def find_open(self, subject: str, kind: Kind, audience: str) -> Task | None:
        this = (col(Task.subject) == subject) & (col(Task.kind) == kind) & (col(Task.audience) == audience)
        return self.session.scalars(select(Task).where(this, col(Task.closed_at).is_(None))).one_or_none()

    def list_for(self, audiences: Iterable[str], *, closed_too: bool, paging: PageRequest) -> Page[Task]:
        query = select(Task) if closed_too else select(Task).where(col(Task.closed_at).is_(None))
        theirs = [col(Task.audience) == audience for audience in audiences]
        return page_of_any(self.session, query, theirs, paging=paging, by=(col(Task.opened_at), col(Task.id)))

    def find_last_due(self, subject: str) -> datetime | None:
        """The deadline of the subject's newest task that has one."""
        query = select(col(Task.due)).where(col(Task.subject) == subject, col(Task.due).is_not(None))
        return self.session.scalars(query.order_by(col(Task.opened_at).desc(), col(Task.due).desc()).limit(1)).first()

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

    def keep_answer(self, answer: PartyAnswer) -> None:
        """Store a party's answer in the place of an earlier one. The subject's tasks show it, so they change too."""
        self.session.merge(answer)
        self._touch(answer.subject)

    def void_answers(self, subject: str) -> None:
        self.session.execute(delete(PartyAnswer).where(col(PartyAnswer.subject) == subject))
        self._touch(subject)

    def _touch(self, subject: str) -> None:
        changed = update(Task).where(col(Task.subject) == subject)
        self.session.execute(changed.values(version=col(Task.version) + 1))

    def list_answers(self, subjects: Iterable[str]) -> Mapping[str, list[PartyAnswer]]:
        """The answers of each subject, oldest first."""
        query = select(PartyAnswer).where(col(PartyAnswer.subject).in_(set(subjects)))
        answers: dict[str, list[PartyAnswer]] = {}
        for answer in self.session.scalars(query.order_by(col(PartyAnswer.at), col(PartyAnswer.party))):
            answers.setdefault(answer.subject, []).append(answer)
        return answers
