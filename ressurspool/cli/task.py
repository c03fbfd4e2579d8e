"""The noun `task`: what waits for the reader, by the numbers of the last list."""

import re
from typing import Annotated, Any

import typer
from rich.markup import escape

from ressurspool.cli.config import Remembered, Step, remember
from ressurspool.cli.details import show_new_limits, show_profile
from ressurspool.cli.lists import Json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_about, show_candidacy, show_details, show_legal, shown_placement
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out, stop
from ressurspool.cli.texts import say
from ressurspool.cli.verbs import EXPERT
from ressurspool.client import Client
from ressurspool.client.notify import Task
from ressurspool.client.pool import EndorsementDraft

Number = Annotated[int, typer.Argument(min=1, help="A number of the last list")]
_SUBJECT = re.compile("/(?:placements/v1/(?:candidacies|placements)|pool/v1/experts)/[^/]+")


def todo(as_json: Json = False) -> None:
    """List what waits for you, numbered; `task approve 1` does the first."""
    with logged_in() as (client, remembered):
        tasks, language = list(client.notify.tasks(about=True)), remembered.language
        steps = [_step(task, say("due", language)) for task in tasks]
        remember(remembered.model_copy(update={"todo": steps}))
        numbers = {task.id: number for number, task in enumerate(tasks, start=1)}

        def row(task: Task) -> dict[str, Any]:
            about = task.about
            need, reference = (about.need_title, about.reference) if about else (None, None)
            due = task.due and f"{task.due.astimezone():%Y-%m-%d}"
            return {"number": numbers[task.id], "task": task.text, "need": need, "reference": reference, "due": due}

        def shown(task: Task) -> None:
            number = numbers[task.id]
            out.print(f"[bold]{number}.[/] {escape(steps[number - 1].text)}")
            show_about(task.about, language)

        show_list(tasks, row, as_json=as_json, language=language, shown=shown, empty="nothing_to_do")


def view(number: Number) -> None:
    """Show what a task of the last list is about."""
    with logged_in() as (client, remembered):
        _show(client, _step_of(remembered, number), remembered.language)


def approve(number: Number, yes: Yes = False) -> None:
    """Say yes to a task of the last list, after it was shown: does its ready-made call."""
    with logged_in() as (client, remembered):
        step = _step_of(remembered, number)
        if step.method is None or step.path is None:
            stop("no_ready_call", remembered.language)
        _show(client, step, remembered.language)
        confirm(yes, "do_task", remembered.language)
        client.call(step.method, step.path, step.body)
        out.print(f"{say('done', remembered.language)} {escape(step.text)}")


def _step_of(remembered: Remembered, number: int) -> Step:
    """Ends with 1 for a number that is not on the last list."""
    if number > len(remembered.todo):
        stop("no_such_number", remembered.language)
    return remembered.todo[number - 1]


def _show(client: Client, step: Step, language: str) -> None:
    """Print the task, and the profile, the candidacy or the placement that its call is about."""
    out.print(escape(step.text))
    about = _SUBJECT.match(step.path or "")
    if about is None:
        return
    _, _, _, kind, subject = about[0].split("/")
    if kind == "placements":
        show_details(shown_placement(client, subject, language), language)
    elif kind == "candidacies":
        candidacy = client.placements.candidacy(subject, named=True)
        show_candidacy(candidacy, language)
        show_details(candidacy, language)
    else:
        _show_expert(client, subject, step, language)


def _show_expert(client: Client, expert_id: str, step: Step, language: str) -> None:
    """Print the profile, and the limits where the call gives an endorsement."""
    expert = client.pool.expert(expert_id)
    show_profile(expert, language)
    if step.body is not None and "valid_until" in step.body:
        show_new_limits(EndorsementDraft.model_validate(step.body), language)
    show_legal(EXPERT, expert.legal, language)


def _step(task: Task, due: str) -> Step:
    text = f"{task.text} ({due} {task.due.astimezone():%Y-%m-%d})" if task.due else task.text
    if task.call is None or task.call.method == "GET":  # a GET only shows; the answer takes another command
        return Step(text=text, path=task.call.path if task.call else None)
    return Step(text=text, method=task.call.method, path=task.call.path, body=task.call.body)


app = Noun("What waits for you.")
app.command("list")(todo)
app.command("view")(view)
app.command("approve")(approve)
