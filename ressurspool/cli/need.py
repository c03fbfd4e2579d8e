"""The noun `need`: needs of agencies, from draft to closure."""

from datetime import datetime
from typing import Annotated, Any, cast, get_args

import typer

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, ListOrder, Percentage, Remote, Skills, day
from ressurspool.cli.codes import NEED_STATE, OUTCOME, named
from ressurspool.cli.details import show_new_need, show_whole_need
from ressurspool.cli.endings import tell_closed
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_fit, show_legal, show_need
from ressurspool.cli.prompts import Note, Yes, choose_code, confirm
from ressurspool.cli.shell import logged_in
from ressurspool.cli.texts import say
from ressurspool.cli.verbs import NEED
from ressurspool.client.matching import Conditions
from ressurspool.client.needs import Closure, Need, NeedDraft, NewNeed, Outcome, WantedNeeds
from ressurspool.client.words import Perspective

OUTCOMES = get_args(Outcome)
Must = Annotated[list[str] | None, typer.Option("--must-skill", help="Counts most; repeat for more")]
Municipality = Annotated[str | None, typer.Option(help="Its number, such as 3301; says the county too")]
NeedId = Annotated[str, typer.Argument(help="As `need list` shows it")]


def post_need(
    *,
    title: Annotated[str, typer.Option()],
    description: Annotated[str, typer.Option(help="What the project is, and what the person would do")],
    field: Fields,
    earliest: Annotated[datetime, typer.Option(formats=DAY, help="The first day it can begin")],
    latest: Annotated[datetime, typer.Option(formats=DAY, help="The last day it can begin")],
    months: Annotated[int, typer.Option(help="How long, 2 or 3")] = 3,
    percentage: Percentage = 100,
    must: Must = None,
    nice: Skills = None,
    spoken: Languages = None,
    county: County = None,
    municipality: Municipality = None,
    remote: Remote = False,
    places: Annotated[int, typer.Option(help="How many people")] = 1,
    perspective: Annotated[Perspective, typer.Option()] = "neutral",
    publish: Annotated[bool, typer.Option(help="Open it at once")] = True,
    yes: Yes = False,
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
    _post(need, yes=yes)


def _post(need: NewNeed, *, yes: bool) -> None:
    """Show the need, ask where it would be opened, and send it. A draft binds nobody."""
    with logged_in() as (client, remembered):
        show_new_need(need, remembered.language)
        if need.publish:
            confirm(yes, "post_need", remembered.language)
        show_need(client.needs.post(need))


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
    as_json: Json = False,
) -> None:
    """List open needs."""
    wanted = WantedNeeds(field=field or (), skill=skill or (), q=search, states=state or (), county=county, order=order)
    with logged_in() as (client, remembered):
        found = client.needs.ours(wanted) if ours else client.needs.open(wanted)
        show_list(found, need_row, as_json=as_json, language=remembered.language)


def need_row(need: Need) -> dict[str, Any]:
    fields = ", ".join(f"{one.field}:{one.level}" for one in need.fields)
    places, state = f"{need.filled}/{need.places}", named(NEED_STATE, need.state)
    return {
        "id": need.id,
        "title": need.title,
        "state": state,
        "places": places,
        "start": need.earliest_start,
        "fields": fields,
    }


def view(need_id: NeedId, as_json: Json = False) -> None:
    """Show a need, and what you may do with it."""
    with logged_in() as (client, remembered):
        need = client.needs.need(need_id)
        if as_json:
            print_json(need)
            return
        show_whole_need(client, need, remembered.language)
        show_legal(NEED, need.legal, remembered.language)


