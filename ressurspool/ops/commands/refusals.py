"""Prints a refusal as one line, and ends the command with exit code 1."""
# ruff: noqa: PLC0415 -- as for all commands: loaded when one runs

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from services.kit.errors import ServiceError


@contextmanager
def refusals(*, details: bool = True) -> Iterator[None]:
    """Print what auth refuses: its code, and with `details` where it is wrong and the error's facts."""
    from services.auth.operator.errors import OperationRefused
    from services.kit.errors import ServiceError

    try:
        yield
    except OperationRefused as error:
        reason = str(error)
    except ServiceError as error:
        reason = error.code + (_details(error) if details else "")
    else:
        return
    typer.echo(f"Refused: {reason}", err=True)
    raise typer.Exit(1)


def _details(error: "ServiceError") -> str:
    from services.kit.errors import Invalid

    where = "".join(f" {pointer}" for pointer, _ in error.errors) if isinstance(error, Invalid) else ""
    return where + "".join(f" {name}={value}" for name, value in error.facts.items())
