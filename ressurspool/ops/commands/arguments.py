"""Arguments that several commands take."""

from typing import Annotated

import typer

from services.scheme.services import PROCESSES

Service = Annotated[str, typer.Argument(help=f"One of {', '.join(PROCESSES)}")]
ServiceOrAll = Annotated[str | None, typer.Argument(help="All of them without it")]


def known(service: str) -> str:
    """The service's name. Raises BadParameter for what is not a service of ours."""
    if service not in PROCESSES:
        raise typer.BadParameter(f"Choose one of {', '.join(PROCESSES)}.")
    return service


def chosen(service: str | None) -> list[str]:
    """The named service, or all of them. Raises BadParameter for what is not a service of ours."""
    return [known(service)] if service else list(PROCESSES)