def edit(
    *,
    need_id: NeedId,
    title: Annotated[str | None, typer.Option()] = None,
    description: Annotated[str | None, typer.Option(help="What the project is")] = None,
    field: Annotated[list[str] | None, typer.Option(help="All its fields, each with a level 1-3")] = None,
    must: Must = None,
    nice: Skills = None,
    spoken: Languages = None,
    earliest: Annotated[datetime | None, typer.Option(formats=DAY, help="The first day it can begin")] = None,
    latest: Annotated[datetime | None, typer.Option(formats=DAY, help="The last day it can begin")] = None,
    months: Annotated[int | None, typer.Option(help="How long, 2 or 3")] = None,
    percentage: Annotated[int | None, typer.Option(help="Of full time")] = None,
    county: County = None,
    municipality: Municipality = None,
    remote: Annotated[bool | None, typer.Option(help="Whether it can be done from elsewhere")] = None,
    places: Annotated[int | None, typer.Option(help="How many people")] = None,
    perspective: Annotated[Perspective | None, typer.Option()] = None,
    yes: Yes = False,
) -> None:
    """Change a need. What you leave out stays as it is."""
    asked: dict[str, Any] = {"title": title, "description": description, "months": months, "percentage": percentage}
    asked |= {"earliest_start": earliest and day(earliest), "latest_start": latest and day(latest), "places": places}
    asked |= {"must_skills": must, "nice_skills": nice, "languages": spoken, "county": county, "remote": remote}
    asked |= {"municipality": municipality, "perspective": perspective}
    asked["fields"] = [one.model_dump() for one in arguments.field_levels(field)] if field else None
    _change(need_id, {name: value for name, value in asked.items() if value is not None}, yes=yes)


def _change(need_id: str, given: dict[str, Any], *, yes: bool) -> None:
    if not given:
        raise typer.BadParameter("Say what to change, such as --title.")
    with logged_in() as (client, remembered):
        need = client.needs.need(need_id)
        show_whole_need(client, need, remembered.language)
        said = {"county"} if "municipality" in given else set()  # a municipality says its county
        present = need.model_dump(include=set(NeedDraft.model_fields) - said, exclude_none=True)
        draft = NeedDraft.model_validate({**present, **given})
        show_new_need(draft, remembered.language)
        confirm(yes, "change_need", remembered.language)
        show_need(client.needs.change(need_id, draft, version=need.version))


def publish(need_id: NeedId, yes: Yes = False) -> None:
    """Open a draft: it is suggested and can be applied for."""
    with logged_in() as (client, remembered):
        show_whole_need(client, client.needs.need(need_id), remembered.language)
        confirm(yes, "publish_need", remembered.language)
        show_need(client.needs.publish(need_id))


def hold(need_id: NeedId, yes: Yes = False) -> None:
    """Take no new candidates for a while."""
    with logged_in() as (client, remembered):
        show_need(client.needs.need(need_id))
        confirm(yes, "hold_need", remembered.language)
        show_need(client.needs.hold(need_id))


def resume(need_id: NeedId, yes: Yes = False) -> None:
    """Open a need again that was on hold."""
    with logged_in() as (client, remembered):
        show_need(client.needs.need(need_id))
        confirm(yes, "resume_need", remembered.language)
        show_need(client.needs.resume(need_id))


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
        show_need(client.needs.need(need_id))
        if not yes:
            tell_closed(client, need_id, remembered.language)
        confirm(yes, "close_need", remembered.language)
        closure = Closure(outcome=cast(Outcome, outcome or _ask_outcome(remembered.language)))
        if note:
            closure.note = note
        show_need(client.needs.close(need_id, closure))


def _ask_outcome(language: str) -> str:
    question, default = say("ask_outcome", language), "no_longer_required"
    return choose_code(question, OUTCOME, OUTCOMES, default=default, option="--outcome", language=language)


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


app = Noun("Needs of agencies: post them, see who would fit.")
app.command("list")(list_needs)
app.command("view")(view)
app.command("create")(post_need)
app.command("edit")(edit)
app.command("publish")(publish)
app.command("hold")(hold)
app.command("resume")(resume)
app.command("close")(close)
app.command("fit")(fit)
