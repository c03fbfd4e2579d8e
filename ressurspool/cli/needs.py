"""Commands on needs: posting and listing them, and who fits one."""

from datetime import datetime
from typing import Annotated

import typer

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, Percentage, Remote, Skills, day
from ressurspool.cli.output import show_candidates, show_explanation, show_need
from ressurspool.cli.shell import logged_in
from ressurspool.client.needs import NewNeed
from ressurspool.client.words import Perspective

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
    ours: Annotated[bool, typer.Option("--ours", help="Those of your own agency, in every state")] = False,
    field: Annotated[str | None, typer.Option(help="Of this professional field")] = None,
) -> None:
    """List open needs."""
    with logged_in() as (client, remembered):
        for need in client.needs.ours() if ours else client.needs.open(field=field):
            show_need(need, remembered.language)


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
    app.command("candidates")(candidates)
    app.command("why")(explain)
