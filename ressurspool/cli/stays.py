"""Commands on placements: `show` one, `cancel` it."""

from typing import Annotated

import typer

from ressurspool.cli.output import body_names, show_placement
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in

PlacementId = Annotated[str, typer.Argument(help="As `accept` shows it")]


def show(placement_id: PlacementId) -> None:
    """Show a placement: its terms, whom it waits for, and what you may do."""
    with logged_in() as (client, remembered):
        placement = client.placements.placement(placement_id)
        show_placement(placement, body_names(client, placement, remembered.language), remembered.language)


def cancel(placement_id: PlacementId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Call a placement off before it begins, agreed or not."""
    with logged_in() as (client, remembered):
        placement = client.placements.placement(placement_id)
        show_placement(placement, body_names(client, placement, remembered.language), remembered.language)
        confirm(yes, "cancel_placement", remembered.language)
        why = explained(reason, note, remembered.language)
        show_placement(client.placements.cancel(placement_id, why), {}, remembered.language)


def add_to(app: typer.Typer) -> None:
    app.command("show")(show)
    app.command("cancel")(cancel)
