"""The addresses of the worklist."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.notify import Task, WantedTasks
from services.kit import clock, context
from services.web.page.dependencies import LoggedIn
from services.web.page.formats import day
from services.web.page.page import Page
from services.web.tasks.domain import Shown, shown
from services.web.tasks.texts import WORDS

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20


@router.get("/web/tasks")
def list_tasks(page: LoggedIn, cursor: Annotated[str | None, Query(max_length=500)] = None) -> Response:
    """What waits for me, what expires first at the top."""
    got = page.api.notify.tasks(WantedTasks(order="soonest"), about=True).page(cursor, limit=ON_A_PAGE, count=True)
    tasks = [_shown(page, task) for task in got.items]
    return page.render("tasks/list.html", WORDS, tasks=tasks, total=got.total, next=got.next, cursor=cursor)


@router.get("/web/tasks/{task_id}")
def show_task(page: LoggedIn, task_id: str) -> Response:
    """One task, as a message links to it."""
    task = page.api.notify.task(task_id, about=True)
    return page.render("tasks/task.html", WORDS, task=_shown(page, task))


def _shown(page: Page, task: Task) -> Shown:
    language = context.current().language
    return shown(
        task,
        words={name: text[language] for name, text in WORDS.items()},
        party=lambda code: page.word("notify", "party", code),
        decision=lambda code: page.word("placements", "decision", code),
        day=day,
        language=language,
        now=clock.now(),
    )
