"""The command `inbox`."""

from functools import partial
from typing import Any

import typer

from ressurspool.cli.lists import Json, show_list
from ressurspool.cli.output import show_notification
from ressurspool.cli.shell import logged_in
from ressurspool.client.notify import Message

app = typer.Typer()


@app.command("inbox")
def inbox(as_json: Json = False) -> None:
    """Show what you were told."""
    with logged_in() as (client, remembered):
        found, language = client.notify.inbox(about=True), remembered.language
        shown = partial(show_notification, language=language)
        show_list(found, _row, as_json=as_json, language=language, shown=shown, empty="inbox_empty")


def _row(found: Message) -> dict[str, Any]:
    return {"at": found.at.isoformat(), "title": found.title, "text": found.text}
