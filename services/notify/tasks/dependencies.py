"""What the routes about tasks are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.session import ReadSession
from services.notify.access import relations_to_task
from services.notify.tasks.models import Task
from services.notify.tasks.repository import Tasks

TaskReader = Annotated[Caller, Depends(caller_for("list_tasks", "read_task"))]


async def tasks_to_read(session: ReadSession) -> Tasks:
    return Tasks(session)


ReadTasks = Annotated[Tasks, Depends(tasks_to_read)]


def current_task(task_id: UUID, grants: CurrentGrants, tasks: ReadTasks) -> Task:
    """The task. Raises NotFound also where it waits for somebody else."""
    task = tasks.get(task_id)
    grants.require(relations_to_task(grants.caller, audience=task.audience))
    return task


CurrentTask = Annotated[Task, Depends(current_task)]
ClosedToo = Annotated[bool, Query(alias="all", description="Closed tasks too")]
