"""Tasks over HTTP."""

from fastapi import APIRouter

from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.notify.access import audiences_of
from services.notify.preferences.dependencies import ReaderLanguage
from services.notify.tasks import service
from services.notify.tasks.dependencies import ClosedToo, CurrentTask, ReadTasks, TaskReader
from services.notify.tasks.schemas import TaskRead

router = APIRouter(tags=["tasks"])


@router.get("/v1/tasks", responses=problems(NotPermitted, InvalidCursor))
def list_tasks(
    caller: TaskReader,
    tasks: ReadTasks,
    page: PageParams,
    response: CurrentResponse,
    language: ReaderLanguage,
    *,
    closed_too: ClosedToo = False,
) -> Listed[TaskRead]:
    """List what waits for you, or for your role in the body you act for; what has waited longest comes first.

    Each task says until when, who has answered and who has not, and gives the call that does it. It closes by itself
    when that has happened, whoever did it. With `all=true` closed ones stand in the list too.

    On days you said you are away (auth, `/v1/me/absences`), a role's tasks stand in the lists of the others who have
    it, and in yours only where nobody else is there.
    """
    found = service.list_tasks(tasks, caller.sub, audiences_of(caller), closed_too=closed_too, paging=page)
    return response.page(found, TaskRead, service.read_tasks(tasks, found.items, language=language))


@router.get("/v1/tasks/{task_id}", responses=problems(NotPermitted, NotFound))
def read_task(
    caller: TaskReader, task: CurrentTask, tasks: ReadTasks, response: CurrentResponse, language: ReaderLanguage
) -> TaskRead:
    """Read one task, open or closed."""
    return response.versioned(service.read_task(tasks, task, language=language))
