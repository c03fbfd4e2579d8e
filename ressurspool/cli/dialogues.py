"""What the two sides of a candidacy write to each other: `offer message` and `offer messages`."""

from typing import Annotated

import typer

from ressurspool.cli.output import show_message
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say

CandidacyId = Annotated[str, typer.Argument(help="As `offer list` shows it")]


def write(candidacy_id: CandidacyId, text: Annotated[str, typer.Argument(help="At most 2,000 signs")]) -> None:
    """Write to the other side of a candidacy, who is notified. There are 20 messages in all."""
    with logged_in() as (client, remembered):
        show_message(client.placements.write(candidacy_id, text), remembered.language)


def messages(candidacy_id: CandidacyId) -> None:
    """Show what the employee and the host wrote to each other, oldest first."""
    with logged_in() as (client, remembered):
        found = list(client.placements.messages(candidacy_id))
        for message in found:
            show_message(message, remembered.language)
        if not found:
            out.print(say("no_messages", remembered.language))
