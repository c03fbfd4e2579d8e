"""Tasks over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted
from services.kit.errors import InvalidCursor, NotFound, NotPermitted
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse
from services.kit.web.session import OwnDatabase
from services.notify.abouts.dependencies import Included, abouts_for
from services.notify.abouts.domain import Subject, subject_of_task
from services.notify.access import audiences_of, relations_to_task
from services.notify.preferences.dependencies import CurrentReader
from services.notify.preferences.repository import ShownPreferences
from services.notify.tasks import service
from services.notify.tasks.dependencies import AskedTasks, TaskReader
from services.notify.tasks.repository import ShownTasks
from services.notify.tasks.schemas import TaskRead

router = APIRouter(tags=["tasks"])


@router.get("/v1/tasks", response_model=Counted[TaskRead], responses=problems(NotPermitted, InvalidCursor))
def list_tasks(
    *,
    caller: TaskReader,
    reader: CurrentReader,
    database: OwnDatabase,
    page: CountedPageParams,
    response: CurrentResponse,
    wanted: AskedTasks,
    include: Included = None,
) -> Response:
    """List what waits for you, or for your role in the body you act for; what has waited longest comes first.

    `order=soonest` has what expires first at the top, and what has no deadline at the end.

    Each task says until when, who has answered and who has not, and gives the call that does it. It closes by itself
    when that has happened, whoever did it. With `all=true` closed ones stand in the list too.

    On days you said you are away (auth, `/v1/me/absences`), a role's tasks stand in the lists of the others who have
    it, and in yours only where nobody else is there.

    With `include=about` each says what it is about, as far as you may know; no reading of a profile is logged for it.
    """
    with database.snapshot() as snapshot:
        language = reader.language(ShownPreferences(snapshot))
        found = service.list_tasks(snapshot, caller.sub, audiences_of(caller), wanted, paging=page)
    shown = found.each(lambda one: service.show_task(*one, language=language))
    return response.shown_page(abouts_for(response.request, caller, include).page(shown, _subject), TaskRead)


@router.get("/v1/tasks/{task_id}", response_model=TaskRead, responses=problems(NotPermitted, NotFound))
def read_task(
    *,
    caller: TaskReader,
    grants: CurrentGrants,
    task_id: UUID,
    reader: CurrentReader,
    database: OwnDatabase,
    response: CurrentResponse,
    include: Included = None,
) -> Response:
    """Read one task, open or closed."""
    with database.snapshot() as snapshot:
        tasks = ShownTasks(snapshot)
        task = tasks.get(task_id)
        grants.require(relations_to_task(caller, audience=task.audience))
        language = reader.language(ShownPreferences(snapshot))
        (answered,) = service.with_answers(tasks, [task])
    return response.shown(
        abouts_for(response.request, caller, include).one(service.show_task(*answered, language=language), _subject)
    )


def _subject(task: TaskRead) -> Subject:
    return subject_of_task(task.kind, subject=task.subject, parent=task.parent)
