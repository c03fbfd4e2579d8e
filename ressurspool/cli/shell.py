"""What commands print to, and who is logged in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from ressurspool.cli.codes import words_of
from ressurspool.cli.config import Remembered, recall
from ressurspool.cli.stored_logins import client_of
from ressurspool.cli.texts import say
from ressurspool.client import Client

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def logged_in() -> Iterator[tuple[Client, Remembered]]:
    """The client of the logged-in person, and the stored settings. Raises LoginNeeded."""
    remembered = recall()
    with client_of(remembered.language) as client, words_of(client):
        yield client, remembered


def stop(why: str, language: str) -> NoReturn:
    """Print why nothing was done, and end with 1."""
    err.print(escape(say(why, language)))
    raise typer.Exit(1)


def language() -> str:
    return recall().language
