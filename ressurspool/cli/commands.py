"""The commands of `ressurspool`: each is one or two calls of the API."""

import typer

from ressurspool.cli import access, decide, experts, needs, placements, tasks
from ressurspool.cli.shell import Shell

app = typer.Typer(
    cls=Shell,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Lend and borrow public employees for two to three months.",
)
for room in (access, experts, needs, placements, decide, tasks):
    room.add_to(app)
