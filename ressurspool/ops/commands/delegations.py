"""The commands of `ressurspool-ops delegations`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated
from uuid import UUID

import typer

from ressurspool.ops.commands.refusals import refusals

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
    from services.auth.operator import delegations
    from services.auth.settings import AuthSettings

    with refusals():
        made = delegations.create(AuthSettings(), orgnr, placement, email, days=days, language=language)
    typer.echo(made.id)


@app.command("list")
def list_delegations(orgnr: Body) -> None:
    """List a body's delegations, with their state."""
    from services.auth.operator import delegations
    from services.auth.settings import AuthSettings

    for one in delegations.list_of(AuthSettings(), orgnr):
        typer.echo(f"{one.id} {one.state} placement {one.placement_id} until {one.expires_at:%Y-%m-%d %H:%M}")


@app.command("withdraw")
def withdraw_delegation(delegation: Annotated[UUID, typer.Argument(help="As `delegations list` names it")]) -> None:
    """Take a delegation back: the link works no more, and the login it gave ends everywhere."""
    from services.auth.operator import delegations
    from services.auth.settings import AuthSettings

    with refusals():
        delegations.withdraw(AuthSettings(), delegation)
    typer.echo("withdrawn")
