"""What the two sides of a candidacy write to each other: `offer message` and `offer messages`."""

from typing import Annotated, Any

import typer

from ressurspool.cli.codes import PARTY, named
from ressurspool.cli.lists import Json, show_list
from ressurspool.cli.output import show_message
from ressurspool.cli.shell import logged_in
from ressurspool.client.cases import DialogueMessage

CandidacyId = Annotated[str, typer.Argument(help="As `offer list` shows it")]


def write(candidacy_id: CandidacyId, text: Annotated[str, typer.Argument(help="At most 2,000 signs")]) -> None:
    """Write to the other side of a candidacy, who is notified. There are 20 messages in all."""
    with logged_in() as (client, _):
        show_message(client.placements.write(candidacy_id, text))


def messages(candidacy_id: CandidacyId, as_json: Json = False) -> None:
    """Show what the employee and the host wrote to each other, oldest first."""
    with logged_in() as (client, remembered):
        found, language = client.placements.messages(candidacy_id), remembered.language
        show_list(found, _row, as_json=as_json, language=language, shown=show_message, empty="no_messages")


def _row(found: DialogueMessage) -> dict[str, Any]:
    return {"number": found.number, "at": found.at.isoformat(), "side": named(PARTY, found.side), "text": found.text}
