"""The noun `plan`: who goes where, for many needs at once."""

import time
from typing import Annotated, Any, Literal

import typer
from rich.markup import escape
from rich.progress import Progress

from ressurspool.cli.codes import PLAN_STATE, named
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import err, logged_in, out
from ressurspool.client import Client
from ressurspool.client.matching import Plan, PlanOrder

Objective = Literal["most_score", "most_placements", "stable"]
PlanId = Annotated[str, typer.Argument(help="As `plan list` shows it")]
PAUSE_SECONDS = 0.5


def list_plans(as_json: Json = False) -> None:
    """List your body's plans; for a broker all, the newest first."""
    with logged_in() as (client, remembered):
        found = client.matching.plans()
        show_list(found, _row, as_json=as_json, language=remembered.language)


def view(plan_id: PlanId, as_json: Json = False) -> None:
    """Show a plan: who would go where, and which places stay empty."""
    with logged_in() as (client, _):
        plan = client.matching.plan(plan_id)
        if as_json:
            print_json(plan)
            return
        _show(client, plan)


def create(
    need: Annotated[list[str] | None, typer.Option(help="For this need; all your open ones without it")] = None,
    objective: Annotated[Objective, typer.Option(help="What it is to reach")] = "most_placements",
    wait: Annotated[bool, typer.Option(help="Stay until it is done")] = True,
) -> None:
    """Order a plan, and wait for it."""
    order = PlanOrder(objective=objective)
    if need:
        order.need_ids = need
    with logged_in() as (client, _):
        plan = client.matching.ask_for_plan(order)
        _show(client, _done(client, plan) if wait else plan)


def cancel(plan_id: PlanId, yes: Yes = False) -> None:
    """Stop a plan that is still being made."""
    with logged_in() as (client, remembered):
        _show(client, client.matching.plan(plan_id))
        confirm(yes, "cancel_plan", remembered.language)
        _show(client, client.matching.cancel_plan(plan_id))


def _done(client: Client, plan: Plan) -> Plan:
    """The plan once it is over; its progress is shown meanwhile, on a terminal only."""
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("", total=100)
        while plan.state in {"queued", "running"}:
            time.sleep(PAUSE_SECONDS)
            plan = client.matching.plan(plan.id)
            progress.update(task, completed=plan.progress)
    return plan


def _show(client: Client, plan: Plan) -> None:
    out.print(f"{plan.id} · [bold]{named(PLAN_STATE, plan.state)}[/] · {plan.placements or 0}/{plan.places or 0}")
    for why in plan.summary:
        out.print(escape(why.text))
    if plan.state != "done":
        return
    for one in client.matching.assignments(plan.id):
        out.print(f"{one.expert_id} → {one.need_id} · {one.start} – {one.end}")
    for gap in client.matching.gaps(plan.id):
        out.print(f"{gap.need_id}: {escape(gap.text)}")


def _row(plan: Plan) -> dict[str, Any]:
    places = f"{plan.placements or 0}/{plan.places or 0}"
    return {"id": plan.id, "state": named(PLAN_STATE, plan.state), "places": places, "needs": plan.needs}


app = Noun("Plans for many needs at once.")
app.command("list")(list_plans)
app.command("view")(view)
app.command("create")(create)
app.command("cancel")(cancel)
