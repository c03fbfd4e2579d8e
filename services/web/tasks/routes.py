"""The addresses of the worklist."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.notify import Task, WantedTasks
from services.kit import clock, context
from services.web.forms.domain import Form
from services.web.page.dependencies import LoggedIn
from services.web.page.formats import age, day
from services.web.page.page import Page
from services.web.tasks.domain import Shown, kinds_by_text, shown
from services.web.tasks.texts import KINDS, WORDS

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20


@router.get("/web/tasks")
def list_tasks(
    page: LoggedIn,
    kind: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """What waits for me, what expires first at the top; of one kind where that is chosen."""
    wanted = WantedTasks(kind=kind.split(",") if kind else (), order="soonest")
    got = page.api.notify.tasks(wanted, about=True).page(cursor, limit=ON_A_PAGE, count=True)
    language = context.current().language
    return page.render(
        "tasks/list.html",
        WORDS,
        tasks=[_shown(page, task) for task in got.items],
        total=got.total,
        next=got.next,
        cursor=cursor,
        kind=kind,
        kinds=kinds_by_text({one: text[language] for one, text in KINDS.items()}).items(),
        form=Form(key="", values={"kind": [kind]}),
    )


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
        age=age,
        language=language,
        now=clock.now(),
    )
