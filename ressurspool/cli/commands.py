"""Puts the commands of `ressurspool` together. Each command makes one or two calls of the API."""

import typer

from ressurspool.cli import (
    amendments,
    decision,
    dialogues,
    experts,
    login,
    needs,
    placements,
    policies,
    stays,
    tasks,
)
from ressurspool.cli.shell import Shell

app = typer.Typer(
    cls=Shell,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Lend and borrow public employees for two to three months.",
)
for module in (login, experts, needs, placements, dialogues, stays, amendments, decision, policies, tasks):
    module.add_to(app)
