"""Puts the commands of `ressurspool` together: nouns and their verbs. A noun's module is loaded when it is used."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

# what each is, and the module that has it; one that is not among the nouns is a command of its module
NOUNS = {
    "expert": "Profiles of employees who can go: yours, your agency's, and those of the pool",
    "need": "Needs of agencies: post them, see who would fit",
    "candidate": "Who fits a need, and why; your body's shortlist; invitations",
    "offer": "What an employee and a host are agreeing on: applications, invitations, offers, answers",
    "placement": "Placements: the three yeses, and stays with their changes and ends",
    "task": "What waits for you",
    "body": "Public bodies: yours, its members and its policy",
    "plan": "Plans for many needs at once",
    "field": "Professional fields and skills, as one names them to other commands",
}
ALONE = {
    "login": ("login", "Log in by confirming a code in a browser"),
    "logout": ("login", "End the login, here and at the server"),
    "token": ("login", "Print a token of a person of the demo (development only)"),
    "inbox": ("inbox", "Show what you were told"),
    "mail": ("mail", "Show or choose when you are mailed of what"),
    "decide": ("decision", "Decide one placement by the link you were mailed"),
    "api": ("raw", "Send any request of the API, and print the answer"),
}


class Shell(TyperGroup):
    """All commands. Names and help are known without loading anything; the one that is used is loaded."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- typer's signature
        return [*NOUNS, *ALONE]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- typer's signature
        """What stands for a command in help."""
        known = NOUNS.get(cmd_name) or (ALONE[cmd_name][1] if cmd_name in ALONE else None)
        return TyperCommand(cmd_name, help=known) if known else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command itself, with what is left to it."""
        if not args or self.get_command(ctx, args[0]) is None:
            return super().resolve_command(ctx, args)
        return args[0], loaded(args[0]), args[1:]

    def invoke(self, ctx: Any) -> Any:
        with import_module("ressurspool.cli.refusals").told():
            return super().invoke(ctx)


def loaded(name: str) -> Any:
    """The command of that name, with its verbs."""
    module = import_module(f"ressurspool.cli.{name if name in NOUNS else ALONE[name][0]}")
    command: Any = get_command(module.app)
    return getattr(command, "commands", {}).get(name, command)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"ressurspool {import_module('importlib.metadata').version('ressurspool')}")
        raise typer.Exit


app = typer.Typer(cls=Shell, no_args_is_help=True, pretty_exceptions_show_locals=False)


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version")
    ] = False,
) -> None:
    """Lend and borrow public employees for two to three months."""
