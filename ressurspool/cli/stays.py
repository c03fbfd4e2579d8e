"""Commands on placements: `placements` lists them, `show` one, or a candidacy, `cancel` and `settle`."""

from typing import Annotated

import typer

from ressurspool.cli.arguments import From, ListOrder, OfNeed, PlacementId, States, To, day
from ressurspool.cli.output import body_names, show_candidacy, show_details, show_placement, shown_placement
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in
from ressurspool.client import Client, ProblemError
from ressurspool.client.cases import Placement
from ressurspool.client.placements import WantedStays


def show(thing_id: Annotated[str, typer.Argument(metavar="PLACEMENT|CANDIDACY")]) -> None:
    """Show a placement or a candidacy: whom and what it is about, its terms, and what you may do."""
    with logged_in() as (client, remembered):
        placement, language = _placement(client, thing_id), remembered.language
        if placement is None:
            candidacy = client.placements.candidacy(thing_id, named=True)
            show_candidacy(candidacy, language)
            show_details(candidacy, language)
        else:
            show_placement(placement, body_names(client, placement, language), language)
            show_details(placement, language)


def list_placements(
    *,
    state: States = None,
    need: OfNeed = None,
    first: From = None,
    last: To = None,
    order: ListOrder = None,
) -> None:
    """List the stays that concern you or the body you act for, proposed and past ones too."""
    wanted = WantedStays(
        states=state or (),
        need_id=need,
        first=day(first) if first else None,
        last=day(last) if last else None,
        order=order,
    )
    with logged_in() as (client, remembered):
        for placement in client.placements.placements(wanted):
            show_placement(placement, {}, remembered.language)


def cancel(placement_id: PlacementId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Call a placement off before it begins, agreed or not."""
    with logged_in() as (client, remembered):
        shown_placement(client, placement_id, remembered.language)
        confirm(yes, "cancel_placement", remembered.language)
        why = explained(reason, note, remembered.language)
        show_placement(client.placements.cancel(placement_id, why), {}, remembered.language)


def settle(placement_id: PlacementId, yes: Yes = False) -> None:
    """State, for home or host, that a stay in doubt goes on as agreed."""
    with logged_in() as (client, remembered):
        shown_placement(client, placement_id, remembered.language)
        confirm(yes, "settle_stay", remembered.language)
        show_placement(client.placements.settle(placement_id), {}, remembered.language)


def _placement(client: Client, thing_id: str) -> Placement | None:
    """None where there is no placement of that id."""
    try:
        return client.placements.placement(thing_id, named=True)
    except ProblemError as problem:
        if problem.status != 404:
            raise
        return None


def add_to(app: typer.Typer) -> None:
    app.command("show")(show)
    app.command("placements")(list_placements)
    app.command("cancel")(cancel)
    app.command("settle")(settle)
