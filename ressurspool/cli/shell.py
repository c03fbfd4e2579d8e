"""Runs a command, and prints a refusal of the API as text for a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from ressurspool.cli.config import LoginNeeded, Remembered, recall
from ressurspool.cli.stored_logins import client_of
from ressurspool.cli.texts import say
from ressurspool.client import Client, LoginError, OriginUnreachable, ProblemError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Shell(TyperGroup):
    """The group of all commands. Where the API refuses, it prints the problem's own text and exits with 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ProblemError as problem:
            _print_problem(problem)
        except LoginNeeded:
            err.print(say("login_needed", recall().language))
        except LoginError as error:
            err.print(escape(str(error)))
        except OriginUnreachable as error:
            err.print(f"{escape(str(error))}: {say('unreachable', recall().language)}")
        raise typer.Exit(1)


def _print_problem(problem: ProblemError) -> None:
    err.print(f"[bold red]{escape(problem.title)}[/]")
    if problem.detail:
        err.print(escape(problem.detail))
    for fault in problem.errors:
        err.print(f"  {escape(fault.pointer)}: {escape(fault.detail)}")


@contextmanager
def logged_in() -> Iterator[tuple[Client, Remembered]]:
    """The client of the logged-in person, and the stored settings. Raises LoginNeeded."""
    remembered = recall()
    with client_of(remembered.language) as client:
        yield client, remembered


def stop(why: str, language: str) -> NoReturn:
    """Print why nothing was done, and end with 1."""
    err.print(escape(say(why, language)))
    raise typer.Exit(1)


def language() -> str:
    return recall().language
