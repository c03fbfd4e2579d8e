"""The commands of `ressurspool-ops delegations`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated
from uuid import UUID

import typer

from ressurspool.ops import organisations

app = typer.Typer(no_args_is_help=True, help="One decision by a mailed link, where a body's coordinators are gone.")

Body = Annotated[str, typer.Argument(help="The public body's organisation number")]
Days = Annotated[int, typer.Option(help="How long the link is good for, fourteen at most")]
Language = Annotated[str, typer.Option(help="The language of the mail: nb, nn or en")]


@app.command("create")
def create_delegation(
    orgnr: Body,
    placement: Annotated[str, typer.Argument(help="The placement's id")],
    email: Annotated[str, typer.Argument(help="The address of the manager's account in that body")],
    days: Days = 7,
    language: Language = "nb",
) -> None:
    """Mail a body's manager a link to decide one placement, once, logged in. Prints the delegation's id."""
    from ressurspool.ops.delegations import create

    with organisations.refusals():
        typer.echo(create(orgnr, placement, email, days=days, language=language).id)


@app.command("list")
def list_delegations(orgnr: Body) -> None:
    """List a body's delegations, with their state."""
    from ressurspool.ops.delegations import lines

    for line in lines(orgnr):
        typer.echo(line)


@app.command("withdraw")
def withdraw_delegation(delegation: Annotated[UUID, typer.Argument(help="As `delegations list` names it")]) -> None:
    """Take a delegation back: the link works no more, and the login it gave ends everywhere."""
    from ressurspool.ops.delegations import withdraw

    with organisations.refusals():
        withdraw(delegation)
    typer.echo("withdrawn")
