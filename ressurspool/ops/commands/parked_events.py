"""The commands of `ressurspool-ops parked`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated

import typer

from ressurspool.ops.commands.arguments import Service, ServiceOrAll, chosen, known

app = typer.Typer(no_args_is_help=True, help="Events that could not be applied.")


@app.command("list")
def list_parked(service: ServiceOrAll = None) -> None:
    """List events that a service could not apply, with the reason."""
    from ressurspool.ops.parked_events import parked

    for name in chosen(service):
        for event in parked(name):
            typer.echo(f"{name}: {event.line}")


@app.command("replay")
def replay_parked(
    service: Service, follows: Annotated[str | None, typer.Option(help="Only those that came from this service")] = None
) -> None:
    """Apply parked events in their order, once what kept them from it is mended."""
    from ressurspool.ops.parked_events import replay

    typer.echo(f"{service}: {replay(known(service), follows)} took effect")
