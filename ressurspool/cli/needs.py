"""Commands on needs: posting and listing them, and who fits one."""

from datetime import datetime
from typing import Annotated, cast, get_args

import typer

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, ListOrder, Percentage, Remote, Skills, day
from ressurspool.cli.endings import tell_closed
from ressurspool.cli.output import show_candidates, show_explanation, show_fit, show_need
from ressurspool.cli.prompts import Note, Yes, choose, confirm
from ressurspool.cli.shell import logged_in
from ressurspool.cli.texts import say
from ressurspool.client.matching import Conditions
from ressurspool.client.needs import Closure, NewNeed, Outcome, WantedNeeds
from ressurspool.client.words import Perspective

OUTCOMES = get_args(Outcome)
NeedId = Annotated[str, typer.Argument(help="As `needs` shows it")]


def post_need(
    *,
    title: Annotated[str, typer.Option()],
    description: Annotated[str, typer.Option(help="What the project is, and what the person would do")],
    field: Fields,
    earliest: Annotated[datetime, typer.Option(formats=DAY, help="The first day it can begin")],
    latest: Annotated[datetime, typer.Option(formats=DAY, help="The last day it can begin")],
    months: Annotated[int, typer.Option(help="How long, 2 or 3")] = 3,
    percentage: Percentage = 100,
    must: Annotated[list[str] | None, typer.Option("--must-skill", help="Counts most; repeat for more")] = None,
    nice: Skills = None,
    spoken: Languages = None,
    county: County = None,
    municipality: Annotated[str | None, typer.Option(help="Its number, such as 3301; says the county too")] = None,
    remote: Remote = False,
    places: Annotated[int, typer.Option(help="How many people")] = 1,
    perspective: Annotated[Perspective, typer.Option()] = "neutral",
    publish: Annotated[bool, typer.Option(help="Open it at once")] = True,
) -> None:
    """Say whom your project needs."""
    need = NewNeed(
        title=title,
        description=description,
        fields=arguments.field_levels(field),
        must_skills=must or [],
        nice_skills=nice or [],
        languages=spoken or ["nb"],
        earliest_start=day(earliest),
        latest_start=day(latest),
        months=months,
        percentage=percentage,
        county=county,
        municipality=municipality,
        remote=remote,
        places=places,
        perspective=perspective,
        publish=publish,
    )
    with logged_in() as (client, remembered):
        show_need(client.needs.post(need), remembered.language)


def list_needs(
    *,
    ours: Annotated[bool, typer.Option("--ours", help="Those of your own agency, in every state")] = False,
    field: Annotated[
        list[str] | None, typer.Option(help="Of this professional field or a narrower one; repeat")
    ] = None,
    skill: Annotated[list[str] | None, typer.Option(help="That ask for this skill; repeat for more")] = None,
    search: Annotated[str | None, typer.Option(help="Words in the texts, or in the names of fields and skills")] = None,
    state: Annotated[list[str] | None, typer.Option(help="In this state; with --ours; repeat for more")] = None,
    county: County = None,
    order: ListOrder = None,
) -> None:
    """List open needs."""
    wanted = WantedNeeds(field=field or (), skill=skill or (), q=search, states=state or (), county=county, order=order)
    with logged_in() as (client, remembered):
        for need in client.needs.ours(wanted) if ours else client.needs.open(wanted):
            show_need(need, remembered.language)


def hold(need_id: NeedId, yes: Yes = False) -> None:
    """Take no new candidates for a while."""
    with logged_in() as (client, remembered):
        show_need(client.needs.need(need_id), remembered.language)
        confirm(yes, "hold_need", remembered.language)
        show_need(client.needs.hold(need_id), remembered.language)


def resume(need_id: NeedId, yes: Yes = False) -> None:
    """Open a need again that was on hold."""
    with logged_in() as (client, remembered):
        show_need(client.needs.need(need_id), remembered.language)
        confirm(yes, "resume_need", remembered.language)
        show_need(client.needs.resume(need_id), remembered.language)


def close(
    need_id: NeedId,
    outcome: Annotated[str, typer.Option(help=f"One of {', '.join(OUTCOMES)}; asked for where it is missing")] = "",
    note: Note = "",
    yes: Yes = False,
) -> None:
    """Close a need, and say what came of it. Who is still a candidate is told."""
    if outcome and outcome not in OUTCOMES:
        raise typer.BadParameter(f"--outcome: {', '.join(OUTCOMES)}")
    with logged_in() as (client, remembered):
        show_need(client.needs.need(need_id), remembered.language)
        if not yes:
            tell_closed(client, need_id, remembered.language)
        confirm(yes, "close_need", remembered.language)
        chosen = outcome or choose(say("ask_outcome", remembered.language), OUTCOMES, default="no_longer_required")
        closure = Closure(outcome=cast(Outcome, chosen))
        if note:
            closure.note = note
        show_need(client.needs.close(need_id, closure), remembered.language)


def fit(
    *,
    field: Fields,
    earliest: Annotated[datetime, typer.Option(formats=DAY, help="The first day it can begin")],
    latest: Annotated[datetime, typer.Option(formats=DAY, help="The last day it can begin")],
    months: Annotated[int, typer.Option(help="How long, 2 or 3")] = 3,
    percentage: Percentage = 100,
    spoken: Languages = None,
    county: County = None,
    remote: Remote = False,
) -> None:
    """Show how many would fit a need that you have not posted yet, and what keeps the others out."""
    draft = Conditions(
        fields=arguments.field_levels(field),
        languages=spoken or ["nb"],
        earliest_start=day(earliest),
        latest_start=day(latest),
        months=months,
        percentage=percentage,
        county=county,
        remote=remote,
    )
    with logged_in() as (client, remembered):
        show_fit(client.matching.fit(draft), remembered.language)


def candidates(need_id: NeedId, limit: Annotated[int, typer.Option(help="How many at most")] = 5) -> None:
    """Show who fits a need best, and why."""
    with logged_in() as (client, remembered):
        show_candidates(client.matching.candidates(need_id, limit=limit), remembered.language)


def explain(need_id: NeedId, expert_id: Annotated[str, typer.Argument()]) -> None:
    """Show why one expert fits a need, or why not."""
    with logged_in() as (client, remembered):
        show_explanation(client.matching.explain(need_id, expert_id), remembered.language)


def add_to(app: typer.Typer) -> None:
    app.command("post-need")(post_need)
    app.command("needs")(list_needs)
    app.command("hold")(hold)
    app.command("resume-need")(resume)
    app.command("close-need")(close)
    app.command("fit")(fit)
    app.command("candidates")(candidates)
    app.command("why")(explain)
