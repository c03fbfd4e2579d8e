"""Prints a refusal as text for a person, and ends with an exit code that says of which kind it was."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.markup import escape

from ressurspool.cli.config import LoginNeeded, recall
from ressurspool.cli.shell import err
from ressurspool.cli.texts import say
from ressurspool.client import LoginError, OriginUnreachable, ProblemError

REFUSED = 1  # 2 is wrong usage, typer's own
LOGIN_NEEDED = 3
UNREACHABLE = 4


@contextmanager
def told() -> Iterator[None]:
    """Catches what a command can raise."""
    try:
        yield
    except ProblemError as problem:
        _print_problem(problem)
        raise typer.Exit(_code_of(problem)) from None
    except LoginNeeded:
        err.print(say("login_needed", recall().language))
        raise typer.Exit(LOGIN_NEEDED) from None
    except LoginError as error:
        err.print(escape(str(error)))
        raise typer.Exit(LOGIN_NEEDED) from None
    except OriginUnreachable as error:
        err.print(f"{escape(str(error))}: {say('unreachable', recall().language)}")
        raise typer.Exit(UNREACHABLE) from None


def _code_of(problem: ProblemError) -> int:
    return {401: LOGIN_NEEDED, 503: UNREACHABLE}.get(problem.status, REFUSED)


def _print_problem(problem: ProblemError) -> None:
    err.print(f"[bold red]{escape(problem.title)}[/]")
    if problem.detail:
        err.print(escape(problem.detail))
    for fault in problem.errors:
        err.print(f"  {escape(fault.pointer)}: {escape(fault.detail)}")
