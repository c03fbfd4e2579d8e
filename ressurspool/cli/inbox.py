"""The command `inbox`."""

import typer

from ressurspool.cli.lists import Json, print_json
from ressurspool.cli.output import show_inbox
from ressurspool.cli.shell import logged_in

app = typer.Typer()


@app.command("inbox")
def inbox(as_json: Json = False) -> None:
    """Show what you were told."""
    with logged_in() as (client, remembered):
        found = client.notify.inbox()
        if as_json:
            print_json(list(found))
            return
        show_inbox(found, remembered.language)
