"""The noun `placement`: the three decisions on its terms, and the stay with its changes and its end."""

from typing import Annotated, Any

import typer

from ressurspool.cli import proposals, stay
from ressurspool.cli.arguments import (
    From,
    ListOrder,
    NewEnd,
    NewPercentage,
    NewPlace,
    NewStart,
    NewTasks,
    OfNeed,
    PlacementId,
    States,
    To,
    changed_terms,
    day,
)
from ressurspool.cli.codes import PLACEMENT_STATE, named
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import body_names, show_change, show_details, show_placement, shown_placement
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in
from ressurspool.client.cases import NewTerms, Placement
from ressurspool.client.placements import WantedStays


def view(placement_id: PlacementId, as_json: Json = False) -> None:
    """Show a placement: whom and what it is about, its terms, and what you may do."""
    with logged_in() as (client, remembered):
        placement, language = client.placements.placement(placement_id, named=True), remembered.language
        if as_json:
            print_json(placement)
            return
        show_placement(placement, body_names(client, placement, language), language)
        show_details(placement, language)


def list_placements(
    *,
    state: States = None,
    need: OfNeed = None,
    first: From = None,
    last: To = None,
    order: ListOrder = None,
    names: Annotated[bool, typer.Option("--names", help="With titles and names; each name is logged as read")] = False,
    as_json: Json = False,
) -> None:
    """List the stays that concern you or the body you act for, proposed and past ones too."""
    wanted = WantedStays(
        states=state or (),
        need_id=need,
        first=day(first) if first else None,
        last=day(last) if last else None,
        order=order,
        named=names,
    )
    with logged_in() as (client, remembered):
        found = client.placements.placements(wanted)
        show_list(found, stay_row, as_json=as_json, language=remembered.language)


def stay_row(placement: Placement) -> dict[str, Any]:
    names = placement.names
    return {
        "id": placement.id,
        "reference": placement.reference,
        "state": named(PLACEMENT_STATE, placement.state),
        "start": placement.terms.start,
        "end": placement.terms.end,
        "need": names and names.need_title,
        "expert": names and names.expert,
    }


def edit(
    *,
    placement_id: PlacementId,
    start: NewStart = None,
    end: NewEnd = None,
    percentage: NewPercentage = None,
    place: NewPlace = None,
    tasks: NewTasks = None,
    yes: Yes = False,
) -> None:
    """Change the terms of a placement that is not agreed yet. Every yes so far becomes void."""
    given = changed_terms(start, end, percentage, place, tasks)
    if not given:
        raise typer.BadParameter("Say what to change, such as --place.")
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        show_change(placement.terms, placement.terms.model_copy(update=given), language)
        confirm(yes, "change_terms", language)
        contacts = {"home_contact": placement.home_contact, "host_contact": placement.host_contact}
        kept = {name: value for name, value in contacts.items() if value is not None}
        terms = NewTerms.model_validate(placement.terms.model_dump(exclude_none=True) | kept | given)
        changed = client.placements.change_terms(placement_id, terms, version=placement.version)
        show_placement(changed, {}, language)


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


app = Noun("Placements: the three yeses, and stays with their changes and ends.")
app.command("list")(list_placements)
app.command("view")(view)
app.command("edit")(edit)
app.command("cancel")(cancel)
app.command("settle")(settle)
stay.add_to(app)
proposals.add_to(app, lambda client, found: client.placements.placement(found))
