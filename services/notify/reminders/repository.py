"""Every query about reminders."""

from collections.abc import Collection, Set
from datetime import datetime
from uuid import UUID

from services.kit.data.repository import Repository, insert_absent
from services.kit.data.tables import table_of
from services.notify.reminders.models import Reminder
from services.notify.stages.domain import Stage

_REMINDERS = table_of(Reminder)


class Reminders(Repository[Reminder]):
    """The reminders that were given."""

    def record(self, task_id: UUID, stages: Collection[Stage], *, at: datetime) -> Set[str]:
        """Record that reminders of a task are given now. Returns those that had not been given before."""
        rows = [{"task_id": task_id, "stage": stage, "at": at} for stage in stages]
        return insert_absent(self.session, rows, key=_REMINDERS.c.stage)
