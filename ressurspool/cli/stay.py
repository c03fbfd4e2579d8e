"""Verbs of `placement`: the yes and the no, and what is to change about a stay."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

import typer

from ressurspool.cli.arguments import (
    DAY,
    NewEnd,
    NewPercentage,
    NewPlace,
    NewStart,
    NewTasks,
    PlacementId,
    changed_terms,
    day,
)
from ressurspool.cli.codes import AMENDMENT_KIND, AMENDMENT_STATE, named
from ressurspool.cli.lists import Json, show_list
from ressurspool.cli.output import show_amendment, show_change, show_placement, shown_placement
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in, out, stop
from ressurspool.cli.texts import say
from ressurspool.client import Client
from ressurspool.client.cases import Amendment, NewAmendment, Placement, Verdict

LastDay = Annotated[datetime | None, typer.Option("--on", formats=DAY, help="The last day; the notice's without it")]
DATES = ("start", "end")


def extend(
    placement_id: PlacementId,
    to: Annotated[datetime, typer.Option(formats=DAY, help="The new last day, included")],
    yes: Yes = False,
) -> None:
    """Ask for a longer stay; the others have to say yes."""
    _ask_for(placement_id, NewAmendment(kind="extension", end=day(to)), yes=yes)


def change(
    *,
    placement_id: PlacementId,
    start: NewStart = None,
    end: NewEnd = None,
    percentage: NewPercentage = None,
    place: NewPlace = None,
    tasks: NewTasks = None,
    yes: Yes = False,
) -> None:
    """Ask for other days, or for another percentage, place or tasks; the others have to say yes.

    The first day can be another one only while the stay has not begun.
    """
    given = changed_terms(start, end, percentage, place, tasks)
    if not given or {name in DATES for name in given} == {True, False}:
        raise typer.BadParameter(
            "Either --start and --end, or --percentage, --place and --tasks: one change at a time."
        )
    kind = "dates" if set(given) <= set(DATES) else "content"
    _ask_for(placement_id, NewAmendment(kind=kind, **given), yes=yes)


def end(placement_id: PlacementId, on: LastDay = None, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """End a stay early, with the notice of its terms. An earlier day takes three yeses."""
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        last = _last_day(placement, on, language)
        _tell_too_early(placement, last, "needs_three", language)
        confirm(yes, "end_stay", language)
        why = explained(reason, note, language)
        ended = client.placements.return_early(placement_id, why.reason, last_day=last, note=why.note)
        show_amendment(ended, language)


def recall(placement_id: PlacementId, on: LastDay = None, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Call your employee home, with the notice of the terms; for the home agency."""
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        last = _last_day(placement, on, language)
        if _tell_too_early(placement, last, "recalled_too_early", language):
            raise typer.Exit(1)
        confirm(yes, "recall_employee", language)
        why = explained(reason, note, language)
        show_amendment(client.placements.recall(placement_id, why.reason, last_day=last, note=why.note), language)


def report_no_show(placement_id: PlacementId, yes: Yes = False) -> None:
    """State for the host that nobody came. The stay ends today."""
    with logged_in() as (client, remembered):
        shown_placement(client, placement_id, remembered.language)
        confirm(yes, "report_no_show", remembered.language)
        show_amendment(client.placements.report_no_show(placement_id), remembered.language)


def list_amendments(placement_id: PlacementId, as_json: Json = False) -> None:
    """List what was asked to change about a stay, and what became of it."""
    with logged_in() as (client, remembered):
        found, language = client.placements.amendments(placement_id), remembered.language
        shown = partial(show_amendment, language=language)
        show_list(found, _row, as_json=as_json, language=language, shown=shown, empty="no_amendments")


def _row(found: Amendment) -> dict[str, Any]:
    kind, state = named(AMENDMENT_KIND, found.kind), named(AMENDMENT_STATE, found.state)
    return {"id": found.id, "kind": kind, "state": state, "start": found.start, "end": found.end}


def agree(placement_id: PlacementId, yes: Yes = False) -> None:
    """Say yes: to the change that is asked for, else to the placement that is proposed."""
    _decide(placement_id, "agree_to_terms", lambda _: {"decision": "approve"}, yes=yes)


def refuse(placement_id: PlacementId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Say no: to the change that is asked for, else to the placement that is proposed."""

    def verdict(language: str) -> dict[str, Any]:
        return {"decision": "reject"} | explained(reason, note, language).model_dump(exclude_unset=True)

    _decide(placement_id, "refuse_terms", verdict, yes=yes)


def retract(placement_id: PlacementId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Take back the change that your side asked for. The stay is as it was."""
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        live = _live(client, placement) or stop("no_live_amendment", language)
        _show_beside(placement, live, language)
        confirm(yes, "retract_amendment", language)
        show_amendment(client.placements.withdraw_amendment(live, explained(reason, note, language)), language)


def _ask_for(placement_id: str, asked: NewAmendment, *, yes: bool) -> None:
    """Show what would be otherwise, ask, and send it."""
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        changed = asked.model_dump(exclude_unset=True, exclude={"kind"})
        show_change(placement.terms, placement.terms.model_copy(update=changed), language)
        confirm(yes, "ask_for_change", language)
        show_amendment(client.placements.amend(placement_id, asked), language)


def _decide(placement_id: str, question: str, verdict: Callable[[str], dict[str, Any]], *, yes: bool) -> None:
    """Decide on the live amendment, or on the placement where there is none."""
    with logged_in() as (client, remembered):
        placement, language = shown_placement(client, placement_id, remembered.language), remembered.language
        live = _live(client, placement)
        if live is not None:
            _show_beside(placement, live, language)
        elif placement.state != "proposed":
            stop("nothing_to_decide", language)
        confirm(yes, question, language)
        if live is None:
            decided = Verdict(**verdict(language), terms_version=placement.terms_version)
            show_placement(client.placements.decide(placement_id, decided), {}, language)
        else:
            decided = Verdict(**verdict(language), terms_version=live.terms_version or 0)
            show_amendment(client.placements.decide_amendment(live, decided), language)


def _live(client: Client, placement: Placement) -> Amendment | None:
    """What is asked to change and not decided yet."""
    return client.placements.amendment(placement.id, placement.amendment.id) if placement.amendment else None


def _show_beside(placement: Placement, amendment: Amendment, language: str) -> None:
    show_amendment(amendment, language)
    if amendment.terms is not None:
        show_change(placement.terms, amendment.terms, language)


def _last_day(placement: Placement, on: datetime | None, language: str) -> date | None:
    """The last day that is asked for, or the first that the notice allows, after it was shown."""
    last = day(on) if on else placement.notice_last_day
    if last is not None:
        out.print(f"{say('last_day', language)}: {last}")
    return last


def _tell_too_early(placement: Placement, last: date | None, what: str, language: str) -> bool:
    """Whether the day comes before the notice is over, which it says."""
    first = placement.notice_last_day
    too_early = last is not None and first is not None and last < first
    if too_early:
        out.print(f"{say(what, language)} {first}")
    return too_early


def add_to(app: typer.Typer) -> None:
    app.command("extend")(extend)
    app.command("change")(change)
    app.command("end")(end)
    app.command("recall")(recall)
    app.command("no-show")(report_no_show)
    app.command("amendments")(list_amendments)
    app.command("approve")(agree)
    app.command("reject")(refuse)
    app.command("retract")(retract)
