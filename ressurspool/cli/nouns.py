"""A noun of the command line, whose verbs ask at a terminal for the options that are missing."""

import sys
from typing import Any

import typer
from typer.core import TyperCommand


class Asking(TyperCommand):
    """A command that asks for each required option that was not given. In a pipe a missing one is an error."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if on_terminal() and not {"--help", "-h"} & set(args):
            for option in self._missing(args):
                given = str(typer.prompt(option.help or option.name))
                parts = given.split() if option.multiple else [given]
                args = [*args, *(word for part in parts for word in (option.opts[0], part))]
        return super().parse_args(ctx, args)

    def _missing(self, args: list[str]) -> list[Any]:
        typed = {word.partition("=")[0] for word in args}
        required = [one for one in self.params if one.required and one.param_type_name == "option"]
        return [one for one in required if not typed & set(one.opts)]


class Noun(typer.Typer):
    """The verbs of a noun."""

    def __init__(self, summary: str) -> None:
        super().__init__(no_args_is_help=True, help=summary)

    def command(self, name: str | None = None, **more: Any) -> Any:
        return super().command(name, **{"cls": Asking, **more})


def on_terminal() -> bool:
    """Whether a person types here."""
    return sys.stdin.isatty() and sys.stdout.isatty()
