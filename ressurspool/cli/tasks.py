"""Commands of the to-do list and the inbox: `todo`, `approve`, `inbox`."""

from typing import Annotated

import typer
from rich.markup import escape

from ressurspool.cli.config import Step, remember
from ressurspool.cli.output import show_inbox, show_todo
from ressurspool.cli.shell import logged_in, out, stop
from ressurspool.cli.texts import say
from ressurspool.client.notify import Task


def todo() -> None:
    """List what waits for you, numbered; `approve 1` does the first."""
    with logged_in() as (client, remembered):
        steps = [_step(task, say("due", remembered.language)) for task in client.notify.tasks()]
        remember(remembered.model_copy(update={"todo": steps}))
        show_todo(steps, remembered.language)


def approve(number: Annotated[int, typer.Argument(min=1, help="A number of the last to-do list")]) -> None:
    """Say yes to a task of the last to-do list: does its ready-made call."""
    with logged_in() as (client, remembered):
        if number > len(remembered.todo):
            stop("no_such_number", remembered.language)
        step = remembered.todo[number - 1]
        if step.method is None or step.path is None:
            stop("no_ready_call", remembered.language)
        else:
            client.call(step.method, step.path, step.body)
            out.print(f"{say('done', remembered.language)} {escape(step.text)}")


def inbox() -> None:
    """Show what you were told."""
    with logged_in() as (client, remembered):
        show_inbox(client.notify.inbox(), remembered.language)


def _step(task: Task, due: str) -> Step:
    text = f"{task.text} ({due} {task.due.astimezone():%Y-%m-%d})" if task.due else task.text
    if task.call is None or task.call.method == "GET":  # a GET only shows; the answer takes another command
        return Step(text=text)
    return Step(text=text, method=task.call.method, path=task.call.path, body=task.call.body)


def add_to(app: typer.Typer) -> None:
    app.command("todo")(todo)
    app.command("approve")(approve)
    app.command("inbox")(inbox)
